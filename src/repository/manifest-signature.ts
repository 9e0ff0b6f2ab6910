import { parseVerifyKeys, SIGNATURE_BYTES, type Signer } from '../sealing/signature.ts'
import { ObjectMissing, ObjectTooLarge } from '../storage/store.ts'
import type { Backup } from './catalogue.ts'
import { keys } from './layout.ts'
import { MOST_MANIFEST_BYTES } from './manifest.ts'
import type { Repository } from './repository.ts'

/** Whether a backup's manifest has the signature that this signer would give it. */
export async function isSignedWith(store: Repository, { name, id }: Backup, { publicKey }: Signer): Promise<boolean> {
  try {
    const signature = await store.get(keys.signature(name, id), { most: SIGNATURE_BYTES })
    const manifest = await store.get(keys.manifest(name, id), { most: MOST_MANIFEST_BYTES })
    return parseVerifyKeys(publicKey).some((key) => key.verifies(manifest, signature))
  } catch (error) {
    if (error instanceof ObjectMissing || error instanceof ObjectTooLarge) return false
    throw error
  }
}
