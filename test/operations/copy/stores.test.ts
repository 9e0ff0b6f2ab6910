import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { type CopyRequest, copy } from '../../../src/operations/copy/copy.ts'
import { keys } from '../../../src/repository/layout.ts'
import { openStore } from '../../../src/storage/open.ts'
import type { Store } from '../../../src/storage/store.ts'
import { makeBackup } from '../../repository/sample.ts'
import { makeWorkplace, type Workplace } from '../../support/loop.ts'
import { type ScriptedS3, s3Error, startScriptedS3 } from '../../support/scripted-http.ts'
import { keepVersions } from '../../support/scripted-versions.ts'
import { listed } from '../prune/turns.ts'

const [older, newer] = ['20261119T021703Z-7f3a9c', '20261120T021703Z-7f3a9c'] as const
let s3: ScriptedS3
let place: Workplace
let first: Store

beforeAll(async () => {
  s3 = await startScriptedS3()
})
afterAll(() => s3?.stop())
beforeEach(async () => {
  place = await makeWorkplace()
  first = await openStore(place.storage, { environment: {} })
  for (const id of [older, newer]) await makeBackup(first, id, { orders: `1\n${id}\n` })
})
afterEach(async () => {
  s3.reset()
  first.close()
  await place.remove()
})

const run = async (more: Partial<CopyRequest>, environment: Record<string, string> = s3.environment) =>
  await copy(
    { storage: place.storage, copyTo: s3.address, backup: 'latest', all: false, ...more },
    await place.context({ environment }),
  )

test('the class and the encryption of the second storage are its own', async () => {
  for (const { key } of await listed(first, '')) s3.objects.set(`prefix/${key}`, await first.get(key))
  const confirmed = { headers: { 'x-amz-server-side-encryption': 'AES256' } }
  s3.script = ({ method, key }) => (method === 'PUT' && key.startsWith('prefix/') ? confirmed : undefined)
  const copyTo = s3.address.replace('/prefix', '/far')
  const own = { storage: s3.address, serverSideEncryption: 'AES256', copyTo, copyStorageClass: 'STANDARD_IA' } as const
  expect(await run(own)).toMatchObject({ ok: true, warnings: [] })
  const asked = (prefix: string, end: string) => {
    const put = s3.requests.find(({ method, key }) => method === 'PUT' && key.startsWith(prefix) && key.endsWith(end))
    return [put?.headers['x-amz-storage-class'], put?.headers['x-amz-server-side-encryption']]
  }
  expect(asked('far/', 'toc.dat')).toEqual(['STANDARD_IA', undefined])
  expect(asked('far/', 'manifest.json')).toEqual([undefined, undefined])
  expect(asked('prefix/shop/records/', '.json')).toEqual([undefined, 'AES256'])
})

test('a second storage that cannot refuse to overwrite is looked at before each put, and the result says so', async () => {
  s3.script = ({ headers }) => (headers['if-none-match'] ? s3Error(501, 'NotImplemented') : undefined)
  const result = await run({ all: true })
  expect(result.ok).toBe(true)
  expect(result.warnings.filter((text) => text.includes('cannot refuse to overwrite'))).toHaveLength(1)
  const key = `${keys.backup('shop', newer)}toc.dat`
  s3.objects.set(`prefix/${key}`, Buffer.from('of somebody else'))
  expect(await run({})).toMatchObject({ ok: false, code: 1, reason: expect.stringContaining('with other bytes') })
  expect(s3.objects.get(`prefix/${key}`)?.toString()).toBe('of somebody else')
})

test('a backup that has to be thawed first is named, and does not hold up the others', async () => {
  for (const { key } of await listed(first, '')) s3.objects.set(`prefix/${key}`, await first.get(key))
  s3.archived.set(`prefix/${keys.backup('shop', older)}toc.dat`, 'GLACIER')
  const result = await run({ storage: s3.address, copyTo: `${place.folder}/far`, all: true })
  expect(result).toMatchObject({
    ok: false,
    code: 3,
    reason: expect.stringContaining('archived'),
    backups: [
      { id: older, state: 'failed' },
      { id: newer, state: 'copied' },
    ],
  })
  s3.archived.set(`prefix/${keys.manifest('shop', older)}`, 'GLACIER')
  const dark = await run({ storage: s3.address, copyTo: `${place.folder}/far`, all: true })
  expect(dark).toMatchObject({ ok: false, code: 3, unreadable: [{ id: older }] })
})

test('as-of: backups that were deleted since are brought to another storage', async () => {
  const kept = keepVersions(s3)
  const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000)
  const bucket = await openStore(s3.address, { environment: s3.environment })
  kept.now = hours(2)
  await makeBackup(bucket, older, { orders: '1\n' })
  kept.now = hours(0)
  for (const { key } of await listed(bucket, '')) await bucket.delete(key)
  const request = { storage: s3.address, copyTo: `${place.folder}/rescued`, all: true, name: 'shop' }
  await expect(run(request)).rejects.toMatchObject({ code: 2 })
  const rescued = await run({ ...request, asOf: hours(1) })
  expect(rescued).toMatchObject({ ok: true, backups: [{ id: older, state: 'copied' }], warnings: [] })
  const store = await openStore(`${place.folder}/rescued`, { environment: {} })
  expect(await store.head(keys.manifest('shop', older))).toBeDefined()
  expect(await listed(bucket, '')).toEqual([])
})
