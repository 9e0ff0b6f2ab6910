import { symlinkSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Context } from '../../../src/operations/context.ts'
import { type CopyRequest, copy } from '../../../src/operations/copy/copy.ts'
import { list } from '../../../src/operations/list.ts'
import { show } from '../../../src/operations/show.ts'
import { status } from '../../../src/operations/status/status.ts'
import { keys } from '../../../src/repository/layout.ts'
import { putRecord } from '../../../src/repository/records.ts'
import { openStore } from '../../../src/storage/open.ts'
import type { Store } from '../../../src/storage/store.ts'
import { makeBackup } from '../../repository/sample.ts'
import { failure } from '../../support/faulty-runs.ts'
import { makeWorkplace, type Workplace } from '../../support/loop.ts'
import { type S3Server, startS3 } from '../../support/s3-server.ts'
import { type ScriptedS3, s3Error, startScriptedS3 } from '../../support/scripted-http.ts'
import { listed } from '../prune/turns.ts'

const ids = ['20261118T021703Z-7f3a9c', '20261119T021703Z-7f3a9c', '20261120T021703Z-7f3a9c'] as const
const [oldest, middle, newest] = ids
const now = new Date('2026-11-20T06:17:03Z')
let s3: S3Server
let scripted: ScriptedS3
let place: Workplace
let first: Store
let second: Store
let buckets = 0

beforeAll(async () => {
  ;[s3, scripted] = await Promise.all([startS3(), startScriptedS3()])
})
afterAll(async () => {
  await Promise.all([s3?.stop(), scripted?.stop()])
})

beforeEach(async () => {
  place = await makeWorkplace()
  first = await openStore(place.storage, { environment: {} })
  second = await openStore(secondAddress(++buckets), { environment: s3.environment })
  for (const id of ids) await makeBackup(first, id, { orders: `1\n${id}\n` })
})
afterEach(async () => {
  scripted.reset()
  first.close()
  second.close()
  await place.remove()
})

const secondAddress = (number: number) => s3.address.replace('/prefix', `/second-${number}`)

const request = (more: Partial<CopyRequest> = {}): CopyRequest => ({
  storage: place.storage,
  copyTo: secondAddress(buckets),
  copyS3AccessKeyId: s3.accessKeyId,
  copyS3SecretAccessKey: s3.secretAccessKey,
  backup: 'latest',
  all: false,
  ...more,
})
const context = (more: Partial<Context> = {}) => place.context({ environment: {}, now: () => now, ...more })
const run = async (more: Partial<CopyRequest> = {}) => await copy(request(more), await context())

async function bodies(store: Store, id: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for await (const { key } of store.list(keys.backup('shop', id))) found[key] = (await store.get(key)).toString('hex')
  return found
}
const there = async () => await second.folders(keys.backups('shop'))

test('the latest goes to another provider with credentials of its own, and both sides know', async () => {
  const result = await run()
  expect(result).toMatchObject({ ok: true, code: 0, name: 'shop', backups: [{ id: newest, state: 'copied' }] })
  expect(await there()).toEqual([newest])
  expect(await bodies(second, newest)).toEqual(await bodies(first, newest))
  const seen = await show({ storage: place.storage, backup: newest }, await context())
  const to = second.location
  expect(seen.copies).toMatchObject([{ to, id: newest, ageSeconds: 4 * 3600, copied: now.toISOString() }])
  expect(seen.history.at(-1)).toMatchObject({ what: 'copied', found: `to ${to}` })
  const known = await status({ storage: place.storage, minFreeSpace: 1 } as never, await context())
  expect(known.copies).toMatchObject([{ to, id: newest }])
  expect(await run()).toMatchObject({ ok: true, backups: [{ state: 'complete', sent: { objects: 0, bytes: 0 } }] })
})

