import { expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { FormatTooNew, type Manifest, readManifest, sealed, writeManifest } from '../../src/repository/manifest.ts'
import { manifestOf } from './sample.ts'

const id = '20261120T021703Z-7f3a9c'
const digest = 'a'.repeat(64)
const whole = manifestOf(id, { objects: [{ name: 'toc.dat', size: 12, sha256: digest }] })
const text = JSON.stringify(whole, null, 1)
const stored = writeManifest(whole).toString()

function failureOf(work: () => unknown): PgproofError {
  try {
    work()
  } catch (error) {
    if (error instanceof PgproofError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

const readingOf = (bytes: string | Buffer) => failureOf(() => readManifest(Buffer.from(bytes), 'shop/manifest.json'))

test('what was written is read back', () => {
  expect(readManifest(Buffer.from(stored), 'k')).toEqual(whole)
})

test('is written as text that people can read, one fact a line', () => {
  expect(stored).toMatch(/^\{\n "format": 1,\n "id": "20261120T021703Z-7f3a9c",\n/)
  expect(stored).toMatch(/\n "sha256": "[0-9a-f]{64}"\n\}\n$/)
})

test.each([
  ['empty', ''],
  ['cut by a byte', stored.trimEnd().slice(0, -1)],
  ['cut in half', stored.slice(0, stored.length / 2)],
  ['followed by another', stored + text],
  ['not text', Buffer.from([0xff, 0xfe, 0x00])],
  [
    'with a byte that is no UTF-8',
    Buffer.concat([Buffer.from(stored.slice(0, 40)), Buffer.from([0xc3]), Buffer.from(stored.slice(40))]),
  ],
  ['with NaN', stored.replace('"size": 12', '"size": NaN')],
])('%s is not whole JSON', (_, bytes) => {
  const error = readingOf(bytes)
  expect(error.code).toBe(1)
  expect(error.reason).toBe('shop/manifest.json is not whole JSON')
})

test.each([
  [
    'a key twice',
    text.replace('"type": "auto"', '"type": "auto", "type": "manual"'),
    'has the key "type" twice in one object',
  ],
  [
    'a key twice in disguise',
    text.replace('"type": "auto"', '"type": "auto", "t\\u0079pe": "x"'),
    'has the key "type" twice in one object',
  ],
  ['values nested without end', `{"format": ${'['.repeat(100_000)}`, 'is nested too deeply'],
  ['an unknown key', text.replace('"type"', '"kind": 1, "type"'), /does not fit the format at its top: .*kind/],
  ['an unknown key deeper', text.replace('"pgDump"', '"x": 1, "pgDump"'), /does not fit the format at client/],
  ['a missing key', text.replace(' "tags": [],\n', ''), /does not fit the format at tags/],
  ['a size beyond what a number holds', text.replace('"size": 12', '"size": 1e400'), /at objects\.0\.size/],
  [
    'a size that a number holds unsharply',
    text.replace('"size": 12', '"size": 9007199254740993'),
    /at objects\.0\.size/,
  ],
  ['a size below zero', text.replace('"size": 12', '"size": -1'), /at objects\.0\.size/],
  ['half a byte', text.replace('"size": 12', '"size": 1.5'), /at objects\.0\.size/],
  ['a digest in capitals', text.replace(digest, 'A'.repeat(64)), /at objects\.0\.sha256/],
  ['a path out of the folder', text.replace('"toc.dat"', '"../toc.dat"'), /at objects\.0\.name/],
  ['a path into another folder', text.replace('"toc.dat"', '"a/toc.dat"'), /at objects\.0\.name/],
  ['a zero byte in a name', text.replace('"toc.dat"', '"toc\\u0000.dat"'), /at objects\.0\.name/],
  ['an id that is none', text.replaceAll(id, '../../../etc'), /at id/],
  ['no format', text.replace(' "format": 1,\n', ''), /at format/],
  ['format 0', text.replace('"format": 1', '"format": 0'), /at format/],
  ['a format in words', text.replace('"format": 1', '"format": "1"'), /at format/],
  ['a list', '[]', /lacks the last line/],
  ['a text without its digest', text, /lacks the last line with its digest/],
  ['null', 'null', /lacks the last line/],
])('refuses %s', (_, changed, words) => {
  const error = readingOf(changed.startsWith('{\n') && changed !== text ? sealed(changed) : changed)
  expect(error.code).toBe(1)
  expect(error.reason).toMatch(words)
  expect(error.reason).toMatch(/^shop\/manifest\.json /)
  expect(error.hint).toMatch(/^this backup is damaged/)
})

test('refuses an object that is listed twice', () => {
  const [object] = whole.objects
  const doubled = { ...whole, objects: [object, object] } as Manifest
  expect(readingOf(sealed(JSON.stringify(doubled, null, 1))).reason).toContain('an object is listed twice')
  expect(() => writeManifest(doubled)).toThrow('an object is listed twice')
})

test('a later format is refused with the version that is needed, whatever else it holds', () => {
  const future = text.replace('"format": 1', '"format": 2').replace('"type"', '"novelty": {}, "type"')
  expect(readingOf(future)).toBeInstanceOf(FormatTooNew)
  const error = readingOf(sealed(future))
  expect(error).toBeInstanceOf(FormatTooNew)
  expect(error.code).toBe(3)
  expect(error.reason).toBe('shop/manifest.json has format 2, and this version of pgproof reads up to 1')
  expect(error.hint).toContain('newest version of pgproof')
})

test('no changed bit goes unnoticed', () => {
  const bytes = Buffer.from(stored)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes)
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
    const error = readingOf(changed)
    if (error.code !== 1) throw new Error(`bit ${bit}: ${error.message}`)
  }
})

test('nor does a byte that is missing, or more bytes than there were', () => {
  for (let at = 0; at < stored.length; at++) expect(readingOf(stored.slice(0, at) + stored.slice(at + 1)).code).toBe(1)
  for (const more of ['\n', ' ', '}', '\0', stored]) expect(readingOf(stored + more).code).toBe(1)
})

test('a manifest of a hundred thousand objects is read in a moment', () => {
  const objects = Array.from({ length: 100_000 }, (_, n) => ({ name: `${n}.dat.zst.00000`, size: n, sha256: digest }))
  const bytes = writeManifest({ ...whole, objects })
  const started = performance.now()
  expect(readManifest(bytes, 'k').objects).toHaveLength(100_000)
  expect(performance.now() - started).toBeLessThan(5000)
})
