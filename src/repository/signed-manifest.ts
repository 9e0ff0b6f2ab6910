import { negative } from '../errors.ts'
import { parseVerifyKeys, SIGNATURE_BYTES, type Signer, type VerifyKey } from '../sealing/signature.ts'
import { ObjectMissing, ObjectTooLarge, type Store } from '../storage/store.ts'
import type { Backup } from './catalogue.ts'
import { isBackupId, keys } from './layout.ts'
import { MOST_MANIFEST_BYTES, readManifest, sha256 } from './manifest.ts'
import { idsBeside } from './replaced.ts'
import type { Repository } from './repository.ts'

type Named = Pick<Backup, 'name' | 'id'>

/**
 * Where the run asks for signatures, throws exit 1 for a manifest that nobody trusted has signed, and that no signed copy names, by its digest, as what it
 * replaces: that says what a signature of its own would, and a backup from before signing is known by it until it is swept.
 */
export async function checkSignature(store: Repository, named: Named, manifest: Buffer): Promise<void> {
  const trusted = store.keys?.trusted
  if (!trusted) return
  const signature = await signatureOf(store, named)
  if (isBy(trusted, manifest, signature)) return
  if (signature === undefined && (await isVouchedFor(store, named, manifest, trusted))) return
  const { name, id } = named
  const keysAsked = trusted.length === 1 ? 'the verify-key' : `any of the ${trusted.length} verify-keys`
  const what = signature === undefined ? 'is not signed' : `has a signature that is not by ${keysAsked}`
  throw negative(
    `the manifest of backup ${id} of ${name} ${what}`,
    'do not restore it: use another backup, and find out who wrote to the storage; one from before signing can be signed after it was looked at (docs/signing.md)',
  )
}

/** Whether a backup's manifest has the signature that this signer would give it. */
export async function isSignedWith(store: Repository, named: Named, { publicKey }: Signer): Promise<boolean> {
  const signature = await signatureOf(store, named)
  const manifest = await unlessMissing(store.get(keys.manifest(named.name, named.id), { most: MOST_MANIFEST_BYTES }))
  return manifest !== undefined && isBy(parseVerifyKeys(publicKey), manifest, signature)
}

const signatureOf = (store: Store, { name, id }: Named) =>
  unlessMissing(store.get(keys.signature(name, id), { most: SIGNATURE_BYTES }))

async function unlessMissing(got: Promise<Buffer>): Promise<Buffer | undefined> {
  try {
    return await got
  } catch (error) {
    if (error instanceof ObjectMissing || error instanceof ObjectTooLarge) return undefined
    throw error
  }
}

const isBy = (trusted: readonly VerifyKey[], manifest: Buffer, signature: Buffer | undefined): boolean =>
  signature !== undefined && trusted.some((one) => one.verifies(manifest, signature))

/** Only what began in the same second can be a copy. Nothing of another manifest is parsed before its own signature was found good. */
async function isVouchedFor(
  store: Repository,
  { name, id }: Named,
  manifest: Buffer,
  trusted: readonly VerifyKey[],
): Promise<boolean> {
  const digest = sha256(manifest)
  const others = idsBeside(id, (await store.folders(keys.backups(name))).filter(isBackupId))
  for (const other of others) {
    const key = keys.manifest(name, other)
    const bytes = await unlessMissing(store.get(key, { most: MOST_MANIFEST_BYTES }))
    if (bytes === undefined || !isBy(trusted, bytes, await signatureOf(store, { name, id: other }))) continue
    const { replaces } = readManifest(bytes, key)
    if (replaces?.id === id && replaces.sha256 === digest) return true
  }
  return false
}
