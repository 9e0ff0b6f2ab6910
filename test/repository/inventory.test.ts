import { beforeAll, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { type Inventory, readInventory, writeInventory } from '../../src/repository/inventory.ts'
import { compress, FrameWriter } from '../../src/sealing/compression.ts'
import { inventoryOf } from './sample.ts'

const MIB = 1024 * 1024
const part = { backup: '20261120T021703Z-7f3a9c', object: '9.dat.zst.00000', offset: 0, length: 20, rawBytes: 100 }
const table = {
  dumpId: 9,
  file: '9.dat',
  oid: 16400,
  schema: 'public',
  name: 'orders; DROP',
  root: null,
  columns: ['a', '"b"'],
  rows: 3,
  bytes: 100,
  sha256: 'a'.repeat(64),
  parts: [part],
}
const largeObject = { oid: 7, bytes: 1, sha256: 'b'.repeat(64), toc: 'blobs_12.toc' }
let whole: Inventory

beforeAll(() => {
  whole = inventoryOf({ tables: [table], largeObjects: [largeObject], largeObjectParts: [part] })
})

async function failureOf(stored: Buffer): Promise<PgproofError> {
  const error = await readInventory(stored, 'inventory.json.zst').then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (error instanceof PgproofError) return error
  throw new Error(`no PgproofError but ${error}`)
}

const stored = (value: unknown) => compress(Buffer.from(JSON.stringify(value)), 3)

test('what was written is read back', async () => {
  expect(await readInventory(await writeInventory(whole, 3), 'k')).toEqual(whole)
})

test('one that could not be read back is not written', async () => {
  const { length } = JSON.stringify(whole)
  await expect(writeInventory(whole, 3, length - 1)).rejects.toMatchObject({
    code: 3,
    reason: `the list of what the backup contains takes ${length} bytes, and ${length - 1} can be read back`,
    hint: expect.stringContaining('exclude-schemas'),
  })
  expect(await readInventory(await writeInventory(whole, 3, length), 'k')).toEqual(whole)
})

test.each<[string, (inventory: Inventory) => unknown, RegExp]>([
  [
    "a table's file out of the folder",
    (i) => ({ ...i, tables: [{ ...table, file: '../../9.dat' }] }),
    /at tables\.0\.file/,
  ],
  ["a table's file of another kind", (i) => ({ ...i, tables: [{ ...table, file: 'toc.dat' }] }), /at tables\.0\.file/],
  [
    'a list out of the folder',
    (i) => ({ ...i, largeObjects: [{ ...largeObject, toc: '../blobs.toc' }] }),
    /at largeObjects\.0\.toc/,
  ],
  ['a size below zero', (i) => ({ ...i, tables: [{ ...table, bytes: -1 }] }), /at tables\.0\.bytes/],
  ['rows without end', (i) => ({ ...i, tables: [{ ...table, rows: 2 ** 60 }] }), /at tables\.0\.rows/],
  [
    'a part before its object',
    (i) => ({ ...i, tables: [{ ...table, parts: [{ ...part, offset: -5 }] }] }),
    /parts\.0\.offset/,
  ],
  ['an unknown key', (i) => ({ ...i, more: true }), /at its top/],
  ['another format', (i) => ({ ...i, format: 2 }), /at format/],
  ['no tables', (i) => ({ ...i, tables: undefined }), /at tables/],
])('refuses %s', async (_, change, words) => {
  const error = await failureOf(await stored(change(whole)))
  expect(error.code).toBe(1)
  expect(error.reason).toMatch(words)
})

test.each<[string, () => Promise<Buffer>, RegExp]>([
  ['no frame', async () => Buffer.from('{}'), /is not a whole zstd frame/],
  ['a cut frame', async () => (await writeInventory(whole, 3)).subarray(0, -1), /is not a whole zstd frame/],
  ['no JSON', () => compress(Buffer.from('x'), 3), /is not whole JSON/],
  ['a byte order mark', () => compress(Buffer.from('\ufeff{}'), 3), /is not whole JSON/],
  ['a doubled key', async () => compress(Buffer.from('{"format":1,"format":1}'), 3), /the key "format" twice/],
])('%s is damage, in words', async (_, make, words) => {
  const error = await failureOf(await make())
  expect(error.code).toBe(1)
  expect(error.reason).toMatch(words)
  expect(error.reason).toMatch(/^inventory\.json\.zst /)
})

test('fault 78: a small object that unfolds to gigabytes is refused before it fills the memory', async () => {
  const frame = new FrameWriter(1)
  const spaces = Buffer.alloc(16 * MIB, ' ')
  for (let n = 0; n < 96; n++) await frame.write(spaces)
  const bomb = await frame.end()
  const before = process.memoryUsage.rss()
  const error = await failureOf(bomb)
  expect(error.reason).toMatch(/^inventory\.json\.zst decompresses to more than the \d+ bytes promised$/)
  expect(process.memoryUsage.rss() - before).toBeLessThan(600 * MIB)
}, 60_000)
