import { z } from 'zod'
import { listNames } from '../../repository/catalogue.ts'
import { keys } from '../../repository/layout.ts'
import { type BackupRecord, listRecords } from '../../repository/records.ts'
import type { Repository } from '../../repository/repository.ts'

/** A swap as its records tell of it: what was meant, and how far it came at least. */
export interface SwapRecord {
  restore: string
  backup: { id: string; name: string; manifest: string }
  server: string
  database: string
  /** Steps that were about to be taken, in their order. */
  steps: string[]
  /** Went through to its end. */
  done: boolean
}

const stepSchema = z.object({
  restore: z.string().regex(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/),
  method: z.literal('swap'),
  step: z.string(),
  server: z.string(),
  database: z.string(),
})

/** The swaps that the records of one name tell of, or of all names where none is given; newest first. */
export async function listSwaps(store: Repository, name: string | undefined): Promise<SwapRecord[]> {
  const swaps = new Map<string, SwapRecord>()
  for (const one of name === undefined ? await listNames(store) : [name]) {
    const stepped = await backupsWithSteps(store, one)
    for (const [id, records] of await listRecords(store, one, undefined, { wanted: stepped })) {
      for (const record of records) take(swaps, { id, name: one, manifest: record.manifest }, record)
    }
  }
  return [...swaps.values()].sort((a, b) => (a.restore < b.restore ? 1 : -1))
}

const endSchema = z.object({ restore: z.string(), mode: z.literal('restore') })

/** Only what was restored is read: a storage of years holds many more records than those. */
async function backupsWithSteps(store: Repository, name: string): Promise<Set<string>> {
  const found = new Set<string>()
  for await (const { key } of store.list(keys.records(name))) {
    const [id = '', file = ''] = key.slice(keys.records(name).length).split('/')
    if (file.includes('-step-')) found.add(id)
  }
  return found
}

function take(swaps: Map<string, SwapRecord>, backup: SwapRecord['backup'], record: BackupRecord): void {
  const end = record.kind === 'restored' && record.ok ? endSchema.safeParse(record.body) : undefined
  const ended = end?.success ? swaps.get(end.data.restore) : undefined
  // Records are in the order of their time.
  if (ended) ended.done = true
  const parsed = record.kind === 'step' ? stepSchema.safeParse(record.body) : undefined
  if (!parsed?.success) return
  const { restore, step, server, database } = parsed.data
  const known = swaps.get(restore)
  if (known) known.steps.push(step)
  else swaps.set(restore, { restore, backup, server, database, steps: [step], done: false })
}
