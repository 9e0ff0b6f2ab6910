import { expect, test } from '@jest/globals'
import { listSwaps } from '../../../src/operations/restore/journal.ts'
import { putRecord, type RecordKind } from '../../../src/repository/records.ts'
import { openMemoryStore } from '../../../src/storage/memory.ts'
import type { Store } from '../../../src/storage/store.ts'

const [older, newer] = ['20261119T021703Z-7f3a9c', '20261120T021703Z-7f3a9c']
const [first, second] = ['20261121T073014Z-c74d85', '20261121T083014Z-0a1b2c']

/** One minute after another. */
let minute = 0

async function put(store: Store, id: string, kind: RecordKind, body: object): Promise<void> {
  minute += 1
  const time = new Date(Date.UTC(2026, 10, 21, 7, minute)).toISOString()
  const by = { who: 'tester', host: 'here', pgproof: '0.0.0' }
  await putRecord(store, { name: 'shop', id }, { kind, time, ok: true, by, manifest: 'a'.repeat(64), body })
}

const step = (restore: string, name: string, method = 'swap') => ({
  restore,
  method,
  step: name,
  server: 'db:5432',
  database: 'shop',
  names: {},
})

test('swaps are read back with their steps, the newest first, and whether they went through', async () => {
  const store = openMemoryStore('journal')
  await put(store, older, 'step', step(first, 'restore'))
  await put(store, older, 'step', step(first, 'close'))
  await put(store, older, 'restored', { restore: first, mode: 'restore' })
  await put(store, newer, 'step', step(second, 'restore'))
  await put(store, newer, 'step', step('20261121T093014Z-0a1b2c', 'restore', 'in-place'))
  await put(store, newer, 'step', { restore: 7, steps: 'of a later version' })
  await put(store, newer, 'verified', {})
  expect(await listSwaps(store, 'shop')).toEqual([
    {
      restore: second,
      backup: { id: newer, name: 'shop', manifest: 'a'.repeat(64) },
      server: 'db:5432',
      database: 'shop',
      steps: ['restore'],
      done: false,
    },
    {
      restore: first,
      backup: { id: older, name: 'shop', manifest: 'a'.repeat(64) },
      server: 'db:5432',
      database: 'shop',
      steps: ['restore', 'close'],
      done: true,
    },
  ])
  expect(await listSwaps(store, 'another')).toEqual([])
})
