import { PgproofError } from '../../errors.ts'

/** Hooks before the exchange: one that fails leaves the database as it was, and what they have stopped stands still. */
export async function beforeExchange<T>(database: string, hooks: Promise<T>): Promise<T> {
  return await hooks.catch((error: unknown) => {
    if (!(error instanceof PgproofError)) throw error
    const hint = `${error.hint}; ${database} is as it was, and open; start again what the hooks before-swap have stopped`
    throw new PgproofError(error.code, error.reason, hint, { cause: error })
  })
}
