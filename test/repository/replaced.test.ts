import { beforeEach, expect, test } from '@jest/globals'
import { type Backup, readCatalogue } from '../../src/repository/catalogue.ts'
import { chooseBackup } from '../../src/repository/choose.ts'
import { isBackupId } from '../../src/repository/layout.ts'
import { idForCopy, replacementsIn } from '../../src/repository/replaced.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import type { Store } from '../../src/storage/store.ts'
import { putManifest, tellOf } from './history.ts'

const now = new Date('2026-11-21T00:00:00Z')
const second = '20261120T020000Z'
const expiry = { reason: 'replaced', until: '2026-11-28T00:00:00Z' }
let store: Store
let original: Backup

beforeEach(async () => {
  store = openMemoryStore(`replaced-${Math.random()}`)
  await putManifest(store, '20261119T020000Z-000009')
  original = await putManifest(store, `${second}-777777`, { tags: ['one'] })
})

const copyOf = async (of: Backup, digits: string) =>
  await putManifest(store, `${second}-${digits}`, {
    ...of.manifest,
    id: `${second}-${digits}`,
    replaces: { id: of.id, sha256: of.digest },
  })
const chosen = async (selector: string) => (await chooseBackup(store, 'shop', selector, now)).id
const replaced = async (counts: (backup: Backup) => boolean = () => true) => {
  const { backups } = await readCatalogue(store, 'shop')
  const found = replacementsIn(backups, counts)
  expect(new Map(replacementsIn(backups.toReversed(), counts))).toEqual(found)
  return [...found].map(([id, by]) => `${id.slice(-6)} by ${by.id.slice(-6)}`).sort()
}

const selectors = ['latest', 'latest:auto', 'tag:one', 'before:2026-11-20T12:00Z']

test.each(['999999', '111111'])(
  'a copy (%s) counts in the place of what it replaces, whichever sorts first',
  async (digits) => {
    const copy = await copyOf(original, digits)
    for (const selector of selectors) expect(await chosen(selector)).toBe(copy.id)
    expect(await chosen(original.id)).toBe(original.id)
    expect(await replaced()).toEqual([`777777 by ${digits}`])
  },
)

test.each(['999999', '111111'])('a copy (%s) that is expired or failed a check replaces nothing', async (digits) => {
  const copy = await copyOf(original, digits)
  await tellOf(store, copy, 'failed', '2026-11-20T03:00:00Z', { of: 'verified' })
  if (digits === '111111') expect(await chosen('latest')).toBe(original.id)
  await tellOf(store, copy, 'expired', '2026-11-20T03:00:00Z', expiry)
  for (const selector of selectors) expect(await chosen(selector)).toBe(original.id)
  expect(await replaced(({ id }) => id !== copy.id)).toEqual([])
})

test('a copy that a restore-test found bad replaces nothing until one finds it good', async () => {
  const copy = await copyOf(original, '111111')
  await tellOf(store, copy, 'failed', '2026-11-20T03:00:00Z', { of: 'restore-tested' })
  expect(await chosen('latest')).toBe(original.id)
  await tellOf(store, copy, 'restore-tested', '2026-11-20T04:00:00Z')
  expect(await chosen('latest')).toBe(copy.id)
})

test('latest-verified stays with what was verified until its copy was', async () => {
  const copy = await copyOf(original, '999999')
  await tellOf(store, original, 'verified', '2026-11-20T03:00:00Z')
  expect(await chosen('latest-verified')).toBe(original.id)
  await tellOf(store, copy, 'verified', '2026-11-20T04:00:00Z')
  expect(await chosen('latest-verified')).toBe(copy.id)
})

test('a copy of another manifest under the id replaces nothing', async () => {
  await copyOf({ ...original, digest: 'a'.repeat(64) }, '999999')
  expect(await replaced()).toEqual([])
})

test('of two copies the later id counts; a copy of an expired copy counts for the first', async () => {
  const [early, late] = [await copyOf(original, '888888'), await copyOf(original, '999999')]
  expect(await replaced()).toEqual(['777777 by 999999', '888888 by 999999'])
  const again = await copyOf(late, 'aaaaaa')
  const live = new Set([original.id, again.id])
  expect(await replaced(({ id }) => live.has(id))).toEqual(['777777 by aaaaaa', '999999 by aaaaaa'])
  expect(early.id < late.id).toBe(true)
})

test('the id of a copy is of the same second, and sorts behind where there is room', () => {
  for (const digits of ['000000', '7f3a9c', 'ffefff']) {
    const id = idForCopy(`${second}-${digits}`)
    expect([isBackupId(id), id > `${second}-${digits}`, id.slice(0, 16)]).toEqual([true, true, second])
  }
  for (const digits of ['fff000', 'ffffff']) {
    const id = idForCopy(`${second}-${digits}`)
    expect([isBackupId(id), id === `${second}-${digits}`]).toEqual([true, false])
  }
})
