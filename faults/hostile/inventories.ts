import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Inventory, readInventory } from '../../src/repository/inventory.ts'
import { compress, FrameWriter } from '../../src/sealing/compression.ts'
import { recommit } from '../../test/repository/damages.ts'
import { pick } from '../random.ts'
import { escapes, foreignTo, type HostileCase, type HostilePlace, leavesOf, withRaw } from './case.ts'

const INVENTORY = 'inventory.json.zst'
const MIB = 1024 ** 2

/** A backup whose manifest agrees with an object that was changed. */
export const recommitted = (
  name: string,
  faults: number[],
  objects: (place: HostilePlace) => Promise<Record<string, Buffer>>,
): HostileCase => ({
  name,
  faults,
  args: ['verify'],
  codes: [1],
  make: async (place) => await recommit(place.backup, { objects: await objects(place) }),
})

const stored = (
  name: string,
  faults: number[],
  make: (whole: Inventory, place: HostilePlace) => Promise<Buffer>,
): HostileCase =>
  recommitted(`inventory: ${name}`, faults, async (place) => ({
    [INVENTORY]: await make(await inventoryIn(place), place),
  }))

const text = (
  name: string,
  faults: number[],
  make: (whole: Inventory, place: HostilePlace) => string | Buffer,
): HostileCase => stored(name, faults, async (whole, place) => await compress(Buffer.from(make(whole, place)), 3))

async function inventoryIn({ backup }: HostilePlace): Promise<Inventory> {
  return await readInventory(readFileSync(join(backup, INVENTORY)), INVENTORY)
}

async function bomb(mebibytes: number, character: string): Promise<Buffer> {
  const frame = new FrameWriter(1)
  const piece = Buffer.alloc(16 * MIB, character)
  for (let n = 0; n < mebibytes / 16; n++) await frame.write(piece)
  return await frame.end()
}

/** A zstd frame whose header promises so many bytes: one segment, a size of eight bytes, and an empty last block. */
function promising(bytes: bigint): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0x00, 0x00])
  header.writeBigUInt64LE(bytes, 5)
  return header
}

const frames: HostileCase[] = [
  stored('no frame', [55], async () => Buffer.from('{}')),
  stored('nothing', [55], async () => Buffer.alloc(0)),
  stored('half a frame', [55], async (whole) =>
    (await compress(Buffer.from(JSON.stringify(whole)), 3)).subarray(0, -5),
  ),
  stored('noise after the frame', [55], async (whole) =>
    Buffer.concat([await compress(Buffer.from(JSON.stringify(whole)), 3), Buffer.alloc(100, 7)]),
  ),
  stored('two frames', [55], async (whole) => {
    const frame = await compress(Buffer.from(JSON.stringify(whole)), 3)
    return Buffer.concat([frame, frame])
  }),
  stored('a frame that promises an exabyte', [55, 78], async () => promising(2n ** 60n)),
  stored('a frame that promises 1 GiB', [55, 78], async () => promising(2n ** 30n)),
  stored('2 GiB of blanks', [55, 78], async () => await bomb(2048, ' ')),
  stored('2 GiB of opening brackets', [55, 78], async () => await bomb(2048, '[')),
]

const texts: HostileCase[] = [
  text('no JSON', [55], () => 'x'),
  text('zero bytes', [55], () => Buffer.alloc(1000)),
  text('a byte order mark', [55], (whole) => `\ufeff${JSON.stringify(whole)}`),
  text('no UTF-8', [55], () => Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  text('nested without end', [55], () => '{"tables":'.repeat(100_000)),
  text('a key twice', [55], (whole) => JSON.stringify(whole).replace('{', '{"format":1,')),
  text('a key called __proto__', [55], (whole) => JSON.stringify(whole).replace('{', '{"__proto__":{"tables":[]},')),
  text('null', [55], () => 'null'),
  text('a list', [55], () => '[]'),
  text('a string of 30 MB', [55], () => JSON.stringify('x'.repeat(30_000_000))),
  text('no tables', [55], (whole) => JSON.stringify({ ...whole, tables: [] })),
  text('every table twice', [55], (whole) => JSON.stringify({ ...whole, tables: [...whole.tables, ...whole.tables] })),
  text('a table of 100,000 columns', [55], (whole) =>
    JSON.stringify({
      ...whole,
      tables: whole.tables.map((table) => ({ ...table, columns: Array.from({ length: 100_000 }, (_, n) => `c${n}`) })),
    }),
  ),
  text('tables without parts', [55], (whole) =>
    JSON.stringify({ ...whole, tables: whole.tables.map((table) => ({ ...table, parts: [] })) }),
  ),
  text('a large object that there is not', [55], (whole) =>
    JSON.stringify({
      ...whole,
      largeObjects: [...whole.largeObjects, { ...whole.largeObjects[0], oid: 4_000_000_000 }],
    }),
  ),
]

/** Parts that claim what is not so. */
const claims: HostileCase[] = [
  { length: 1e9 },
  { rawBytes: 1e9 },
  { rawBytes: 1e15 },
  { offset: 1e12, length: 1e12 },
  { length: 0 },
  { rawBytes: 0 },
  { backup: '20200101T000000Z-aaaaaa' },
  { object: 'manifest.json' },
].map((claim) =>
  text(`parts with ${JSON.stringify(claim)}`, [55, 78], (whole) =>
    JSON.stringify({
      ...whole,
      tables: whole.tables.map((table) => ({ ...table, parts: table.parts.map((part) => ({ ...part, ...claim })) })),
    }),
  ),
)

/** Names that lead elsewhere, in each place that holds a name of a file. */
const names: HostileCase[] = escapes('').flatMap((_, index) => {
  const of = ({ canary }: HostilePlace) => escapes(canary)[index]
  return [
    text(`a table's file that leads elsewhere, no. ${index}`, [55, 77], (whole, place) =>
      JSON.stringify({ ...whole, tables: whole.tables.map((table) => ({ ...table, file: of(place) })) }),
    ),
    text(`a part's object that leads elsewhere, no. ${index}`, [55, 77], (whole, place) =>
      JSON.stringify({
        ...whole,
        tables: whole.tables.map((table) => ({
          ...table,
          parts: table.parts.map((part) => ({ ...part, object: of(place) })),
        })),
      }),
    ),
  ]
})

/** Anything in it, as something else. */
const fields: HostileCase[] = Array.from({ length: 25 }, (_, index) =>
  text(`something in it is something else, no. ${index}`, [55], (whole, { random }) => {
    const leaf = pick(
      leavesOf({
        tables: whole.tables,
        largeObjects: whole.largeObjects,
        entries: whole.entries.slice(0, 3),
        format: whole.format,
      }),
      random,
    )
    return withRaw(whole, leaf.path, pick(foreignTo(leaf.value), random), 0)
  }),
)

export const inventoryCases: HostileCase[] = [...frames, ...texts, ...claims, ...names, ...fields]
