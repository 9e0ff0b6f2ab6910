import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { diff } from '../../../src/operations/diff/diff.ts'
import { list } from '../../../src/operations/list.ts'
import { pin, unexpire } from '../../../src/operations/pins.ts'
import { prune } from '../../../src/operations/prune/prune.ts'
import { restoreTest } from '../../../src/operations/restore-test/restore-test.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { badgesOf } from '../../../src/repository/catalogue.ts'
import { chooseBackup } from '../../../src/repository/choose.ts'
import { expiryOf } from '../../../src/repository/expiry.ts'
import { keys } from '../../../src/repository/layout.ts'
import { pinOf } from '../../../src/repository/pins.ts'
import { listRecords, putRecord } from '../../../src/repository/records.ts'
import { by } from '../../repository/sample.ts'
import { signingKey } from '../../support/keys.ts'
import { restoreTestRequest, verifyRequest } from '../../support/loop.ts'
import { backupOf, catalogueOf, open, startWorld, type World } from './world.ts'

let world: World
const [first, second] = ['correct horse battery staple', 'staple battery horse correct']

beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(async () => {
  await world?.stop()
})

const recordsOf = async (storage: string, id: string) =>
  (await listRecords(await open(storage), 'shop', id)).get(id) ?? []
const latest = async (storage: string) => (await chooseBackup(await open(storage), 'shop', 'latest', new Date())).id
const verified = async (storage: string, more: Parameters<typeof verifyRequest>[1]) =>
  await verify(verifyRequest(storage, { history: true, ...more }), await world.place.context())

test('a recipient is added: the copy is whole for each key, and the old one is expired', async () => {
  const { ada, ben, sealed } = world
  const storage = await world.fresh()
  const result = await world.rekey(storage, {
    backup: sealed,
    addRecipient: [ben.recipient],
    identity: ada.identity,
  })
  expect(result).toMatchObject({ ok: true, totals: { copied: 1 }, warnings: [] })
  const [one] = result.backups
  const id = one?.copy?.id as string
  expect([id.slice(0, 16), id === sealed]).toEqual([sealed.slice(0, 16), false])
  const [copy, old] = [await backupOf(storage, id), await backupOf(storage, sealed)]
  const { finished: _, totals, ...kept } = old.manifest
  expect(copy.manifest).toMatchObject({
    ...kept,
    id,
    replaces: { id: sealed, sha256: old.digest },
    totals: { ...totals, storedBytes: expect.any(Number) },
    encryption: { recipients: [ada.recipient, ben.recipient] },
    objects: expect.any(Array),
  })
  for (const { identity } of [ada, ben]) {
    expect(await verified(storage, { identity })).toMatchObject({
      ok: true,
      backup: { id },
      checked: { share: 1 },
      history: { faults: [] },
    })
  }
  expect(expiryOf(await recordsOf(storage, sealed), old.digest)?.reason).toContain(`replaced by ${id}`)
  expect((await recordsOf(storage, id))[0]).toMatchObject({ kind: 'verified', body: { keys: [ada.recipient] } })
}, 60_000)

test('a recipient is dropped, and its key opens the copy no more; the copy restores', async () => {
  const { ada, ben } = world
  const storage = await world.fresh()
  await world.rekey(storage, { addRecipient: [ben.recipient], backup: 'latest', identity: ada.identity })
  const dropped = await world.rekey(storage, {
    dropRecipient: [ada.recipient],
    backup: 'latest',
    identity: `${ada.identity}\n${ben.identity}`,
  })
  expect(dropped).toMatchObject({ ok: true, totals: { copied: 1 } })
  await expect(verified(storage, { identity: ada.identity })).rejects.toMatchObject({ code: 5 })
  const request = restoreTestRequest(storage, { identity: ben.identity })
  expect(await restoreTest(request, await world.place.context())).toMatchObject({
    ok: true,
    largeObjects: { count: 1, equal: 1 },
  })
}, 60_000)

