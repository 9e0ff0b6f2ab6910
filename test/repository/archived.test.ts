import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { describeArchived, refuseArchived } from '../../src/repository/archived.ts'
import { type Backup, readCatalogue } from '../../src/repository/catalogue.ts'
import { listObjects } from '../../src/repository/losses.ts'
import { BackupReader } from '../../src/repository/read.ts'
import { listRecords } from '../../src/repository/records.ts'
import { openStore } from '../../src/storage/open.ts'
import { ObjectArchived, type Store } from '../../src/storage/store.ts'
import { type ScriptedS3, startScriptedS3 } from '../support/scripted-http.ts'
import { tellOf } from './history.ts'
import { makeBackup } from './sample.ts'

let s3: ScriptedS3
let store: Store
let backup: Backup
beforeAll(async () => {
  s3 = await startScriptedS3()
  store = await openStore(s3.address, { environment: s3.environment, retrySeconds: 1 })
})
beforeEach(async () => {
  backup = await makeBackup(store, '20261120T190000Z-000001', { orders: '1\n' })
})
afterEach(() => s3.reset())
afterAll(async () => {
  store.close()
  await s3.stop()
})

const prefix = 'prefix/shop/backups/20261120T190000Z-000001/'
const archive = (name: string, storageClass: string) => s3.archived.set(`${prefix}${name}`, storageClass)
const described = async () => await describeArchived(store, backup, await listObjects(store, backup))

test('what can be read is not archived, and no look-up is spent on it', async () => {
  s3.requests.length = 0
  expect(await described()).toBeUndefined()
  expect(s3.requests.map(({ method }) => method)).toEqual(['GET'])
})

test.each(['GLACIER', 'DEEP_ARCHIVE'])('an object in %s is named, with how many more', async (storageClass) => {
  archive('100.dat.zst.00000', storageClass)
  archive('toc.dat', storageClass)
  expect(await described()).toBe(
    `2 of 5 objects must be thawed before they can be read: 100.dat.zst.00000 (${storageClass}) and 1 more`,
  )
  await expect(refuseArchived(store, backup)).rejects.toMatchObject({
    code: 3,
    reason: expect.stringMatching(/^backup 20261120T190000Z-000001 is archived, not damaged: 2 of 5 /),
    hint: expect.stringMatching(/aws s3api restore-object/),
  })
})

test('one that is alone is named alone', async () => {
  archive('toc.dat', 'GLACIER')
  expect(await described()).toBe('1 of 5 objects must be thawed before they can be read: toc.dat (GLACIER)')
})

test('what was thawed can be read again', async () => {
  archive('toc.dat', '')
  expect(await described()).toBeUndefined()
  await refuseArchived(store, backup)
})

test('a class that can be read at once is not archived', async () => {
  archive('toc.dat', 'STANDARD_IA')
  expect((await store.head('shop/backups/20261120T190000Z-000001/toc.dat'))?.archived).toBeUndefined()
  expect(await described()).toBeUndefined()
})

test('reading one is no damage, is not tried again, and says how to thaw it', async () => {
  archive('toc.dat', 'GLACIER')
  s3.requests.length = 0
  const error = await new BackupReader(store, backup, new AbortController().signal)
    .object('toc.dat')
    .catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(ObjectArchived)
  expect(error).toMatchObject({
    code: 3,
    reason: `${prefix}toc.dat is archived, not damaged: it must be thawed before it can be read`,
    hint: expect.stringContaining(`--bucket bucket --key ${prefix}toc.dat --restore-request Days=7`),
  })
  expect(s3.requests).toHaveLength(1)
})

test('an archived manifest or record hides no other', async () => {
  const other = await makeBackup(store, '20261121T190000Z-000002', { orders: '1\n' })
  await tellOf(store, backup, 'verified', backup.manifest.created)
  await tellOf(store, other, 'verified', other.manifest.created)
  archive('manifest.json', 'GLACIER')
  for (const key of s3.objects.keys()) if (key.includes('records/20261120')) s3.archived.set(key, 'GLACIER')
  expect(await readCatalogue(store, 'shop')).toMatchObject({
    backups: [{ id: other.id }],
    unreadable: [{ id: backup.id, why: expect.stringContaining('is archived, not damaged'), archived: true }],
  })
  const dark: string[] = []
  const records = await listRecords(store, 'shop', undefined, { onUnreadable: (key) => dark.push(key) })
  expect([[...records.keys()], dark.length]).toEqual([[other.id], 1])
})
