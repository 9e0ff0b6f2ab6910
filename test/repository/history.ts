import { type Backup, readBackup, readCatalogue } from '../../src/repository/catalogue.ts'
import { keys } from '../../src/repository/layout.ts'
import { type Manifest, writeManifest } from '../../src/repository/manifest.ts'
import { putRecord, type RecordKind } from '../../src/repository/records.ts'
import type { Store } from '../../src/storage/store.ts'
import { by, manifestOf } from './sample.ts'

/** A backup that is a manifest and nothing else, and names the one before it: enough for what only looks at manifests and records. */
export async function putManifest(store: Store, id: string, more: Partial<Manifest> = {}): Promise<Backup> {
  const manifest = manifestOf(id, { previous: await before(store, more.name ?? 'shop', id), ...more })
  await store.put(keys.manifest(manifest.name, id), writeManifest(manifest))
  return await readBackup(store, manifest.name, id)
}

async function before(store: Store, name: string, id: string): Promise<Manifest['previous']> {
  const { backups } = await readCatalogue(store, name)
  const newest = backups.find((backup) => backup.id < id)
  return newest ? { id: newest.id, sha256: newest.digest } : null
}

/** A record of what was done with a backup; only `failed` is no success. */
export async function tellOf(
  store: Store,
  { name, id, digest }: Backup,
  kind: RecordKind,
  time: string,
  body: object = {},
): Promise<string> {
  return await putRecord(store, { name, id }, { kind, time, ok: kind !== 'failed', by, manifest: digest, body })
}
