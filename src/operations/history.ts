import { z } from 'zod'
import type { Backup } from '../repository/catalogue.ts'
import { type BackupRecord, isFromFuture } from '../repository/records.ts'
import { whyFailed } from './badges.ts'
import type { HistoryEntry } from './results-show.ts'

const text = z.string().optional().catch(undefined)

/** What bodies may tell; they may change, so nothing in them is counted on. */
const bodySchema = z.object({
  of: text,
  reason: text,
  until: text,
  to: text,
  from: text,
  step: text,
  method: text,
  database: text,
  server: text,
  restore: text,
  mode: text,
  target: z.object({ address: z.string() }).optional().catch(undefined),
  plan: z.object({ method: z.string() }).optional().catch(undefined),
  checked: z.object({ share: z.number() }).optional().catch(undefined),
})

/** Who did what with a backup and when, from the backup itself to the newest record. `records` are oldest first. */
export function historyOf({ manifest, digest }: Backup, records: readonly BackupRecord[], now: Date): HistoryEntry[] {
  const { who, host, run } = manifest.by
  // A copy under other keys was finished long after what it holds was backed up.
  const at = manifest.replaces ? manifest.created : manifest.finished
  const found = manifest.replaces && { found: `this is a copy of ${manifest.replaces.id} under other keys` }
  const made = { at, what: 'backed up', ok: true, who, host, ...(run !== undefined && { run }), ...found }
  return [made, ...withoutRepetition(records).map((group) => entryOf(group, digest, now))]
}

/** Steps of one restore that follow each other, as one; every other record alone. */
function withoutRepetition(records: readonly BackupRecord[]): BackupRecord[][] {
  const groups: BackupRecord[][] = []
  for (const record of records) {
    const last = groups.at(-1)
    const continues = record.kind === 'step' && last?.[0]?.kind === 'step' && sameRestore(last[0], record)
    if (continues) last.push(record)
    else groups.push([record])
  }
  return groups
}

const bodyOf = (record: BackupRecord) => bodySchema.safeParse(record.body).data ?? {}

const sameRestore = (one: BackupRecord, other: BackupRecord): boolean => {
  const [first, second] = [bodyOf(one), bodyOf(other)]
  return first.restore === second.restore && first.method === second.method
}

function entryOf(group: BackupRecord[], digest: string, now: Date): HistoryEntry {
  const record = group[0] as BackupRecord
  const { who, host, run } = record.by
  const found = record.kind === 'step' ? stepsIn(group) : foundIn(record)
  const said = [
    ...(record.manifest === digest ? [] : ['of another manifest under this id']),
    ...(isFromFuture(record, now) ? ['from the future: a clock was wrong'] : []),
    ...found,
  ]
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

/** `swap: restore, prove, close; database shop on localhost:5432`: a step is recorded before it begins. */
function stepsIn(group: BackupRecord[]): string[] {
  const bodies = group.map(bodyOf)
  const { method, ...first } = bodies[0] ?? {}
  const steps = bodies.flatMap(({ step }) => step ?? []).join(', ')
  return [method === undefined ? steps : `${method}: ${steps}`, ...placeOf(first)]
}

function placeOf({ database, server }: { database?: string | undefined; server?: string | undefined }): string[] {
  const words = [...(database ? [`database ${database}`] : []), ...(server ? [`on ${server}`] : [])]
  return words.length > 0 ? [words.join(' ')] : []
}

function foundIn(record: BackupRecord): string[] {
  const body = bodyOf(record)
  if (record.kind === 'failed') return [`${body.of === undefined ? '' : `not ${body.of}: `}${whyFailed(record)}`]
  if (record.kind === 'sampled' && body.checked) return [`${Math.floor(body.checked.share * 100)} % was read`]
  const method = body.method ?? body.plan?.method ?? body.mode
  return [
    ...(method ? [method] : []),
    ...(body.target ? [body.target.address] : placeOf(body)),
    ...(body.reason ? [body.reason] : []),
    ...(body.until ? [`until ${body.until}`] : []),
    ...(body.to ? [`to ${body.to}`] : []),
    ...(body.from ? [`from ${body.from}`] : []),
  ]
}
