import { beforeEach, expect, test } from '@jest/globals'
import { readCatalogue } from '../../src/repository/catalogue.ts'
import { holdersOf, keyStates, unproven } from '../../src/repository/key-drill.ts'
import { listRecords } from '../../src/repository/records.ts'
import type { Encryption } from '../../src/sealing/seal.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import type { Store } from '../../src/storage/store.ts'
import { putManifest, tellOf } from './history.ts'

const now = new Date('2026-11-21T00:00:00Z')
let store: Store

beforeEach(() => {
  store = openMemoryStore(`drill-${Math.random()}`)
})

const sealed = (...recipients: string[]): { encryption: Encryption } => ({
  encryption: { method: 'age', mode: 'recipients', recipients, check: 'AAAA' },
})

async function states() {
  const { backups } = await readCatalogue(store, 'shop')
  const all = keyStates(backups, await listRecords(store, 'shop'), now)
  expect(keyStates(backups.toReversed(), await listRecords(store, 'shop'), now)).toEqual(all)
  return { all, late: unproven(all, now).map(({ recipient }) => recipient) }
}

test('plain backups have no keys', async () => {
  expect(holdersOf({ encryption: null })).toEqual([])
  await putManifest(store, '20261120T020000Z-000001')
  expect(await states()).toEqual({ all: [], late: [] })
})

test('a key counts as new from the first backup that it can open, and then wants to be seen', async () => {
  await putManifest(store, '20260801T020000Z-000001', sealed('age1old', 'age1gone'))
  await putManifest(store, '20261120T020000Z-000002', sealed('age1old', 'age1new'))
  const { all, late } = await states()
  expect(all.map(({ recipient }) => recipient)).toEqual(['age1old', 'age1new'])
  expect(late).toEqual(['age1old'])
})

test('a record of any backup that a key opened proves the key, for 90 days', async () => {
  const old = await putManifest(store, '20260501T020000Z-000001', sealed('age1a', 'age1b'))
  await putManifest(store, '20261120T020000Z-000002', sealed('age1a', 'age1b'))
  await tellOf(store, old, 'opened', '2026-08-20T00:00:00Z', { keys: ['age1b'] })
  await tellOf(store, old, 'restore-tested', '2026-09-01T00:00:00Z', { keys: ['age1a'] })
  await tellOf(store, old, 'verified', '2026-08-25T00:00:00Z', { keys: ['age1a'] })
  const { all, late } = await states()
  expect(all[0]?.proven).toEqual(new Date('2026-09-01T00:00:00Z'))
  expect(late).toEqual(['age1b'])
})

test('a record from the future proves nothing', async () => {
  const old = await putManifest(store, '20260501T020000Z-000001', sealed('age1a'))
  await tellOf(store, old, 'opened', '2027-01-01T00:00:00Z', { keys: ['age1a'] })
  expect((await states()).late).toEqual(['age1a'])
})

test('a passphrase is one key, whatever key each backup has of its own', async () => {
  const encryption = (recipient: string): Encryption => ({ ...sealed(recipient).encryption, mode: 'passphrase' })
  const old = await putManifest(store, '20260501T020000Z-000001', { encryption: encryption('age1one') })
  await putManifest(store, '20261120T020000Z-000002', { encryption: encryption('age1two') })
  expect((await states()).late).toEqual(['passphrase'])
  await tellOf(store, old, 'opened', '2026-11-01T00:00:00Z', { keys: ['passphrase'] })
  expect((await states()).late).toEqual([])
})

test('a key that a rekey added counts as new from then on, however old what it opens', async () => {
  const id = '20260801T020000Z-000001'
  const finished = '2026-11-20T03:00:00Z'
  const replaces = { id: '20260801T020000Z-000000', sha256: 'a'.repeat(64) }
  await putManifest(store, id, { ...sealed('age1added'), finished, replaces })
  expect(await states()).toMatchObject({ all: [{ since: new Date(finished) }], late: [] })
})
