import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type ShowRequest, show } from '../../src/operations/show.ts'
import { readBackup } from '../../src/repository/catalogue.ts'
import { keys } from '../../src/repository/layout.ts'
import { putRecord } from '../../src/repository/records.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { tellOf } from '../repository/history.ts'
import { makeBackup } from '../repository/sample.ts'
import { makeWorkplace, type Workplace } from '../support/loop.ts'

const storage = 'memory://shown'
const id = '20261120T021703Z-7f3a9c'
const by = {
  who: 'ada',
  host: 'runner-7',
  run: 'https://github.com/o/r/actions/runs/1/attempts/2',
  commit: 'c'.repeat(40),
  branch: 'main',
  pgproof: '0.1.0',
}
let place: Workplace
let store: Store

beforeAll(async () => {
  place = await makeWorkplace(storage)
  store = await openStore(storage, { environment: {} })
  await makeBackup(store, '20261119T021703Z-7f3a9c', { small: '1\n' })
  await makeBackup(
    store,
    id,
    { small: '1\n', large: '22\n'.repeat(1000) },
    { type: 'pre-migration', tags: ['before-7'], by },
  )
})
afterAll(async () => await place.remove())

const look = async (more: Partial<ShowRequest> = {}) =>
  await show({ storage, backup: 'latest', ...more }, await place.context())

test('what it holds, the largest table first, and where it comes from', async () => {
  const result = await look()
  expect(result).toMatchObject({ ok: true, code: 0, by, previous: { id: '20261119T021703Z-7f3a9c' } })
  expect(result.backup).toMatchObject({ id, name: 'shop', type: 'pre-migration', tags: ['before-7'] })
  expect(result.tables).toMatchObject([
    { schema: 'public', name: 'large', rows: 1000, bytes: 3000, parts: 1 },
    { schema: 'public', name: 'small', rows: 1, bytes: 2, parts: 1 },
  ])
  const stored = result.tables[0]?.storedBytes ?? 0
  expect(stored).toBe((await store.head(`shop/backups/${id}/101.dat.zst.00000`))?.size)
  expect(result.source).toMatchObject({ database: 'shop', version: '17.6' })
  expect(result.manifestDigest).toBe((await readBackup(store, 'shop', id)).digest)
  expect(result.restoreCommand).toContain(`--backup ${id} --method swap --target-database shop`)
})

test('its history: who did what, and what came of it', async () => {
  const backup = await readBackup(store, 'shop', id)
  const tell = (kind: Parameters<typeof tellOf>[2], hour: number, body: object) =>
    tellOf(store, backup, kind, `2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`, body)
  await tell('sampled', 3, { of: 'verified', checked: { share: 0.1 } })
  await tell('failed', 4, { of: 'verified', damaged: [{ object: 'toc.dat', what: 'is missing' }] })
  await tell('verified', 5, {})
  const step = { restore: id, method: 'swap', server: 'db:5432', database: 'shop', names: {} }
  const stepAt = (minute: number, more: object) =>
    tellOf(store, backup, 'step', `2026-11-20T06:0${minute}:00Z`, { ...step, ...more })
  await stepAt(1, { step: 'restore' })
  await stepAt(2, { step: 'close' })
  await stepAt(3, { step: 'restore', restore: '20261120T061703Z-000000' })
  await tell('pinned', 7, { reason: 'audit', until: '2027-01-01T00:00:00.000Z' })
  await tell('refused', 8, { reason: 'not confirmed' })
  await tellOf(store, { ...backup, digest: 'f'.repeat(64) }, 'verified', '2026-11-20T09:00:00Z')
  const record = { ok: true, by, manifest: backup.digest, body: 'no object' }
  await putRecord(store, { name: 'shop', id }, { ...record, kind: 'restored', time: '2026-11-20T10:00:00Z' })
  await tell('restored', 11, {
    mode: 'restore',
    plan: { method: 'swap' },
    target: { address: 'shop on db:5432 as app' },
  })
  await store.put(`${keys.records('shop', id)}broken.json`, Buffer.from('{'))

  const { history } = await look({ backup: id })
  expect(history.map(({ what, ok, who, found }) => [what, ok, who, found])).toEqual([
    ['backed up', true, 'ada', undefined],
    ['sampled', true, 'tester', '10 % was read'],
    ['failed', false, 'tester', 'not verified: toc.dat is missing'],
    ['verified', true, 'tester', undefined],
    ['step', true, 'tester', 'swap: restore, close; database shop on db:5432'],
    ['step', true, 'tester', 'swap: restore; database shop on db:5432'],
    ['pinned', true, 'tester', 'audit; until 2027-01-01T00:00:00.000Z'],
    ['refused', true, 'tester', 'not confirmed'],
    ['verified', true, 'tester', 'of another manifest under this id'],
    ['restored', true, 'ada', undefined],
    ['restored', true, 'tester', 'swap; shop on db:5432 as app'],
  ])
  expect(history[0]).toMatchObject({ host: 'runner-7', run: by.run })
})

test('fault 86: a record from the future is named as such', async () => {
  const earlier = await readBackup(store, 'shop', '20261119T021703Z-7f3a9c')
  await tellOf(store, earlier, 'verified', '9999-01-01T00:00:00Z')
  const { history } = await look({ backup: earlier.id })
  expect(history.at(-1)).toMatchObject({ what: 'verified', found: 'from the future: a clock was wrong' })
})

test('an unknown id is exit 2', async () => {
  await expect(look({ backup: '20261118T021703Z-7f3a9c' })).rejects.toMatchObject({ code: 2 })
})
