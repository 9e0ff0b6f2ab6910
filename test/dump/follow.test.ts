import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { canPunchHoles, followTable, TERMINATOR, type Writing } from '../../src/dump/follow.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const writing = (more: Partial<Writing> = {}): Writing => ({
  ended: () => false,
  signal: new AbortController().signal,
  punch: undefined,
  ...more,
})

/** Follows a file and keeps what it held; each chunk is looked at only after a while, so that a buffer used too early shows. */
async function follow(
  path: string,
  how: Writing,
  delay: (chunk: Buffer) => Promise<unknown> = () => sleep(1),
): Promise<Buffer> {
  const pieces: Buffer[] = []
  await followTable(path, how, async (chunk) => {
    await delay(chunk)
    pieces.push(Buffer.from(chunk))
  })
  return Buffer.concat(pieces)
}

const file = (name: string, content: Buffer | string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const lines = (bytes: number): Buffer => {
  const content = Buffer.alloc(bytes)
  for (let at = 0; at < bytes; at += 64) content.write(`${String(at).padStart(63, 'n')}\n`, at)
  return content
}

test.each([0, 64, 512 * 1024 - 64, 512 * 1024, 512 * 1024 + 64, 5 * 1024 * 1024])(
  'a table of %i bytes',
  async (bytes) => {
    const content = lines(bytes)
    const path = file(`table-${bytes}.dat`, Buffer.concat([content, TERMINATOR]))
    expect((await follow(path, writing())).equals(content)).toBe(true)
  },
)

test('a file that grows slower and faster than it is read', async () => {
  const content = Buffer.concat([lines(3 * 1024 * 1024), TERMINATOR])
  const path = file('growing.dat', '')
  const writer = (async () => {
    for (let at = 0, step = 1; at < content.length; at += step, step = (step * 7) % 900_001) {
      appendFileSync(path, content.subarray(at, at + step))
      if (step % 3 === 0) await sleep(2)
    }
  })()
  const found = await follow(path, writing())
  await writer
  expect(found.equals(content.subarray(0, -TERMINATOR.length))).toBe(true)
})

test('a dump that ended without the terminator', async () => {
  const path = file('cut.dat', lines(1024 * 1024))
  await expect(follow(path, writing({ ended: () => true }))).rejects.toThrow(
    'left the data file cut.dat without its end',
  )
})

test('a value that ends as the terminator does is no end', async () => {
  const path = file('alike.dat', `a\\\\.\n\n\n`)
  await expect(follow(path, writing({ ended: () => true }))).rejects.toThrow('without its end')
})

test('what could not be taken ends it', async () => {
  const path = file('refused.dat', Buffer.concat([lines(2 * 1024 * 1024), TERMINATOR]))
  const refuse = async () => {
    await sleep(1)
    throw new Error('the store is full')
  }
  await expect(follow(path, writing(), refuse)).rejects.toThrow('the store is full')
})

test('what was read is given back to the disk', async () => {
  expect(await canPunchHoles(folder)).toBe(true)
  const path = file('punched.dat', Buffer.concat([lines(8 * 1024 * 1024), TERMINATOR]))
  const before = statSync(path).blocks
  await follow(path, writing({ punch: 1024 * 1024 }))
  expect(statSync(path).blocks).toBeLessThan(before / 4)
})
