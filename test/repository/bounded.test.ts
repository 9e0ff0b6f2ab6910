import { expect, test } from '@jest/globals'
import { bounded } from '../../src/repository/bounded.ts'

const most = { puts: 3, bytes: 100 }

/** Works on sizes one turn each and returns how many items and bytes were under way at the most. */
async function peak(sizes: number[]): Promise<{ items: number; bytes: number }> {
  const now = { items: 0, bytes: 0 }
  const seen = { items: 0, bytes: 0 }
  await bounded(sizes, most, Number, async (size) => {
    now.items += 1
    now.bytes += size
    seen.items = Math.max(seen.items, now.items)
    seen.bytes = Math.max(seen.bytes, now.bytes)
    await new Promise(setImmediate)
    now.items -= 1
    now.bytes -= size
  })
  return seen
}

test.each([
  ['small ones by their number', Array(20).fill(1), { items: 3, bytes: 3 }],
  ['large ones by their bytes', Array(20).fill(40), { items: 2, bytes: 80 }],
  ['one that is too large goes alone', [1, 500, 1], { items: 1, bytes: 500 }],
])('%s', async (_, sizes, expected) => {
  expect(await peak(sizes)).toEqual(expected)
})

test('after a failure nothing more is begun, and what was under way ends first', async () => {
  const [begun, ended]: [number[], number[]] = [[], []]
  const work = bounded([1, 2, 3, 4, 5, 6], most, Number, async (item) => {
    begun.push(item)
    if (item === 2) throw new Error('two')
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    ended.push(item)
  })
  await expect(work).rejects.toThrow('two')
  expect(begun).toEqual([1, 2, 3])
  expect(ended).toEqual([1, 3])
})
