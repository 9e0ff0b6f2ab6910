import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Store } from '../storage/store.ts'
import { keys } from './layout.ts'
import { bySchema, parseJson } from './manifest.ts'

/** What was done with a backup. Kinds that are not known are kept and ignored. */
export type RecordKind = 'verified' | 'sampled' | 'restore-tested' | 'failed'

const envelopeSchema = z.object({
  format: z.literal(1),
  kind: z.string(),
  time: z.iso.datetime(),
  ok: z.boolean(),
  by: bySchema,
  /** SHA-256 of the manifest that it speaks of. */
  manifest: z.string().regex(/^[0-9a-f]{64}$/),
  body: z.unknown(),
})

export type BackupRecord = z.infer<typeof envelopeSchema>

/** Puts a record beside a backup and returns its key. Records are never overwritten: the key holds time, kind and a random end. */
export async function putRecord(
  store: Store,
  where: { name: string; id: string },
  record: Omit<BackupRecord, 'format' | 'kind'> & { kind: RecordKind },
): Promise<string> {
  const stamp = record.time.replace(/[-:]/g, '').replace(/\.(\d+)Z$/, '$1Z')
  const key = `${keys.records(where.name, where.id)}${stamp}-${record.kind}-${randomBytes(2).toString('hex')}.json`
  await store.put(key, Buffer.from(`${JSON.stringify({ format: 1, ...record }, null, 1)}\n`), { onlyIfAbsent: true })
  return key
}

/** All readable records of one name, by backup id, oldest first. One that cannot be read is left out: a record is news, never a condition. */
export async function listRecords(store: Store, name: string, id?: string): Promise<Map<string, BackupRecord[]>> {
  const records = new Map<string, BackupRecord[]>()
  const prefix = keys.records(name, id)
  for await (const object of store.list(prefix)) {
    const backup = object.key.slice(keys.records(name).length).split('/')[0] as string
    const record = await readRecord(store, object.key)
    if (record) records.set(backup, [...(records.get(backup) ?? []), record])
  }
  return records
}

async function readRecord(store: Store, key: string): Promise<BackupRecord | undefined> {
  const bytes = await store.get(key)
  try {
    const result = envelopeSchema.safeParse(parseJson(bytes, key))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}
