import type { Backup } from '../../src/repository/catalogue.ts'
import { type ManifestObject, sha256 } from '../../src/repository/manifest.ts'
import { BackupReader } from '../../src/repository/read.ts'
import { openStore } from '../../src/storage/open.ts'
import { manifestOf } from './sample.ts'

const id = '20261120T021703Z-7f3a9c'
let stores = 0

/** A reader of a backup whose manifest lists exactly these objects, as somebody who can write to the storage may have put them. */
export async function readerOf(objects: Record<string, Buffer>): Promise<BackupReader> {
  const store = await openStore(`memory://crafted-${stores++}`, { environment: {} })
  const listed: ManifestObject[] = []
  for (const [name, body] of Object.entries(objects)) {
    await store.put(`shop/backups/${id}/${name}`, body)
    listed.push({ name, size: body.length, sha256: sha256(body) })
  }
  const backup: Backup = {
    name: 'shop',
    id,
    manifest: manifestOf(id, { objects: listed }),
    digest: '',
    manifestBytes: 0,
  }
  return new BackupReader(store, backup, new AbortController().signal)
}

/** A whole object as a part. */
export const partOf = (object: string, stored: Buffer, rawBytes: number) => ({
  backup: id,
  object,
  offset: 0,
  length: stored.length,
  rawBytes,
})
