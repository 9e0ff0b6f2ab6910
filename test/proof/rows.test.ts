import { describe, expect, test } from '@jest/globals'
import { bucketOf, rowHash } from '../../src/proof/row-hashes.ts'
import { compareRows, describeRows, type RowDifference } from '../../src/proof/rows.ts'

const stream = (text: string) =>
  (async function* () {
    yield Buffer.from(text)
  })()

/** Rows of `id` and `note`, in COPY text. */
const compare = (source: string[], target: string[], key = ['id']) =>
  compareRows({
    columns: ['note', 'id'],
    key,
    source: () => [stream(source.map((row) => `${row}\n`).join(''))],
    target: () => [stream(target.map((row) => `${row}\n`).join(''))],
  })

/** Two rows whose hashes fall into one bucket. */
function sameBucket(): [string, string] {
  const first = new Map<number, string>()
  for (let id = 100; ; id++) {
    const row = `n\t${id}`
    const bucket = bucketOf(rowHash(Buffer.from(row)))
    const known = first.get(bucket)
    if (known !== undefined) return [known, row]
    first.set(bucket, row)
  }
}

describe('comparing', () => {
  test('the same rows in another order are equal, with their repetitions', async () => {
    expect(await compare(['a\t1', 'b\t2', 'b\t2'], ['b\t2', 'a\t1', 'b\t2'])).toBeUndefined()
  })

  test('rows that are missing, too many and changed are told apart by the primary key', async () => {
    expect(await compare(['a\t1', 'b\t2', 'c\t3'], ['a\t1', 'x\t2', 'd\t4'])).toEqual({
      ...{ missing: 1, extra: 1, changed: 1 },
      keys: { missing: ['3'], extra: ['4'], changed: ['2'] },
    })
  })

  test('a row that is on both sides is equal, even in one bucket with a row that differs', async () => {
    const [one, other] = sameBucket()
    expect(await compare([one, other], [one, 'x\t1'])).toMatchObject({ missing: 1, extra: 1, changed: 0 })
    expect(await compare([one, other], [one])).toMatchObject({ missing: 1, keys: { missing: [other.split('\t')[1]] } })
  })

  test('a key of a row that has fewer columns than it should is empty', async () => {
    expect(await compare(['a'], [])).toMatchObject({ missing: 1, keys: { missing: [''] } })
  })

  test('without a primary key nothing is paired, and repetitions count', async () => {
    expect(await compare(['a\t1', 'a\t1', 'a\t1'], ['a\t1', 'b\t1'], [])).toEqual({
      ...{ missing: 2, extra: 1, changed: 0 },
      keys: { missing: [''], extra: [''], changed: [] },
    })
  })

  test('a key that is not among the columns pairs nothing', async () => {
    expect(await compare(['a\t1'], ['b\t1'], ['elsewhere'])).toMatchObject({ missing: 1, extra: 1, changed: 0 })
  })

  test('files of one partition root are one table', async () => {
    const rows = { columns: ['id'], key: [], target: () => [stream('2\n'), stream('1\n')] }
    expect(await compareRows({ ...rows, source: () => [stream('1\n2\n')] })).toBeUndefined()
  })
})

describe('describing', () => {
  const difference = (more: Partial<RowDifference>): RowDifference => ({
    ...{ missing: 0, extra: 0, changed: 0, keys: { missing: [], extra: [], changed: [] } },
    ...more,
  })

  test.each<[string, Partial<RowDifference>]>([
    ['1 row missing', { missing: 1 }],
    ['2 rows missing, 1 changed, 3 too many', { missing: 2, changed: 1, extra: 3 }],
    ['', {}],
  ])('%s', (words, more) => {
    expect(describeRows(difference(more), true)).toBe(words)
  })

  test('primary keys are shown where that was asked for', () => {
    const two = difference({ missing: 2, keys: { missing: ['7', '8'], extra: [], changed: [] } })
    expect(describeRows(two, true)).toBe('2 rows missing (7; 8)')
    expect(describeRows(two, false)).toBe('2 rows missing')
    expect(describeRows({ ...two, missing: 9 }, true)).toBe('9 rows missing (7; 8; …)')
  })

  test('rows without a key have none to show', () => {
    const one = difference({ extra: 1, keys: { missing: [], extra: [''], changed: [] } })
    expect(describeRows(one, true)).toBe('1 row too many')
  })
})
