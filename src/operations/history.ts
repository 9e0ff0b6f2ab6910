import { z } from 'zod'
import type { Backup } from '../repository/catalogue.ts'
import type { BackupRecord } from '../repository/records.ts'
import { whyFailed } from './badges.ts'
import type { HistoryEntry } from './results-show.ts'

const text = z.string().optional().catch(undefined)

/** What bodies may tell; they may change, so nothing in them is counted on. */
const bodySchema = z.object({
  of: text,
  reason: text,
  until: text,
  step: text,
  method: text,
  database: text,
  server: text,
  checked: z.object({ share: z.number() }).optional().catch(undefined),
})

/** Who did what with a backup and when, from the backup itself to the newest record. `records` are oldest first. */
export function historyOf({ manifest, digest }: Backup, records: readonly BackupRecord[]): HistoryEntry[] {
  const { who, host, run } = manifest.by
  const made = { at: manifest.finished, what: 'backed up', ok: true, who, host, ...(run !== undefined && { run }) }
  return [made, ...records.map((record) => entryOf(record, digest))]
}

function entryOf(record: BackupRecord, digest: string): HistoryEntry {
  const { who, host, run } = record.by
  const said = [...(record.manifest === digest ? [] : ['of another manifest under this id']), ...foundIn(record)]
  return {
    at: record.time,
    what: record.kind,
    ok: record.ok,
    who,
    host,
    ...(run !== undefined && { run }),
    ...(said.length > 0 && { found: said.join('; ') }),
  }
}

function foundIn(record: BackupRecord): string[] {
  const body = bodySchema.safeParse(record.body).data ?? {}
  if (record.kind === 'failed') return [`${body.of === undefined ? '' : `not ${body.of}: `}${whyFailed(record)}`]
  if (record.kind === 'sampled' && body.checked) return [`${Math.floor(body.checked.share * 100)} % was read`]
  const where = [...(body.database ? [`database ${body.database}`] : []), ...(body.server ? [`on ${body.server}`] : [])]
  return [
    ...(body.step ? [`${body.step}${body.method ? ` of ${body.method}` : ''}`] : body.method ? [body.method] : []),
    ...(where.length > 0 ? [where.join(' ')] : []),
    ...(body.reason ? [body.reason] : []),
    ...(body.until ? [`until ${body.until}`] : []),
  ]
}
