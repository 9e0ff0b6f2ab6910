import { randomBytes } from 'node:crypto'
import pLimit from 'p-limit'
import { z } from 'zod'
import { PgproofError } from '../errors.ts'
import { ObjectArchived, ObjectMissing, ObjectTooLarge, type Store } from '../storage/store.ts'
import { keys } from './layout.ts'
import { bySchema, parseJson } from './manifest.ts'
import type { Repository } from './repository.ts'
import { CLOCK_SLACK } from './retention-candidate.ts'
import { isSignedBy, signedText } from './signed-text.ts'

/** What was done with a backup. Kinds that are not known are kept and ignored. */
export type RecordKind =
  | 'verified'
  | 'sampled'
  | 'restore-tested'
  | 'opened'
  | 'failed'
  | 'restored'
  | 'rolled-back'
  | 'refused'
  | 'step'
  | 'expired'
  | 'unexpired'
  | 'pinned'
  | 'unpinned'
  | 'swept'
  | 'copied'
  | 'copying'
  | 'came-as-copy'

const envelopeSchema = z.object({
  format: z.literal(1),
  kind: z.string(),
  time: z.iso.datetime(),
  ok: z.boolean(),
  by: bySchema,
  /** SHA-256 of the manifest that it speaks of. */
  manifest: z.string().regex(/^[0-9a-f]{64}$/),
  body: z.unknown(),
  /** Of everything before it, in base64, in the last line: see `signedText`. */
  signature: z.string().optional(),
})

export type BackupRecord = z.infer<typeof envelopeSchema>

/** Puts a record beside a backup, signed where the run can, and returns its key. Records are never overwritten: the key holds time, kind and a random end. */
export async function putRecord(
  store: Repository,
  where: { name: string; id: string },
  record: Omit<BackupRecord, 'format' | 'kind' | 'signature'> & { kind: RecordKind },
): Promise<string> {
  const stamp = record.time.replace(/[-:]/g, '').replace(/\.(\d+)Z$/, '$1Z')
  const key = `${keys.records(where.name, where.id)}${stamp}-${record.kind}-${randomBytes(2).toString('hex')}.json`
  const text = `${JSON.stringify({ format: 1, ...record }, null, 1)}\n`
  const signer = store.keys?.signer
  await store.put(key, Buffer.from(signer ? signedText(text, signer) : text), { onlyIfAbsent: true })
  return key
}

/** The kind of a record by its key. */
export const kindIn = (key: string): string | undefined => /\d{9}Z-(.+)-[0-9a-f]{4}\.json$/.exec(key)?.[1]

/** Whether what lay under an id was swept, as its records say; it asks for their names only. */
export const wasSwept = async (store: Store, name: string, id: string): Promise<boolean> =>
  (await recordKeys(store, name, id)).some(isSwept)

/** The keys of one backup's records, oldest first. */
export async function recordKeys(store: Store, name: string, id: string): Promise<string[]> {
  const found: string[] = []
  for await (const { key } of store.list(keys.records(name, id))) found.push(key)
  return found
}

/** Whether a record says so, by its key. */
export const isSwept = (key: string): boolean => /-swept-[0-9a-f]{4}\.json$/.test(key)

/** When a record was written, by its key, in milliseconds since 1970. */
export function timeOfRecord(key: string): number {
  const stamp = /(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z-[^/]*$/.exec(key)
  const [, year, month, day, hour, minute, second, milliseconds] = stamp ?? []
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`)
}

/** Written by a machine whose clock was ahead: what it says may be older than what others say. */
export const isFromFuture = ({ time }: Pick<BackupRecord, 'time'>, now: Date): boolean =>
  Date.parse(time) > now.getTime() + CLOCK_SLACK

/** Records read at a time. */
const READERS = 8

/** Larger ones are left unread. */
export const MOST_RECORD_BYTES = 64 * 1024 * 1024

/** What is believed of a record that nobody trusted has signed: it only lets backups stay, or count less. */
const CAREFUL: ReadonlySet<string> = new Set<RecordKind>(['pinned', 'unexpired', 'failed'])

export interface ListedRecords {
  /** Of these backups only; of all unless given. */
  wanted?: ReadonlySet<string>
  /** Whoever deletes by what records say has to know of those that cannot be read. */
  onUnreadable?(key: string): void
  /** One that is left out for want of a trusted signature. */
  onUnsigned?(key: string): void
}

/**
 * All readable records of one name, by backup id, oldest first. One that cannot be read is left out: a record is news, never a condition.
 * Where the run asks for signatures, so is one without, unless it asks for care.
 */
export async function listRecords(
  store: Repository,
  name: string,
  id?: string,
  { wanted, onUnreadable, onUnsigned }: ListedRecords = {},
): Promise<Map<string, BackupRecord[]>> {
  const idOf = (key: string) => key.slice(keys.records(name).length).split('/')[0] as string
  const found: string[] = []
  for await (const { key } of store.list(keys.records(name, id))) if (wanted?.has(idOf(key)) ?? true) found.push(key)
  const limit = pLimit(READERS)
  const read = await Promise.all(found.map((key) => limit(() => readRecord(store, key))))
  const records = new Map<string, BackupRecord[]>()
  for (const [index, key] of found.entries()) {
    const record = read[index]
    if (record === undefined || record === 'unsigned') {
      if (record) onUnsigned?.(key)
      else onUnreadable?.(key)
      continue
    }
    const backup = idOf(key)
    const known = records.get(backup)
    if (known) known.push(record)
    else records.set(backup, [record])
  }
  return records
}

async function readRecord(store: Repository, key: string): Promise<BackupRecord | 'unsigned' | undefined> {
  try {
    const bytes = await store.get(key, { most: MOST_RECORD_BYTES })
    const { success, data } = envelopeSchema.safeParse(parseJson(bytes, key))
    if (!success) return undefined
    return isBelieved(data, key, bytes, store) ? data : 'unsigned'
  } catch (error) {
    // Removed since it was listed, too large, archived, or no JSON: all else is a fault of the storage, of which nothing may be concluded.
    const unreadable = [ObjectMissing, ObjectTooLarge, ObjectArchived].some((kind) => error instanceof kind)
    if (unreadable || (error instanceof PgproofError && error.code === 1)) return undefined
    throw error
  }
}

/** Whether the signature is of somebody trusted, where the run asks for that. The key tells kind and time too, and is not signed: it decides the order. */
function isBelieved(record: BackupRecord, key: string, bytes: Buffer, { keys: given }: Repository): boolean {
  if (given?.trusted === undefined || CAREFUL.has(record.kind)) return true
  const named = record.kind === kindIn(key) && Date.parse(record.time) === timeOfRecord(key)
  return named && isSignedBy(bytes, given.trusted)
}
