import { expect, test } from '@jest/globals'
import { RowSums, rowsOf } from '../../src/proof/row-hashes.ts'

/** The bytes as they may arrive, in a buffer that is used again for the next chunk. */
async function* chunked(text: string, size: number) {
  const bytes = Buffer.from(text)
  const reused = Buffer.alloc(size)
  for (let at = 0; at < bytes.length; at += size) yield reused.subarray(0, bytes.copy(reused, 0, at, at + size))
}

const text = 'one\n\nthree four\nfive\n'

test.each([1, 2, 5, 100])('rows are whole, whatever the chunks: %i bytes', async (size) => {
  const rows: string[] = []
  for await (const row of rowsOf(chunked(text, size))) rows.push(row.toString())
  expect(rows).toEqual(['one', '', 'three four', 'five'])
})

test('sums do not depend on the order of rows, and tell the buckets that differ', async () => {
  const sums = await RowSums.of([chunked(text, 3)])
  expect(sums.rows).toBe(4)
  expect(sums.differing(await RowSums.of([chunked('five\n\n', 4), chunked('three four\none\n', 4)])).size).toBe(0)
  expect(sums.differing(await RowSums.of([chunked('one\n\nthree four\n', 4)])).size).toBe(1)
})
