import { bucketOf, RowSums, rowHash, rowsOf } from './row-hashes.ts'

/** One table's rows on both sides, each readable as often as needed. `source` and `target` are lists because a partition root has many files. */
export interface RowsToCompare {
  columns: string[]
  /** Columns of the primary key, empty where there is none. */
  key: string[]
  source: () => AsyncIterable<Buffer>[]
  target: () => AsyncIterable<Buffer>[]
}

/** How two sets of rows differ. `missing`, `extra` and `changed` count rows; `keys` are the primary keys of the first of them. */
export interface RowDifference {
  missing: number
  extra: number
  changed: number
  keys: { missing: string[]; extra: string[]; changed: string[] }
}

/** More differing rows than this are counted, not paired: the memory stays bounded. */
const MOST_PAIRED = 200_000
const KEYS_SHOWN = 5

/**
 * Compares two tables as multisets of rows, whatever their order: sums of hashes first, then only the rows in buckets that differ.
 * Returns undefined where they are equal.
 */
export async function compareRows(rows: RowsToCompare): Promise<RowDifference | undefined> {
  const source = await RowSums.of(rows.source())
  const target = await RowSums.of(rows.target())
  const buckets = source.differing(target)
  if (buckets.size === 0 && source.rows === target.rows) return undefined
  const surplus = new Surplus(rows)
  for (const stream of rows.source()) await surplus.add(stream, buckets, 1)
  for (const stream of rows.target()) await surplus.add(stream, buckets, -1)
  return surplus.difference()
}

interface Odd {
  /** Times in the source minus times in the target. */
  count: number
  key: string
}

/** What is left when equal rows of both sides have cancelled each other out. */
class Surplus {
  readonly #rows = new Map<string, Odd>()
  readonly #keyAt: number[]

  constructor(rows: RowsToCompare) {
    this.#keyAt = rows.key.map((column) => rows.columns.indexOf(column)).filter((at) => at !== -1)
  }

  async add(stream: AsyncIterable<Buffer>, buckets: Set<number>, sign: 1 | -1): Promise<void> {
    for await (const row of rowsOf(stream)) {
      const digest = rowHash(row)
      if (!buckets.has(bucketOf(digest))) continue
      const name = digest.toString('latin1')
      const odd = this.#rows.get(name)
      if (odd === undefined) this.#rows.set(name, { count: sign, key: this.#keyOf(row) })
      else if (odd.count + sign === 0) this.#rows.delete(name)
      else odd.count += sign
    }
  }

  difference(): RowDifference {
    const odd = [...this.#rows.values()]
    const missing = odd.filter((row) => row.count > 0)
    const extra = odd.filter((row) => row.count < 0)
    const paired = this.#keyAt.length > 0 && odd.length <= MOST_PAIRED
    const byKey = new Map(paired ? extra.map((row) => [row.key, row]) : [])
    const changed = missing.filter((row) => byKey.has(row.key))
    const changedKeys = new Set(changed.map((row) => row.key))
    const only = (rows: Odd[]) => rows.filter((row) => !changedKeys.has(row.key) || !paired)
    const count = (rows: Odd[]) => rows.reduce((sum, row) => sum + Math.abs(row.count), 0)
    return {
      missing: count(only(missing)),
      extra: count(only(extra)),
      changed: count(changed),
      keys: { missing: firstKeys(only(missing)), extra: firstKeys(only(extra)), changed: firstKeys(changed) },
    }
  }

  /** The primary key as text, from the row's own columns; COPY separates them by tabs and escapes tabs inside. */
  #keyOf(row: Buffer): string {
    if (this.#keyAt.length === 0) return ''
    const values = row.toString('utf8').split('\t')
    return this.#keyAt.map((at) => values[at] ?? '').join(', ')
  }
}

const firstKeys = (rows: Odd[]): string[] => rows.slice(0, KEYS_SHOWN).map((row) => row.key)

/** `2 rows missing, 1 changed`; primary keys only where they were asked for, never other values. */
export function describeRows(difference: RowDifference, showKeys: boolean): string {
  const word = (count: number) => (count === 1 ? 'row' : 'rows')
  const keysOf = (keys: string[], count: number) => {
    if (!showKeys || keys.length === 0 || keys[0] === '') return ''
    return ` (${keys.join('; ')}${count > keys.length ? '; …' : ''})`
  }
  const parts: string[] = []
  const say = (count: number, what: string, keys: string[]) => {
    if (count > 0) parts.push(`${count} ${parts.length === 0 ? `${word(count)} ` : ''}${what}${keysOf(keys, count)}`)
  }
  say(difference.missing, 'missing', difference.keys.missing)
  say(difference.changed, 'changed', difference.keys.changed)
  say(difference.extra, 'too many', difference.keys.extra)
  return parts.join(', ')
}
