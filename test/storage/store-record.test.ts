import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { readStoreRecord, type StoreRecord, writeStoreRecord } from '../../src/storage/store-record.ts'
import { type ScriptedS3, startScriptedS3 } from '../support/scripted-http.ts'

const KEY = '.pgproof/store.json'
let s3: ScriptedS3
let store: Store
let record: StoreRecord
beforeAll(async () => {
  s3 = await startScriptedS3()
  store = await openStore(s3.address, { environment: s3.environment, retrySeconds: 1 })
  record = {
    provider: store.bucket?.provider ?? null,
    can: { conditionalPut: false, checksums: true, bulkDelete: null },
    clockSeconds: 3,
    found: { put: 'fine' },
  }
})
afterEach(() => s3.reset())
afterAll(async () => {
  store.close()
  await s3.stop()
})

const put = (body: unknown) => store.put(KEY, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))
const puts = () => s3.requests.filter(({ method }) => method === 'PUT').length

test('what is written is read again', async () => {
  await writeStoreRecord(store, record)
  expect(await readStoreRecord(store)).toEqual(record)
})

test('is not written again where it says the same, but for a clock that drifts', async () => {
  await writeStoreRecord(store, record)
  await writeStoreRecord(store, { ...record, clockSeconds: -20 })
  expect(puts()).toBe(1)
  await writeStoreRecord(store, { ...record, clockSeconds: -90 })
  expect(puts()).toBe(2)
  await writeStoreRecord(store, { ...record, can: { ...record.can, conditionalPut: true } })
  expect(puts()).toBe(3)
})

test('what later versions add to it is passed over', async () => {
  await put({ format: 1, ...record, since: '2027', can: { ...record.can, multipart: true } })
  expect(await readStoreRecord(store)).toEqual(record)
})

test('a later format is neither read nor overwritten', async () => {
  await put({ format: 2, can: 'everything' })
  expect(await readStoreRecord(store)).toBe('later')
  await writeStoreRecord(store, record)
  expect(puts()).toBe(1)
})

test.each([
  ['of another endpoint', () => ({ format: 1, ...record, provider: 'B2 at s3.us-west-004.backblazeb2.com' })],
  ['of the time before it named one', () => ({ format: 1, found: record.found })],
  ['with a word where yes or no should be', () => ({ format: 1, ...record, can: { ...record.can, checksums: 'no' } })],
  ['that is no JSON', () => '{"format": 1,'],
  ['that is empty', () => ''],
  ['that is huge', () => ({ format: 1, ...record, padding: 'x'.repeat(100_000) })],
])('one %s is none, and gives way', async (_, body) => {
  await put(body())
  expect(await readStoreRecord(store)).toBeUndefined()
  await writeStoreRecord(store, record)
  expect(await readStoreRecord(store)).toEqual(record)
})
