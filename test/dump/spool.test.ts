import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { Spool } from '../../src/dump/spool.ts'
import { type Child, startChild } from '../../src/postgres/child.ts'
import { eventually, statOf } from '../support/processes.ts'

// Busy machines take their time.
jest.setTimeout(90_000)

const MIB = 1024 * 1024
const environment = { PATH: process.env.PATH ?? '' }

let folder: string
let writer: Child
let spool: Spool

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgproof-spool-'))
})
afterEach(async () => {
  await spool.stop()
  await writer.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Written by one process alone: a shell that is stopped while it starts a command waits for that command, and never shows as stopped. */
const write = `
const [folder, files] = process.argv.slice(1)
for (let file = 0; file < Number(files); file++) {
  require('node:fs').writeFileSync(folder + '/' + file + '.dat', Buffer.alloc(1048576))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
}`

/** Writes files of 1 MiB, one every 50 ms, so that a busy machine has time to look. */
const start = (files: number, limit: number) => {
  writer = startChild(process.execPath, ['--eval', write, folder, String(files)], { environment })
  spool = new Spool(folder, limit)
  spool.watch(writer, true)
}
const stopped = () => statOf(writer.pid)[0] === 'T'

test('the writer is stopped below the limit, and continued when the files are gone', async () => {
  start(400, 25 * MIB)
  spool.round(1)
  await eventually('it is stopped', stopped)
  for (let round = 0; round < 20; round++) spool.round(1)
  await sleep(300)
  expect(stopped()).toBe(true)
  const names = await readdir(folder)
  expect(names.length).toBeLessThan(25)
  await Promise.all(names.map((name) => rm(join(folder, name))))
  await eventually('it goes on', () => !stopped())
  await eventually('it is stopped again', stopped)
  expect(spool.peakBytes).toBeGreaterThan(4 * MIB)
  expect(spool.peakBytes).toBeLessThan(25 * MIB)
})

test('readers that have nothing to read are not waited for', async () => {
  start(30, 25 * MIB)
  const rounds = setInterval(() => spool.round(0), 5)
  expect(await writer.done).toMatchObject({ code: 0 })
  clearInterval(rounds)
  await spool.stop()
  expect(spool.pausedMs).toBeGreaterThan(0)
  expect((await readdir(folder)).length).toBe(30)
})

test('a writer that stands still goes on when nobody watches any more', async () => {
  start(12, 25 * MIB)
  await eventually('it is stopped', stopped)
  await spool.stop()
  expect(await writer.done).toMatchObject({ code: 0 })
})

test('a writer that stands still can be ended', async () => {
  start(1000, 25 * MIB)
  await eventually('it is stopped', stopped)
  const began = performance.now()
  await writer.stop()
  expect(performance.now() - began).toBeLessThan(4000)
})

test('what was given back to the disk does not count, and a folder that goes away is no failure', async () => {
  start(3, 1024 * MIB)
  await writer.done
  await spool.stop()
  expect(spool.peakBytes).toBeGreaterThan((await stat(join(folder, '0.dat'))).size)
  start(1, 1024 * MIB)
  // The writer may put a file into it meanwhile.
  await rm(folder, { recursive: true, maxRetries: 10 })
  await sleep(50)
  spool.round(1)
})
