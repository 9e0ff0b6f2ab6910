import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { environmentError, type PgproofError } from '../../../src/errors.ts'
import { pruneIn } from '../../../src/operations/prune/prune.ts'
import { readBackup } from '../../../src/repository/catalogue.ts'
import { keys } from '../../../src/repository/layout.ts'
import { sealed } from '../../../src/repository/manifest.ts'
import { HOUR } from '../../../src/repository/retention-policy.ts'
import type { Store, StoredObject } from '../../../src/storage/store.ts'
import { makeBackup, manifestOf } from '../../repository/sample.ts'
import { otherwise } from './otherwise.ts'
import { listed } from './turns.ts'
import {
  type Clock,
  contextAt,
  IDS,
  idAt,
  makeWorld,
  pruneRequest,
  putSnapshot,
  record,
  type Snapshot,
  START,
} from './world.ts'

const clock: Clock = { now: START }
let world: Snapshot
let store: Store

beforeAll(async () => {
  world = await makeWorld(clock)
})

beforeEach(async () => {
  clock.now = START
  store = await putSnapshot('doubts', world, clock)
})

const prune = (more = {}, through = store) => pruneIn(through, pruneRequest(more), contextAt(clock))
const keysOf = async () => (await listed(store, '')).map(({ key }) => key)

/** Refused with exit 4, and nothing is deleted or expired. */
async function expectRefused(reason: RegExp, through = store): Promise<void> {
  const before = await keysOf()
  const error = await prune({}, through).then(
    (result) => (result.ok ? undefined : result),
    (thrown: unknown) => thrown as PgproofError,
  )
  expect(error).toMatchObject({ code: 4, reason: expect.stringMatching(reason) })
  expect(await keysOf()).toEqual(before)
}

async function* through(objects: StoredObject[]): AsyncGenerator<StoredObject> {
  yield* objects
}

test('fault 41: a listing that fails deletes nothing', async () => {
  const broken = () => environmentError('the connection broke', 'run again')
  const list = async function* (prefix: string) {
    yield* (await listed(store, prefix)).slice(0, 10)
    if (!prefix.includes('/running/')) throw broken()
  }
  await expectRefused(
    /^nothing is deleted, because the storage could not be looked at: the connection broke$/,
    otherwise(store, { list }),
  )
})

test('fault 41: a listing that stops short deletes nothing', async () => {
  const lacking = (without: (key: string) => boolean) =>
    otherwise(store, {
      list: (prefix) =>
        through(
          world.objects
            .filter(({ key }) => key.startsWith(prefix) && !without(key))
            .map((one) => ({ ...one, size: one.body.length })),
        ),
    })
  // Both listings lack the newest backups whole: the folders know them.
  await expectRefused(
    /backup .* is there and in no listing/,
    lacking((key) => key.includes('0000c')),
  )
  await expectRefused(
    /is there and in no listing/,
    lacking((key) => key.endsWith(`${IDS.newest}/toc.dat`)),
  )
})

test('fault 42: a listing that shrinks deletes nothing', async () => {
  let lists = 0
  const list = async function* (prefix: string) {
    const all = await listed(store, prefix)
    yield* prefix === 'shop/' && ++lists > 1 ? all.filter(({ key }) => !key.includes(IDS.newest)) : all
  }
  await expectRefused(
    /^the storage lists differently each time: \d+ of its objects were in one listing/,
    otherwise(store, { list }),
  )
})

const ofFormatTwo = (text: string) => {
  const { sha256: _, ...manifest } = JSON.parse(text) as { sha256: string }
  return sealed(JSON.stringify({ ...manifest, format: 2 }, null, 1))
}

test.each([
  ['cut', (text: string) => text.slice(0, -9), /is not whole JSON/],
  ['of a later format', ofFormatTwo, /format 2/],
])('a manifest that is %s deletes nothing', async (_, change, reason) => {
  const key = keys.manifest('shop', IDS.kept[0] as string)
  await store.put(key, Buffer.from(change((await store.get(key)).toString())))
  await expectRefused(reason)
})

test('a record that cannot be read may be a pin, and deletes nothing', async () => {
  await store.put(`${keys.records('shop', IDS.swept)}20261101T000000000Z-pinned-abcd.json`, Buffer.from('{'))
  await expectRefused(/the record .*-pinned-abcd.json cannot be read/)
})

test('fault 86: clocks that are apart, or that went back, delete nothing', async () => {
  for (const off of [-365 * 24 * HOUR, -HOUR, 6 * 60_000, 365 * 24 * HOUR]) {
    await expectRefused(/are \d+ min apart$/, otherwise(store, { clock: async () => new Date(START.getTime() + off) }))
  }
  const newest = keys.manifest('shop', IDS.newest)
  clock.now = new Date(START.getTime() + HOUR)
  await store.put(newest, await store.get(newest))
  clock.now = START
  await expectRefused(/^the clock of memory:\/\/doubts has gone back/)
})

test('fault 87: a newest backup that failed its last proof lets nothing go', async () => {
  const { digest } = await readBackup(store, 'shop', IDS.newest)
  await record(store, IDS.newest, digest, 'failed', START, { of: 'restore-tested' })
  await expectRefused(/^nothing is deleted: the newest backup, .*, failed its last restore-test$/)
  // Without apply it says the same, with the table.
  expect(await prune({ apply: false })).toMatchObject({ ok: false, code: 4, applied: false, backups: { length: 6 } })
})

test('fault 87: a newest backup that is far too small lets nothing go', async () => {
  const totals = { ...manifestOf(IDS.newest).totals, storedBytes: 1000 }
  for (const hours of [-9, -8, -7, -6])
    await makeBackup(store, idAt(new Date(START.getTime() + hours * HOUR), '0000ab'), {}, { totals })
  await makeBackup(store, idAt(START, '0000ab'), {}, { totals: { ...totals, storedBytes: 499 } })
  await expectRefused(/has only 49 % of the size that is usual$/)
})

test('a backup that has lost objects, or some of their bytes, is no proven one', async () => {
  const [missing, shortened] = IDS.kept as [string, string]
  await store.delete(`${keys.backup('shop', missing)}toc.dat`)
  const key = `${keys.backup('shop', shortened)}toc.dat`
  await store.put(key, (await store.get(key)).subarray(1))
  const { backups, warnings } = await prune({ apply: false })
  const failed = backups.filter(({ proof }) => proof === 'failed').map(({ id }) => id)
  expect(failed.toSorted()).toEqual([missing, shortened].toSorted())
  expect(warnings).toContainEqual(`of backup ${missing}, 1 of 3 objects are gone or changed: toc.dat is missing`)
  expect(warnings.filter((text) => text.includes(shortened))).toEqual([expect.stringMatching(/bytes instead of/)])
})
