import { beforeEach, expect, test } from '@jest/globals'
import { keys } from '../../src/repository/layout.ts'
import { listRecords, putRecord, recordKeys, timeOfRecord } from '../../src/repository/records.ts'
import { openStore } from '../../src/storage/open.ts'
import { ObjectMissing, type Store } from '../../src/storage/store.ts'
import { by } from './sample.ts'

const where = { name: 'shop', id: '20261120T021703Z-7f3a9c' }
const record = {
  kind: 'verified',
  time: '2026-11-20T03:00:00.123Z',
  ok: true,
  by,
  manifest: 'a'.repeat(64),
  body: { checked: 1 },
} as const
let store: Store
let stores = 0

beforeEach(async () => {
  store = await openStore(`memory://records-${stores++}`, { environment: {} })
})

test('records are kept beside a backup, oldest first, and never overwritten', async () => {
  const later = await putRecord(store, where, {
    ...record,
    time: '2026-11-20T04:00:00.000Z',
    kind: 'failed',
    ok: false,
  })
  const first = await putRecord(store, where, record)
  const again = await putRecord(store, where, record)
  expect(first).toMatch(/^shop\/records\/20261120T021703Z-7f3a9c\/20261120T030000123Z-verified-[0-9a-f]{4}\.json$/)
  expect(new Set([later, first, again]).size).toBe(3)
  const found = await listRecords(store, 'shop')
  expect(found.get(where.id)).toEqual([
    { format: 1, ...record },
    { format: 1, ...record },
    { format: 1, ...record, time: '2026-11-20T04:00:00.000Z', kind: 'failed', ok: false },
  ])
})

test('a kind that is not known is kept, and one that cannot be read is left out', async () => {
  const prefix = keys.records(where.name, where.id)
  const put = (name: string, body: string | Buffer) => store.put(`${prefix}${name}.json`, Buffer.from(body))
  const text = JSON.stringify({ format: 1, ...record, kind: 'praised', novelty: 1 })
  await put('good', text)
  await put('cut', text.slice(0, -5))
  await put('empty', '')
  await put('list', '[]')
  await put('null', 'null')
  await put('future', text.replace('"format":1', '"format":2'))
  await put('bytes', Buffer.from([0xff, 0x00]))
  await put('nested', '['.repeat(100_000))
  await put('doubled', text.replace('"ok":true', '"ok":false,"ok":true'))
  await put('no-time', text.replace(record.time, 'yesterday'))
  const found = (await listRecords(store, 'shop')).get(where.id)
  expect(found?.map(({ kind }) => kind)).toEqual(['praised'])
})

test('of the records of one name those of the wanted backups are read', async () => {
  const other = { name: 'shop', id: '20261121T021703Z-000001' }
  await putRecord(store, where, record)
  const key = await putRecord(store, other, { ...record, kind: 'pinned' })
  await store.put(`${keys.records('shop', where.id)}20261120T050000000Z-verified-0000.json`, Buffer.from('{'))
  const unreadable: string[] = []
  const onUnreadable = (one: string) => void unreadable.push(one)
  const found = await listRecords(store, 'shop', undefined, { wanted: new Set([other.id]), onUnreadable })
  expect([[...found.keys()], unreadable]).toEqual([[other.id], []])
  expect(await recordKeys(store, 'shop', other.id)).toEqual([key])
  await listRecords(store, 'shop', undefined, { wanted: new Set([where.id]), onUnreadable })
  expect(unreadable).toEqual([expect.stringContaining('-verified-0000.json')])
})

test('the key of a record tells its time, and any other tells none', async () => {
  expect(timeOfRecord(await putRecord(store, where, record))).toBe(Date.parse(record.time))
  expect(timeOfRecord(`${keys.records(where.name, where.id)}notes.json`)).toBeNaN()
})

test('a record that is removed while it is read is left out; a storage that fails is not passed over', async () => {
  await putRecord(store, where, record)
  const reading = (get: Store['get']) => ({ get, list: (prefix: string) => store.list(prefix) }) as Store
  const gone = reading(async (key) => {
    throw new ObjectMissing(key)
  })
  expect((await listRecords(gone, 'shop')).size).toBe(0)
  const failing = reading(async () => {
    throw new Error('the network is down')
  })
  await expect(listRecords(failing, 'shop')).rejects.toThrow('the network is down')
})
