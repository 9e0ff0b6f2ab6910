import { beforeEach, expect, test } from '@jest/globals'
import type { Backup } from '../../src/repository/catalogue.ts'
import { readCatalogue } from '../../src/repository/catalogue.ts'
import { historyFaults } from '../../src/repository/history.ts'
import { keys } from '../../src/repository/layout.ts'
import { listRecords, putRecord } from '../../src/repository/records.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import type { Store } from '../../src/storage/store.ts'
import { putManifest, tellOf } from './history.ts'
import { by } from './sample.ts'

const ids = ['20261118T020000Z-000001', '20261119T020000Z-000002', '20261120T020000Z-000003'] as const
const now = new Date('2026-11-21T00:00:00Z')
let store: Store
let backups: Backup[]

beforeEach(async () => {
  store = openMemoryStore(`history-${Math.random()}`)
  backups = []
  for (const id of ids) {
    const before = backups.at(-1)
    backups.push(await putManifest(store, id, { previous: before ? { id: before.id, sha256: before.digest } : null }))
  }
})

const [first, second, third] = [0, 1, 2].map((at) => () => backups[at] as Backup) as [
  () => Backup,
  () => Backup,
  () => Backup,
]

async function faults(at = now) {
  const catalogue = await readCatalogue(store, 'shop')
  const records = await listRecords(store, 'shop')
  const found = historyFaults({ catalogue, records, now: at, location: store.location })
  const otherWay = { ...catalogue, backups: catalogue.backups.toReversed() }
  expect(historyFaults({ catalogue: otherWay, records, now: at, location: store.location })).toEqual(found)
  return found
}

const remove = (id: string) => store.delete(keys.manifest('shop', id))

test('a chain that is whole speaks against nothing', async () => {
  await tellOf(store, second(), 'verified', '2026-11-19T03:00:00Z')
  expect(await faults()).toEqual([])
})

test('a manifest that was removed', async () => {
  await remove(ids[1])
  expect(await faults()).toEqual([
    { id: ids[1], what: expect.stringMatching(/^is gone, and no prune removed it: .*000003/) },
  ])
})

test('the newest manifest that was removed, where records speak of it', async () => {
  await tellOf(store, third(), 'verified', '2026-11-20T03:00:00Z')
  await remove(ids[2])
  expect(await faults()).toEqual([{ id: ids[2], what: expect.stringContaining('records speak of it (verified') }])
})

test('a manifest that was replaced, named by the one after it', async () => {
  await remove(ids[1])
  await putManifest(store, ids[1], { previous: { id: ids[0], sha256: first().digest }, type: 'manual' })
  expect(await faults()).toEqual([{ id: ids[1], what: expect.stringContaining('was replaced') }])
})

test('the newest manifest that was replaced, where a record speaks of the one before', async () => {
  await tellOf(store, third(), 'verified', '2026-11-20T03:00:00Z')
  await remove(ids[2])
  await putManifest(store, ids[2], { previous: { id: ids[1], sha256: second().digest }, type: 'manual' })
  expect(await faults()).toEqual([{ id: ids[2], what: expect.stringContaining('another manifest') }])
})

test('a chain that begins anew beside older backups', async () => {
  await putManifest(store, '20261120T030000Z-000004', { previous: null })
  expect(await faults()).toEqual([
    {
      id: '20261120T030000Z-000004',
      what: expect.stringContaining(`no backup was there before it, and ${ids[2]} was`),
    },
  ])
})

test('two first backups beside each other know nothing of one another', async () => {
  const empty = openMemoryStore(`history-${Math.random()}`)
  await putManifest(empty, ids[0], { finished: '2026-11-18T02:30:00.000Z' })
  await putManifest(empty, '20261118T021000Z-000009', { previous: null })
  const catalogue = await readCatalogue(empty, 'shop')
  expect(historyFaults({ catalogue, records: new Map(), now, location: empty.location })).toEqual([])
})

test('what a prune has swept is not missed, but only that manifest', async () => {
  await remove(ids[1])
  const swept = { kind: 'swept', time: '2026-11-20T12:00:00.000Z', ok: true, by, body: {} } as const
  await putRecord(store, { name: 'shop', id: ids[1] }, { ...swept, manifest: 'a'.repeat(64) })
  expect(await faults()).toHaveLength(1)
  await putRecord(store, { name: 'shop', id: ids[1] }, { ...swept, manifest: second().digest })
  expect(await faults()).toEqual([])
})