test('all: every backup that the other lacks, oldest first, and never one that is expired or was let go there', async () => {
  await run({ backup: middle })
  const body = { reason: 'auto is kept 7d', until: '2027-01-01T00:00:00Z' }
  await record(first, oldest, 'expired', body)
  const extra = '20261117T021703Z-7f3a9c'
  await makeBackup(first, extra)
  await record(second, extra, 'swept', {})
  const result = await run({ all: true })
  expect(result).toMatchObject({ ok: true, before: 1, backups: [{ id: newest, state: 'copied' }] })
  expect(result.passedOver).toEqual([
    { id: oldest, why: 'it is expired: auto is kept 7d' },
    { id: extra, why: expect.stringContaining('a prune there has let it go') },
  ])
  expect(await there()).toEqual([middle, newest])
  expect(await run({ all: true })).toMatchObject({ ok: true, before: 2, backups: [] })
})

test('all: a copy that is there and that no record tells of is looked up, and told of', async () => {
  await run({ all: true })
  const [record] = (await listed(first, keys.records('shop', middle))).map(({ key }) => key)
  await first.delete(record as string)
  expect(await run({ all: true })).toMatchObject({ ok: true, backups: [{ id: middle, state: 'complete' }] })
  expect(await listed(first, keys.records('shop', middle))).toHaveLength(1)
})

/** Of the first store's backup, wherever it is put. */
async function record(store: Store, id: string, kind: 'expired' | 'swept', body: object): Promise<void> {
  const seen = await show({ storage: place.storage, backup: id }, await context())
  const { manifestDigest: manifest, by } = seen
  await putRecord(store, { name: 'shop', id }, { kind, time: now.toISOString(), ok: true, by, manifest, body })
}

test('all: a damaged backup and one of a later format are named, the others are copied', async () => {
  await first.put(keys.manifest('shop', oldest), Buffer.from('{"format":2}'))
  await first.put(`${keys.backup('shop', middle)}100.dat.zst.00000`, Buffer.from('damaged'))
  const result = await run({ all: true })
  expect(result).toMatchObject({
    ok: false,
    code: 1,
    reason: expect.stringMatching(
      new RegExp(`^backup ${middle} is damaged: 100\\.dat\\.zst\\.00000 has 7 bytes .*; and 1 more was not copied$`),
    ),
    backups: [
      { id: middle, state: 'failed' },
      { id: newest, state: 'copied' },
    ],
    unreadable: [{ id: oldest, why: expect.stringContaining('has format 2') }],
  })
  expect(await second.head(keys.manifest('shop', middle))).toBeUndefined()
  expect(await second.head(keys.manifest('shop', newest))).toBeDefined()
})

test('a manifest of a later format is the environment’s fault', async () => {
  await first.put(keys.manifest('shop', newest), Buffer.from('{"format":2}'))
  expect(await failure(run())).toMatchObject({ code: 3, reason: expect.stringContaining('has format 2') })
})

test('an object there with other bytes is left as it is, and nothing becomes visible', async () => {
  const key = `${keys.backup('shop', newest)}toc.dat`
  await second.put(key, Buffer.from('of somebody else'))
  const reason = `${key} is in ${second.location} already, with other bytes`
  expect(await run()).toMatchObject({ ok: false, code: 1, reason, backups: [{ state: 'failed', why: reason }] })
  expect((await second.get(key)).toString()).toBe('of somebody else')
  expect(await second.head(keys.manifest('shop', newest))).toBeUndefined()
})

test.each<[string, () => Partial<CopyRequest>]>([
  ['word for word', () => ({ copyTo: place.storage })],
  ['by another spelling', () => ({ copyTo: `${place.folder}/store/../store` })],
  ['in another region', () => ({ storage: `${s3.address}`, copyTo: s3.address.replace('us-east-1', 'eu-west-1') })],
])('the same storage twice, %s, is refused', async (_, addresses) => {
  expect(await failure(run(addresses()))).toMatchObject({
    code: 2,
    reason: expect.stringContaining('storage and copy-to are the same storage'),
  })
})

test('the same storage by a way that no address tells is refused, and left as it was', async () => {
  symlinkSync(`${place.folder}/store`, `${place.folder}/link`)
  for (const all of [false, true]) {
    expect(await failure(run({ copyTo: `${place.folder}/link`, all }))).toMatchObject({ code: 2 })
  }
  expect(await listed(first, keys.running('shop'))).toEqual([])
})

