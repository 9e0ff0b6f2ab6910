import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { Fingerprint, PartCutter } from '../../src/dump/fingerprint.ts'

const SIZES = { least: 2000, most: 9000, window: 3000 }

/** Rows of 0 to 250 bytes, many of them with equal ends. */
const rows = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, n) => {
    const seed = createHash('md5')
      .update(String(n + from))
      .digest()
    return `${'x'.repeat((seed[0] as number) % 20)}${seed.toString('hex').repeat((seed[1] as number) % 8)}${' '.repeat(40 * (n % 2))}\n`
  })

/** Lengths of the parts that `bytes` is cut into when they come `step` at a time. */
function cut(bytes: Buffer, step: number): number[] {
  const cutter = new PartCutter(SIZES)
  const lengths = [0]
  for (let from = 0; from < bytes.length; from += step) {
    let rest = bytes.subarray(from, from + step)
    while (rest.length > 0) {
      const { at, cut: ends } = cutter.next(rest)
      lengths[lengths.length - 1] = (lengths.at(-1) as number) + at
      if (ends) lengths.push(0)
      rest = rest.subarray(at)
    }
  }
  return lengths.filter((length) => length > 0)
}

test('rows and bytes are counted and hashed, whatever the chunks', () => {
  const bytes = Buffer.from(rows(1000).join(''))
  for (const step of [1, 7, 4096, bytes.length]) {
    const fingerprint = new Fingerprint()
    for (let at = 0; at < bytes.length; at += step) fingerprint.update(bytes.subarray(at, at + step))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(fingerprint.digest()).toEqual({ rows: 1000, bytes: bytes.length, sha256 })
  }
})

test('parts are cut at the same places, whatever the chunks', () => {
  const bytes = Buffer.from(rows(2000).join(''))
  const whole = cut(bytes, bytes.length)
  expect(whole.length).toBeGreaterThan(20)
  for (const step of [1, 3, 64, 1000, 1999, 2000, 65_536]) expect(cut(bytes, step)).toEqual(whole)
})

test('parts end after a row and keep to their sizes', () => {
  const bytes = Buffer.from(rows(2000).join(''))
  let at = 0
  const parts = cut(bytes, 777)
  for (const length of parts) {
    at += length
    if (length < SIZES.most) expect(bytes[at - 1]).toBe(10)
    expect(length).toBeLessThanOrEqual(SIZES.most)
    if (at < bytes.length) expect(length).toBeGreaterThanOrEqual(SIZES.least)
  }
  expect(at).toBe(bytes.length)
})

test('nothing is taken from an empty chunk, and the row goes on after it', () => {
  const cutter = new PartCutter(SIZES)
  const bytes = Buffer.from(rows(400).join(''))
  const [first] = cut(bytes, bytes.length)
  expect(cutter.next(bytes.subarray(0, 100))).toEqual({ at: 100, cut: false })
  expect(cutter.next(Buffer.alloc(0))).toEqual({ at: 0, cut: false })
  expect(cutter.next(bytes.subarray(100))).toEqual({ at: (first as number) - 100, cut: true })
})

test('a row longer than a part is cut inside', () => {
  expect(cut(Buffer.from(`${'a'.repeat(20_000)}\n`), 512)).toEqual([9000, 9000, 2001])
})

test('a row that is added moves only the cuts near to it', () => {
  const before = rows(2000)
  const after = [...before.slice(0, 1000), ...rows(1, 5000), ...before.slice(1000)]
  const shared = endsFromTheEnd(before).filter((end) => endsFromTheEnd(after).includes(end))
  expect(shared.length).toBeGreaterThan(endsFromTheEnd(before).length / 4)
})

/** Where the parts of rows begin, counted from the rows' end. */
function endsFromTheEnd(texts: string[]): number[] {
  const bytes = Buffer.from(texts.join(''))
  let left = bytes.length
  return cut(bytes, 4096).map((length) => {
    left -= length
    return left
  })
}
