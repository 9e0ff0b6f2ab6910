import { z } from 'zod'
import { BadSeal, type Opener } from '../sealing/seal.ts'
import type { Manifest } from './manifest.ts'

/** The backup that a record speaks of, and what opens it where that is known. */
export interface Told {
  backup: { manifest: Pick<Manifest, 'encryption'> }
  opener: Opener | undefined
}

/**
 * A record's body. Beside a sealed backup only `open` is for everybody, which names nothing that is in the database: `contents` is sealed like the
 * inventory, and left out where no key is there, or none that anything can be sealed for.
 */
export async function recordBody({ backup, opener }: Told, open: object, contents: object): Promise<object> {
  if (backup.manifest.encryption === null) return { ...open, ...contents }
  if (!opener) return open
  const sealed = await opener.seal(Buffer.from(JSON.stringify(contents)))
  return sealed === undefined ? open : { ...open, sealed: sealed.toString('base64') }
}

const sealedSchema = z.looseObject({ sealed: z.base64() })

/** Whether part of a body is for holders of a key alone. */
export const isSealedBody = (body: unknown): boolean => sealedSchema.safeParse(body).success

/** The body with what was sealed in it, where the opener opens that; as it is otherwise. */
export async function openBody(opener: Opener | undefined, body: unknown): Promise<unknown> {
  const { data } = sealedSchema.safeParse(body)
  if (!opener || !data) return body
  const { sealed, ...open } = data
  try {
    const contents: unknown = JSON.parse((await opener.open(Buffer.from(sealed, 'base64'))).toString())
    return { ...open, ...(contents as object) }
  } catch (error) {
    if (error instanceof BadSeal || error instanceof SyntaxError) return body
    throw error
  }
}
