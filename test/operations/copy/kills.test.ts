import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { copy } from '../../../src/operations/copy/copy.ts'
import { list } from '../../../src/operations/list.ts'
import { keys } from '../../../src/repository/layout.ts'
import { openStore } from '../../../src/storage/open.ts'
import type { Store } from '../../../src/storage/store.ts'
import { makeBackup } from '../../repository/sample.ts'
import { failure } from '../../support/faulty-runs.ts'
import { makeWorkplace, type Workplace } from '../../support/loop.ts'
import { startPgproof } from '../../support/pgproof-process.ts'
import { eventually } from '../../support/processes.ts'
import { type ScriptedS3, startScriptedS3 } from '../../support/scripted-http.ts'
import { type Gate, gateOf } from '../../support/slow-store.ts'
import { listed } from '../prune/turns.ts'

const id = '20261120T021703Z-7f3a9c'
const TABLES = 30
let s3: ScriptedS3
let gate: Gate
let place: Workplace
let first: Store
let latest: ReturnType<typeof startPgproof> | undefined

beforeAll(async () => {
  s3 = await startScriptedS3()
})
afterAll(() => s3?.stop())

beforeEach(async () => {
  gate = gateOf(s3)
  place = await makeWorkplace()
  first = await openStore(place.storage, { environment: {} })
  const tables = Array.from({ length: TABLES }, (_, index) => [`table_${index}`, `${index}\n`.repeat(1000)])
  await makeBackup(first, id, Object.fromEntries(tables))
})
afterEach(async () => {
  gate.open()
  latest?.child.kill('SIGKILL')
  await latest?.ended
  s3.reset()
  first.close()
  await place.remove()
})

const begin = (...more: string[]) => {
  const args = ['copy', '--storage', place.storage, '--copy-to', s3.address, ...more]
  latest = startPgproof(args, s3.environment)
  return latest
}

const context = () => place.context({ environment: s3.environment })
const stored = () => [...s3.objects.keys()].filter((key) => key.includes('/backups/'))
const isPart = ({ method, key }: { method: string; key: string }) => method === 'PUT' && /\.dat\.zst\.\d+$/.test(key)
const puts = () => s3.requests.filter(isPart).length
/** Every byte of the backup, as the other storage holds it. */
async function expectWhole(): Promise<void> {
  for (const { key } of await listed(first, keys.backup('shop', id)))
    expect([key, s3.objects.get(`prefix/${key}`)?.equals(await first.get(key))]).toEqual([key, true])
}

/** Lets some parts in, then holds back all that follow. */
function standInTheMiddle(): void {
  const held = s3.script
  let parts = 0
  s3.script = (request, index) => {
    if (isPart(request) && ++parts === 8) gate.close()
    return held(request, index)
  }
}

test('a copy that is killed half-way leaves nothing visible, and the next one sends only the rest', async () => {
  standInTheMiddle()
  const killed = begin()
  await eventually('the copy stands in the middle', () => gate.waiting > 0)
  killed.child.kill('SIGKILL')
  expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' })
  gate.open()
  const half = stored().length
  expect(half).toBeGreaterThan(3)
  expect(half).toBeLessThan(TABLES)
  expect(stored().filter((key) => key.endsWith('manifest.json'))).toEqual([])
  expect(await failure(list({ storage: s3.address }, await context()))).toMatchObject({ code: 2 })

  s3.requests.length = 0
  const next = await begin('--json').ended
  expect(next.code).toBe(0)
  const { totals, backups } = JSON.parse(next.stdout)
  expect(backups).toMatchObject([{ id, state: 'copied' }])
  expect(totals.found.objects).toBeGreaterThanOrEqual(half)
  expect(totals.sent.objects + totals.found.objects).toBe(TABLES + 3)
  expect(puts()).toBeLessThanOrEqual(TABLES - 3)
  await expectWhole()
}, 60_000)

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends a copy with nothing visible',
  async (signal) => {
    gate.close()
    const ended = begin()
    await eventually('the copy stands', () => gate.waiting > 0)
    ended.child.kill(signal)
    const { code, stderr } = await ended.ended
    expect([code, stderr]).toEqual([signal === 'SIGTERM' ? 143 : 130, expect.stringContaining(`ended by ${signal}`)])
    gate.open()
    expect(stored().filter((key) => key.endsWith('manifest.json'))).toEqual([])
  },
  60_000,
)

test('killed at any moment, the other storage holds a whole backup or none', async () => {
  let fired = 0
  for (let moment = 0; moment < 8; moment++) {
    const run = begin()
    await eventually('it has begun', () => s3.requests.length > moment * 12 || run.child.exitCode !== null)
    await sleep(moment)
    run.child.kill('SIGKILL')
    if ((await run.ended).signal === 'SIGKILL') fired += 1
    if (s3.objects.has(`prefix/${keys.manifest('shop', id)}`)) await expectWhole()
    s3.requests.length = 0
  }
  expect(fired).toBeGreaterThan(3)
  expect((await begin('--all').ended).code).toBe(0)
  await expectWhole()
  // The record that the copy is there is written, whenever the one that made it was killed.
  const again = await copy({ storage: place.storage, copyTo: s3.address, backup: 'latest', all: true }, await context())
  expect(again).toMatchObject({ ok: true, backups: [], before: 1 })
}, 90_000)
