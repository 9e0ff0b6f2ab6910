import { expect, test } from '@jest/globals'
import { timeAfter } from '../../src/repository/record-times.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { by } from './sample.ts'

const now = '2026-11-20T03:00:00.000Z'
const told = (kind: string, time: string) => ({
  format: 1 as const,
  ...{ kind, time, ok: true, by, manifest: 'a'.repeat(64), body: {} },
})

test.each<[string, string, string, string]>([
  ['nothing about it was said', 'verified', '2026-11-20T04:00:00.000Z', now],
  ['it was said before', 'pinned', '2026-11-20T02:00:00.000Z', now],
  ['it was said at this moment', 'pinned', now, '2026-11-20T03:00:00.001Z'],
  ['a machine ahead of time has said it', 'pinned', '2026-11-20T04:00:00.000Z', '2026-11-20T04:00:00.001Z'],
])("the storage's clock tells the time, but never before what was said: %s", async (_, kind, time, expected) => {
  const store = openMemoryStore('record-times', () => new Date(now))
  expect(await timeAfter(store, [told(kind, time)], ['pinned', 'unpinned'])).toBe(expected)
})