test('all backups are sealed for two: the plain one too, each once, and no restore point is counted twice', async () => {
  const { ada, ben, plain, sealed } = world
  const storage = await world.fresh()
  const request = { encryptTo: [ben.recipient, ada.recipient], identity: ada.identity }
  const result = await world.rekey(storage, request)
  expect(result).toMatchObject({ ok: true, totals: { copied: 2 } })
  expect(result.backups.map(({ backup, sealing }) => [backup.id, sealing.slice(0, 9)])).toEqual([
    [sealed, 'age for a'],
    [plain, 'plain'],
  ])
  const again = await world.rekey(storage, request)
  expect(again).toMatchObject({ ok: true, totals: { copied: 0, 'as asked': 2 } })
  const { backups } = await list({ storage }, await world.place.context())
  expect(backups.filter(({ replacedBy }) => !replacedBy)).toHaveLength(2)
  expect(backups.filter(({ replacedBy }) => replacedBy)).toHaveLength(2)
  for (const { copy } of result.backups) {
    expect(await verified(storage, { backup: copy?.id as string, identity: ben.identity })).toMatchObject({ ok: true })
  }
  const tagged = await chooseBackup(await open(storage), 'shop', 'tag:first', new Date())
  expect(tagged.manifest.replaces?.id).toBe(plain)
}, 60_000)

test('what is in a copy is what was in the backup', async () => {
  const { ada, plain } = world
  const storage = await world.fresh()
  await world.rekey(storage, { backup: plain, encryptTo: [ada.recipient], identity: ada.identity })
  const id = (await chooseBackup(await open(storage), 'shop', 'tag:first', new Date())).id
  const asked = { storage, backup: plain, with: id, identity: ada.identity, client: 'auto' as const }
  const said = await diff(asked, await world.place.context())
  expect(said.tables.map(({ change }) => change)).toEqual(Array(14).fill('unchanged'))
}, 60_000)

// scrypt takes its second each time, or several on a busy machine.
test('a passphrase takes the place of keys, and another one of that', async () => {
  const { ada } = world
  const storage = await world.fresh()
  const sealed = { backup: 'latest', identity: ada.identity, newPassphrase: first }
  expect(await world.rekey(storage, sealed)).toMatchObject({ ok: true, totals: { copied: 1 } })
  const changed = { backup: 'latest', passphrase: first, newPassphrase: second }
  expect(await world.rekey(storage, changed)).toMatchObject({ ok: true, totals: { copied: 1 } })
  expect(await world.rekey(storage, changed)).toMatchObject({ ok: true, totals: { 'as asked': 1 } })
  await expect(verified(storage, { passphrase: first })).rejects.toMatchObject({ code: 5 })
  expect(await verified(storage, { passphrase: second })).toMatchObject({ ok: true })
}, 240_000)

test('sign-key alone signs what was made before there was one, and does so once', async () => {
  const { ada, signing } = world
  const storage = await world.fresh()
  const request = { identity: ada.identity, signKey: signing.secret }
  const trusting = { identity: ada.identity, verifyKey: signing.public }
  await expect(verified(storage, trusting)).rejects.toMatchObject({ code: 1 })
  const result = await world.rekey(storage, request)
  expect(result).toMatchObject({ ok: true, totals: { copied: 2 } })
  expect(result.backups.map(({ sealing, copy }) => sealing === copy?.sealing)).toEqual([true, true])
  expect(await world.rekey(storage, request)).toMatchObject({ totals: { copied: 0, 'as asked': 2 } })
  expect(await verified(storage, trusting)).toMatchObject({ ok: true })
  // The old ones are known by their copies, which are signed and name them.
  const asking = { ...request, verifyKey: signing.public, addRecipient: [world.ben.recipient] }
  expect(await world.rekey(storage, asking)).toMatchObject({ ok: true, totals: { copied: 1, left: 1 } })
  const pruned = await prune(
    { storage, retention: { 'keep-last': 5 }, apply: true, deleteVersions: false, ...asking },
    await world.place.context(),
  )
  expect(pruned).toMatchObject({ ok: true, totals: { keep: 2, wait: 3 } })
  const other = signingKey()
  const rotated = { identity: ada.identity, signKey: other.secret, verifyKey: `${signing.public}${other.public}` }
  expect(await world.rekey(storage, { ...rotated, backup: 'latest' })).toMatchObject({ totals: { copied: 1 } })
}, 60_000)

