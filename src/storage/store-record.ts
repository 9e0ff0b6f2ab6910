import { z } from 'zod'
import { ObjectMissing, ObjectTooLarge, type Store } from './store.ts'

/** Where a store's record lies: what it was found able to do, so that no run asks again for what it refuses. */
const KEY = '.pgproof/store.json'

const MOST_BYTES = 64 * 1024

const formatSchema = z.object({ format: z.number().int() })

/** Unknown keys are a later version's and are passed over; what is known has to be as it should. */
const recordSchema = z.object({
  format: z.literal(1),
  /** As `StoreBucket` has it; null where the store is no bucket. */
  provider: z.string().max(300).nullable(),
  can: z.object({
    conditionalPut: z.boolean(),
    checksums: z.boolean(),
    /** Null where it was not tried. */
    bulkDelete: z.boolean().nullable(),
  }),
  /** By how much the store's clock was ahead of ours, negative where it was behind. */
  clockSeconds: z.number(),
  /** The state of each finding of the probe. */
  found: z.record(z.string(), z.string()),
})

export type StoreRecord = Omit<z.infer<typeof recordSchema>, 'format'>

/**
 * The record of this very store; undefined where there is none, or one of another endpoint (a copied bucket, a moved folder), or one that cannot be read.
 * `later`: one of a format that a later version brought, which is left as it is.
 */
export async function readStoreRecord(store: Store): Promise<StoreRecord | 'later' | undefined> {
  const found = parsed(await readIfThere(store))
  const format = formatSchema.safeParse(found)
  if (format.success && format.data.format > 1) return 'later'
  const record = recordSchema.safeParse(found)
  if (!record.success || record.data.provider !== providerOf(store)) return undefined
  const { format: _, ...rest } = record.data
  return rest
}

/** Clocks that drift by less are no news. */
const CLOCK_NEWS_SECONDS = 60

/** Writes the record, unless it is there and says the same. */
export async function writeStoreRecord(store: Store, record: StoreRecord): Promise<void> {
  const known = await readStoreRecord(store)
  if (known === 'later' || (known && saysTheSame(known, record))) return
  await store.put(KEY, Buffer.from(`${JSON.stringify({ format: 1, ...record }, null, 2)}\n`))
}

export const providerOf = (store: Store): string | null => store.bucket?.provider ?? null

function saysTheSame({ clockSeconds: before, ...known }: StoreRecord, { clockSeconds, ...record }: StoreRecord) {
  const same = JSON.stringify(known) === JSON.stringify(record)
  return same && Math.abs(before - clockSeconds) < CLOCK_NEWS_SECONDS
}

async function readIfThere(store: Store): Promise<Buffer | undefined> {
  try {
    return await store.get(KEY, { most: MOST_BYTES })
  } catch (error) {
    if (error instanceof ObjectMissing || error instanceof ObjectTooLarge) return undefined
    throw error
  }
}

function parsed(body: Buffer | undefined): unknown {
  try {
    return body && (JSON.parse(body.toString()) as unknown)
  } catch {
    return undefined
  }
}
