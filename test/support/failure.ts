import { PgproofError } from '../../src/errors.ts'

/** What a run fails with. Throws where it does not fail, or with anything that no user should see. */
export async function failureOf(work: Promise<unknown>): Promise<PgproofError> {
  const error = await work.then(
    () => new Error('it did not fail'),
    (caught: unknown) => caught,
  )
  if (error instanceof PgproofError) return error
  throw error
}