test('a pin moves to the copy, a failed restore-test stays with it, and a good one is not taken over', async () => {
  const { ada, ben, plain, sealed } = world
  const storage = await world.fresh()
  const store = await open(storage)
  await pin({ storage, backup: sealed, reason: 'the audit', until: '2099-01-01' }, await world.place.context())
  for (const [id, kind] of [
    [plain, 'failed'],
    [sealed, 'restore-tested'],
  ] as const) {
    const { digest } = await backupOf(storage, id)
    const body = kind === 'failed' ? { of: 'restore-tested', differences: ['public.orders: 2 rows missing'] } : {}
    const record = { kind, ok: kind !== 'failed', time: new Date().toISOString(), by, manifest: digest, body }
    await putRecord(store, { name: 'shop', id }, record)
  }
  const result = await world.rekey(storage, {
    encryptTo: [ben.recipient],
    identity: `${ada.identity}\n${ben.identity}`,
  })
  const copyOf = (id: string) => result.backups.find(({ backup }) => backup.id === id)?.copy?.id as string
  expect(result.warnings).toEqual([
    expect.stringContaining(`${sealed} was restore-tested, and that does not count for its copy ${copyOf(sealed)}`),
    expect.stringContaining(`the pin of ${sealed} (the audit) is on its copy ${copyOf(sealed)} now`),
  ])
  expect(
    pinOf(await recordsOf(storage, copyOf(sealed)), (await backupOf(storage, copyOf(sealed))).digest),
  ).toMatchObject({ reason: 'the audit' })
  expect(
    pinOf(
      await recordsOf(storage, copyOf(sealed)),
      (await backupOf(storage, copyOf(sealed))).digest,
    )?.until?.getUTCFullYear(),
  ).toBe(2099)
  expect(pinOf(await recordsOf(storage, sealed), (await backupOf(storage, sealed)).digest)).toBeUndefined()
  const badges = async (id: string) => badgesOf(await backupOf(storage, id), await recordsOf(storage, id), new Date())
  expect(await badges(copyOf(plain))).toMatchObject({ verified: { ok: true }, restoreTested: { ok: false } })
  expect((await badges(copyOf(sealed))).restoreTested).toBeUndefined()
}, 60_000)

test('a prune keeps to the copies: what they replace is neither taken back nor counted', async () => {
  const { ada, ben, sealed } = world
  const storage = await world.fresh()
  await world.rekey(storage, { addRecipient: [ben.recipient], backup: sealed, identity: ada.identity })
  const request = { storage, retention: { 'keep-last': 5 }, apply: true, deleteVersions: false }
  const pruned = await prune(request, await world.place.context())
  expect(pruned).toMatchObject({ ok: true, totals: { keep: 2, wait: 1 } })
  const old = pruned.backups.find(({ id }) => id === sealed)
  expect(old).toMatchObject({
    decision: 'expired',
    reason: expect.stringMatching(/^replaced by .*; can be taken back until/),
  })
  // Taken back by hand, it is there again, and still no restore point beside its copy.
  await unexpire({ storage, backup: sealed, reason: 'needed' }, await world.place.context())
  expect(await latest(storage)).not.toBe(sealed)
  const after = await prune({ ...request, apply: false }, await world.place.context())
  expect(after.backups.find(({ id }) => id === sealed)).toMatchObject({ decision: 'expire' })
}, 60_000)

test('names and selectors: an old id says what replaced it, an expired one is refused', async () => {
  const { ada, ben, sealed } = world
  const storage = await world.fresh()
  const request = { addRecipient: [ben.recipient], backup: sealed, identity: ada.identity }
  await world.rekey(storage, request)
  const again = await world.rekey(storage, request)
  expect(again).toMatchObject({ ok: true, totals: { copied: 0, 'as asked': 1 } })
  expect(again.backups[0]?.backup.id).toBe(await latest(storage))
  const store = await open(storage)
  await store.delete(keys.manifest('shop', await latest(storage)))
  await expect(world.rekey(storage, request)).rejects.toMatchObject({ code: 4 })
  expect((await catalogueOf(storage)).backups).toHaveLength(2)
}, 60_000)
