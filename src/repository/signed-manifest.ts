import { negative } from '../errors.ts'
import { SIGNATURE_BYTES, type VerifyKey } from '../sealing/signature.ts'
import { ObjectMissing, ObjectTooLarge, type Store } from '../storage/store.ts'
import { keys } from './layout.ts'

/** Throws exit 1 unless a trusted key has signed a manifest's bytes. */
export async function checkSignature(
  store: Store,
  { name, id }: { name: string; id: string },
  manifest: Buffer,
  trusted: readonly VerifyKey[],
): Promise<void> {
  const key = keys.signature(name, id)
  const signature = await store.get(key, { most: SIGNATURE_BYTES }).catch((error: unknown) => {
    if (error instanceof ObjectMissing || error instanceof ObjectTooLarge) return undefined
    throw error
  })
  if (signature !== undefined && trusted.some((one) => one.verifies(manifest, signature))) return
  const keysAsked = trusted.length === 1 ? 'the verify-key' : `any of the ${trusted.length} verify-keys`
  const what = signature === undefined ? 'is not signed' : `has a signature that is not by ${keysAsked}`
  throw negative(
    `the manifest of backup ${id} of ${name} ${what}`,
    'do not restore it: use another backup, and find out who wrote to the storage; one from before signing can be signed after it was looked at (docs/signing.md)',
  )
}
