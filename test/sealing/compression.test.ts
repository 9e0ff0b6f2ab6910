import { randomBytes } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { BadFrame, compress, decompress, decompressAll, FrameWriter } from '../../src/sealing/compression.ts'

const MIB = 1024 * 1024
const rows = Buffer.from(Array.from({ length: 20_000 }, (_, n) => `${n}\trow ${n}\n`).join(''))

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a byte', Buffer.from('x')],
  ['rows', rows],
  ['what does not shrink', randomBytes(3 * MIB)],
])('brings back %s', async (_, raw) => {
  const stored = await compress(raw, 3)
  expect((await decompressAll(stored, raw.length)).equals(raw)).toBe(true)
  expect(zstdDecompressSync(stored).equals(raw)).toBe(true)
})

test('a frame is the same however its bytes were handed over, whose buffers may be used again', async () => {
  const frame = new FrameWriter(3)
  const chunk = Buffer.alloc(1000)
  for (let at = 0; at < rows.length; at += chunk.length) {
    const length = rows.copy(chunk, 0, at)
    await frame.write(chunk.subarray(0, length))
    chunk.fill('z')
  }
  const stored = await frame.end()
  expect(frame.rawBytes).toBe(rows.length)
  expect((await decompressAll(stored, rows.length)).equals(rows)).toBe(true)
})

test('a frame that is given up takes no more', async () => {
  new FrameWriter(3).destroy()
  const frame = new FrameWriter(3)
  await frame.write(rows)
  frame.destroy()
  await expect(frame.write(rows)).rejects.toThrow('destroyed')
})

test.each([
  ['cut by a byte', (stored: Buffer) => stored.subarray(0, -1), 'is not a whole zstd frame'],
  ['cut in half', (stored: Buffer) => stored.subarray(0, stored.length / 2), 'is not a whole zstd frame'],
  ['cut in its head', (stored: Buffer) => stored.subarray(0, 3), 'is not a whole zstd frame'],
  ['emptied', () => Buffer.alloc(0), 'is not a whole zstd frame'],
  ['no frame at all', () => Buffer.from('not zstd, by its first bytes'), 'is not a whole zstd frame'],
  [
    'followed by something',
    (stored: Buffer) => Buffer.concat([stored, Buffer.from('x')]),
    'has 1 bytes after its zstd frame',
  ],
  ['followed by itself', (stored: Buffer) => Buffer.concat([stored, stored]), /^has \d+ bytes after its zstd frame$/],
  [
    'larger than promised',
    () => zstdCompressSync(Buffer.concat([rows, Buffer.from('x')])),
    `decompresses to more than the ${rows.length} bytes promised`,
  ],
])('a frame %s is refused', async (_, change, words) => {
  const changed = change(await compress(rows, 3))
  const error = await decompressAll(changed, rows.length).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(BadFrame)
  expect((error as BadFrame).message).toMatch(words)
})

test('no flipped bit gives other bytes', async () => {
  const raw = rows.subarray(0, 2000)
  const stored = await compress(raw, 3)
  for (let bit = 0; bit < stored.length * 8; bit += 5) {
    const changed = Buffer.from(stored)
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
    const found = await decompressAll(changed, raw.length).catch((error: unknown) => error)
    if (!(found instanceof BadFrame)) expect((found as Buffer).equals(raw)).toBe(true)
  }
})

test('a small object that holds gigabytes is left alone after what was promised', async () => {
  const bomb = await gigabytes(2)
  expect(bomb.length).toBeLessThan(MIB)
  const before = process.memoryUsage.rss()
  let seen = 0
  const unfold = async () => {
    for await (const chunk of decompress(bomb, 8 * MIB)) seen += chunk.length
  }
  await expect(unfold()).rejects.toThrow('decompresses to more than the 8388608 bytes promised')
  expect(seen).toBeLessThanOrEqual(8 * MIB)
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * MIB)
})

async function gigabytes(count: number): Promise<Buffer> {
  const frame = new FrameWriter(1)
  const zeros = Buffer.alloc(16 * MIB)
  for (let n = 0; n < count * 64; n++) await frame.write(zeros)
  return await frame.end()
}