test('a backup and all do not go together', async () => {
  expect(await failure(run({ all: true, backup: newest }))).toMatchObject({ code: 2 })
})

test('credentials of the second storage that are wrong are told with its name', async () => {
  const error = await failure(run({ copyS3SecretAccessKey: 'wrong-one' }))
  expect(error).toMatchObject({ code: 3, reason: 'the second storage: the secret access key does not fit its key id' })
  expect(`${error.reason}${error.hint}`).not.toContain('wrong-one')
})

test('without credentials of its own, the second storage is opened with those of the first', async () => {
  const own = { s3AccessKeyId: s3.accessKeyId, s3SecretAccessKey: s3.secretAccessKey }
  const none = { copyS3AccessKeyId: undefined, copyS3SecretAccessKey: undefined }
  expect(await run({ ...own, ...none })).toMatchObject({ ok: true })
  expect((await failure(run(none))).code).toBe(3)
})

const toScripted = () => ({
  copyTo: scripted.address,
  copyS3AccessKeyId: scripted.environment.AWS_ACCESS_KEY_ID,
  copyS3SecretAccessKey: scripted.environment.AWS_SECRET_ACCESS_KEY,
})
const isPart = (method: string, key: string) => method === 'PUT' && key.endsWith('100.dat.zst.00000')

test.each([
  ['full', s3Error(507, 'InsufficientStorage')],
  ['not to be written to', s3Error(403, 'AccessDenied')],
])('a second storage that is %s: nothing is visible, and the next copy finishes', async (_, fault) => {
  scripted.script = ({ method, key }) => (isPart(method, key) ? fault : undefined)
  const result = await run({ ...toScripted(), all: true })
  expect(result).toMatchObject({
    ok: false,
    code: 3,
    reason: expect.stringContaining('; and 2 more were not copied'),
    backups: [{ id: oldest, state: 'failed' }],
  })
  expect([...scripted.objects.keys()].filter((key) => key.includes('manifest'))).toEqual([])
  scripted.script = () => undefined
  const next = await run({ ...toScripted(), all: true })
  expect(next).toMatchObject({ ok: true, backups: [{ id: oldest }, { id: middle }, { id: newest }] })
  expect(next.backups[0]?.found.objects).toBeGreaterThan(0)
})

test('a second storage that is away is told', async () => {
  const error = await failure(run({ copyTo: '/proc/pgproof-copy' }))
  expect(error).toMatchObject({ code: 3, reason: expect.stringContaining('/proc/pgproof-copy') })
})

test('a first storage that may only be read is copied from, with a warning', async () => {
  for (const [key, body] of await everything(first)) scripted.objects.set(`prefix/${key}`, body)
  scripted.script = ({ method }) => (method === 'PUT' ? s3Error(403, 'AccessDenied') : undefined)
  const { AWS_ACCESS_KEY_ID: s3AccessKeyId, AWS_SECRET_ACCESS_KEY: s3SecretAccessKey } = scripted.environment
  const result = await run({ storage: scripted.address, s3AccessKeyId, s3SecretAccessKey })
  expect(result).toMatchObject({ ok: true, warnings: [expect.stringContaining('no record of the copy was written')] })
  expect(await there()).toEqual([newest])
})

async function everything(store: Store): Promise<[string, Buffer][]> {
  const keysOf = (await listed(store, '')).map(({ key }) => key)
  return await Promise.all(keysOf.map(async (key) => [key, await store.get(key)] as [string, Buffer]))
}

test('a copy lists, and is no running backup', async () => {
  await run({ all: true })
  const { s3AccessKeyId, s3SecretAccessKey } = { s3AccessKeyId: s3.accessKeyId, s3SecretAccessKey: s3.secretAccessKey }
  const listed = await list({ storage: request().copyTo, s3AccessKeyId, s3SecretAccessKey }, await context())
  expect(listed).toMatchObject({ running: [], backups: [{ id: newest }, { id: middle }, { id: oldest }] })
})
