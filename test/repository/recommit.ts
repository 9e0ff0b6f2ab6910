import { type Backup, readBackup } from '../../src/repository/catalogue.ts'
import { keys } from '../../src/repository/layout.ts'
import { sha256, writeManifest } from '../../src/repository/manifest.ts'
import type { Repository } from '../../src/repository/repository.ts'

/** Writes the manifest anew so that it agrees with what is stored now: what somebody does who may write to the bucket. */
export async function recommitIn(store: Repository, { name, id, manifest }: Backup): Promise<Backup> {
  const objects = await Promise.all(
    manifest.objects.map(async (object) => {
      const bytes = await store.get(`${keys.backup(name, id)}${object.name}`)
      return { ...object, size: bytes.length, sha256: sha256(bytes) }
    }),
  )
  await store.put(keys.manifest(name, id), writeManifest({ ...manifest, objects }))
  return await readBackup(store, name, id)
}