test('a prune that was killed between the manifest and its word is believed when the grace is over, and not before', async () => {
  const until = '2026-11-20T20:00:00.000Z'
  await tellOf(store, second(), 'expired', '2026-11-19T12:00:00Z', { reason: 'keep-last', until })
  await remove(ids[1])
  expect(await faults(new Date('2026-11-20T19:00:00Z'))).toHaveLength(1)
  expect(await faults()).toEqual([])
})

test('a backup that another one replaces under new keys', async () => {
  await remove(ids[1])
  const replaces = { id: ids[1], sha256: second().digest }
  await putManifest(store, '20261119T020000Z-00000a', { previous: { id: ids[0], sha256: first().digest }, replaces })
  expect(await faults()).toEqual([])
})

test('a manifest that is damaged is not gone', async () => {
  await store.put(keys.manifest('shop', ids[1]), Buffer.from('{'))
  expect(await faults()).toEqual([])
})

test('in a second storage what was before the copies is not missed', async () => {
  await remove(ids[0])
  expect(await faults()).toHaveLength(1)
  await tellOf(store, second(), 'came-as-copy', '2026-11-20T12:00:00Z', { to: store.location })
  expect(await faults()).toEqual([])
})

test('in a second storage a copied backup may be the first of its chain', async () => {
  const begun = await putManifest(store, '20261120T030000Z-000004', { previous: null })
  expect(await faults()).toHaveLength(1)
  await tellOf(store, begun, 'came-as-copy', '2026-11-20T12:00:00Z', { to: store.location })
  expect(await faults()).toEqual([])
})

test('faults come by id, each backup once, whatever tells of them', async () => {
  await tellOf(store, third(), 'verified', '2026-11-20T03:00:00Z')
  await tellOf(store, second(), 'verified', '2026-11-19T03:00:00Z')
  for (const id of ids.slice(1)) {
    await remove(id)
    await putManifest(store, id, { previous: { id: ids[0], sha256: 'b'.repeat(64) }, type: 'manual' })
  }
  expect((await faults()).map(({ id }) => id)).toEqual([...ids])
})

test('a fault that records tell of comes before one of a later backup', async () => {
  await tellOf(store, third(), 'verified', '2026-11-20T03:00:00Z')
  await remove(ids[2])
  await putManifest(store, '20261120T030000Z-000004', { previous: null })
  expect((await faults()).map(({ id }) => id)).toEqual([ids[2], '20261120T030000Z-000004'])
})

test('what a copy that never ended has left is no backup that was there', async () => {
  const copying = { kind: 'copying', time: '2026-11-20T12:00:00Z', ok: true, by, manifest: second().digest } as const
  await putRecord(store, { name: 'shop', id: '20261121T000000Z-0000ff' }, { ...copying, body: {} })
  expect(await faults()).toEqual([])
})

test('the word for a copy counts only in the storage and for the manifest that it was written for', async () => {
  await remove(ids[0])
  await tellOf(store, second(), 'came-as-copy', '2026-11-20T12:00:00Z', { to: 's3://elsewhere/second' })
  await tellOf(store, { ...second(), digest: 'a'.repeat(64) }, 'came-as-copy', '2026-11-20T12:00:01Z', {
    to: store.location,
  })
  expect((await faults()).map(({ id }) => id)).toContain(ids[0])
})

test('who is gone for longer than records are kept is not missed', async () => {
  await remove(ids[0])
  expect(await faults(new Date('2027-12-01T00:00:00Z'))).toHaveLength(1)
  expect(await faults(new Date('2027-12-30T00:00:00Z'))).toEqual([])
})

test('a backup that gave way to a copy under other keys, and the copy that is not there any more', async () => {
  const id = '20261119T020000Z-0000ff'
  const copy = await putManifest(store, id, {
    previous: second().manifest.previous,
    replaces: { id: ids[1], sha256: second().digest },
  })
  const replacedBy = { id, sha256: copy.digest }
  const body = { reason: 'replaced', until: '2026-11-27T00:00:00Z', replacedBy }
  await tellOf(store, second(), 'expired', '2026-11-20T03:00:00Z', body)
  expect(await faults()).toEqual([])
  await remove(ids[1])
  expect(await faults()).toEqual([])
  await remove(id)
  expect(await faults(new Date('2026-12-20T00:00:00Z'))).toEqual([
    { id, what: `is gone, and no prune removed it: ${ids[1]} gave way to it` },
  ])
  await putManifest(store, id, { ...copy.manifest, tags: ['other'] })
  expect(await faults()).toContainEqual({
    id,
    what: `was replaced: ${ids[1]} gave way to another manifest under that id`,
  })
})
