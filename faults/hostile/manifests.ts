import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Manifest, readManifest, sealed } from '../../src/repository/manifest.ts'
import { pick, type Random, sample } from '../random.ts'
import { escapes, foreignTo, type HostileCase, type HostilePlace, leavesOf, withRaw } from './case.ts'

const fileOf = ({ backup }: HostilePlace) => join(backup, 'manifest.json')
const textOf = (place: HostilePlace) => readFileSync(fileOf(place), 'utf8')

/** One whose bytes are these. */
const written = (name: string, make: (whole: string) => string | Buffer, codes = [1]): HostileCase => ({
  name: `manifest: ${name}`,
  faults: [55],
  args: ['verify'],
  codes,
  make: (place) => writeFileSync(fileOf(place), make(textOf(place))),
})

/** One that fits its own digest, as somebody who may write to the storage can make it. */
const forged = (
  name: string,
  faults: number[],
  change: (whole: Manifest, place: HostilePlace) => string,
  codes = [1],
): HostileCase => ({
  name: `manifest: ${name}`,
  faults,
  args: ['verify'],
  codes,
  make: (place) => {
    const whole = readManifest(Buffer.from(textOf(place)), 'manifest.json')
    writeFileSync(fileOf(place), sealed(change(whole, place)))
  },
})

const json = (value: unknown) => JSON.stringify(value, null, 1)
const NESTED = 100_000
const before = (whole: string, key: string) => whole.replace('{', `{${key},`)

const texts: HostileCase[] = [
  written('nothing', () => ''),
  written('a blank', () => ' \n'),
  written('zero bytes', () => Buffer.alloc(4096)),
  written('noise', () => Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))),
  written('a byte order mark', (whole) => `\ufeff${whole}`),
  written('UTF-16', (whole) => Buffer.from(whole, 'utf16le')),
  written('half a character', (whole) =>
    Buffer.concat([Buffer.from(whole.slice(0, 30)), Buffer.from([0xe2, 0x82]), Buffer.from(whole.slice(30))]),
  ),
  written('cut in half', (whole) => whole.slice(0, whole.length / 2)),
  written('twice', (whole) => whole + whole),
  written('lists in lists without end', () => '['.repeat(NESTED)),
  written('objects in objects without end', () => '{"a":'.repeat(NESTED)),
  written('a string of 50 MB', () => `"${'x'.repeat(50_000_000)}"`),
  written('a number of a million digits', () => `{"format": ${'9'.repeat(1_000_000)}}`, [1, 3]),
  written('a page of HTML', () => '<!DOCTYPE html><html><body>log in</body></html>'),
  written('a later format', () => '{"format": 2}', [3]),
  written('a format of 1e308', () => '{"format": 1e308}', [1, 3]),
  written('a key twice', (whole) => before(whole, '"format": 1')),
  written('a key twice in disguise', (whole) => before(whole, '"f\\u006frmat": 1')),
  {
    name: 'manifest: a gigabyte of zero bytes',
    faults: [55, 78],
    args: ['verify'],
    codes: [1],
    make: (place) => truncateSync(fileOf(place), 1024 ** 3),
  },
]

const forgeries: HostileCase[] = [
  forged('a key called __proto__', [55], (whole) => before(json(whole), '"__proto__": {"format": 1}')),
  forged('a key called constructor', [55], (whole) => before(json(whole), '"constructor": {"prototype": {}}')),
  forged('a key twice, with its digest', [55], (whole) => before(json(whole), '"format": 1')),
  forged('nested without end, with its digest', [55], (whole) => before(json(whole), `"a": ${'['.repeat(NESTED)}`)),
  forged('no objects', [55], (whole) => json({ ...whole, objects: [] })),
  forged('an object twice', [55], (whole) => json({ ...whole, objects: [...whole.objects, whole.objects[0]] })),
  forged('a hundred thousand objects', [55], (whole) =>
    json({
      ...whole,
      objects: Array.from({ length: 100_000 }, (_, n) => ({ ...whole.objects[0], name: `${n}.dat.zst.00000` })),
    }),
  ),
  forged('the id of another backup', [55], (whole) => json({ ...whole, id: '20200101T000000Z-aaaaaa' })),
  forged('the name of another database', [55], (whole) => json({ ...whole, name: 'other' })),
  forged('a long string of surrogates', [55], (whole) => withRaw(whole, 'id', `"${'\\ud800'.repeat(1000)}"`)),
  ...[1e9, 1e12, 2 ** 53 - 1].map((size) =>
    forged(`an object of ${size} bytes`, [55, 78], (whole) =>
      json({ ...whole, objects: whole.objects.map((one) => ({ ...one, size })) }),
    ),
  ),
]

/** Names of objects that lead elsewhere. */
const names = escapes('').map((_, index) =>
  forged(`an object's name that leads elsewhere, no. ${index}`, [55, 77], (whole, { canary }) => {
    const [first, ...others] = whole.objects
    return json({ ...whole, objects: [{ ...first, name: escapes(canary)[index] }, ...others] })
  }),
)

/** Fields that hold something of another kind. */
function fields(random: Random, count: number): HostileCase[] {
  const all = EXAMPLE_PATHS.map((path) =>
    forged(
      `${path} is something else`,
      [55],
      (whole, place) => {
        const leaves = leavesOf(whole)
        const leaf = leaves.find((one) => one.path === path) ?? pick(leaves, place.random)
        return withRaw(whole, leaf.path, pick(foreignTo(leaf.value), place.random))
      },
      [1, 3],
    ),
  )
  return sample(all, count, random)
}

const EXAMPLE_PATHS = [
  'format',
  'id',
  'name',
  'type',
  'created',
  'finished',
  'tags',
  'partial',
  'source.version',
  'source.versionNum',
  'source.database',
  'source.encoding',
  'source.collate',
  'source.ctype',
  'source.sizeBytes',
  'client.pgDump',
  'client.major',
  'by.who',
  'by.host',
  'by.pgproof',
  'totals.tables',
  'totals.rows',
  'totals.rawBytes',
  'totals.storedBytes',
  'totals.objects',
  'totals.largeObjects',
  'compression.method',
  'compression.level',
  'objects.0.name',
  'objects.0.size',
  'objects.0.sha256',
  'objects.1.size',
  'objects.2.sha256',
]

export const manifestCases = (random: Random): HostileCase[] => [
  ...texts,
  ...forgeries,
  ...names,
  ...fields(random, EXAMPLE_PATHS.length),
]
