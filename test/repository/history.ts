import { type Backup, readBackup } from '../../src/repository/catalogue.ts'
import { keys } from '../../src/repository/layout.ts'
import { type Manifest, writeManifest } from '../../src/repository/manifest.ts'
import { putRecord, type RecordKind } from '../../src/repository/records.ts'
import type { Store } from '../../src/storage/store.ts'
import { by, manifestOf } from './sample.ts'

/** A backup that is a manifest and nothing else: enough for what only looks at manifests and records. */
export async function putManifest(store: Store, id: string, more: Partial<Manifest> = {}): Promise<Backup> {
  const manifest = manifestOf(id, more)
  await store.put(keys.manifest(manifest.name, id), writeManifest(manifest))
  return await readBackup(store, manifest.name, id)
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
