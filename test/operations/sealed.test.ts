import { readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type BackupRequest, backup } from '../../src/operations/backup/backup.ts'
import { diff } from '../../src/operations/diff/diff.ts'
import { doctor } from '../../src/operations/doctor/doctor.ts'
import { list } from '../../src/operations/list.ts'
import { restoreTest } from '../../src/operations/restore-test/restore-test.ts'
import { show } from '../../src/operations/show.ts'
import { status } from '../../src/operations/status/status.ts'
import { type VerifyRequest, verify } from '../../src/operations/verify/verify.ts'
import { ageKey, signingKey } from '../support/keys.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, verifyRequest, type Workplace } from '../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../support/postgres.ts'

let server: TestServer
let place: Workplace
let url: string
let mine: Awaited<ReturnType<typeof ageKey>>
let spare: Awaited<ReturnType<typeof ageKey>>
const signing = signingKey()
const signed = { signKey: signing.secret, verifyKey: signing.public }
/** Two backups of one database, sealed for both keys and signed; the older one first. */
const ids: string[] = []

const make = async (more: Partial<BackupRequest> = {}) =>
  await backup(backupRequest(url, place.storage, { name: 'shop', ...more }), await place.context())
const sealedFor = () => ({ encryptTo: [mine.recipient, spare.recipient], ...signed })
const check = async (more: Partial<VerifyRequest> = {}) =>
  await verify(verifyRequest(place.storage, { name: 'shop', ...signed, ...more }), await place.context())
const opening = () => ({ identity: mine.identity })
const folderOf = (id: string) => join(place.folder, 'store/shop/backups', id)

beforeAll(async () => {
  server = await startTestServer()
  place = await makeWorkplace()
  mine = await ageKey()
  spare = await ageKey()
  const secret = `CREATE TABLE secret_plans (id int PRIMARY KEY, plan text);
    INSERT INTO secret_plans SELECT i, 'plan ' || i FROM generate_series(1, 500) i; SELECT lo_from_bytea(0, 'hidden')`
  url = addressOf(await server.createDatabase('shop', secret))
  for (let run = 0; run < 2; run++) ids.push((await make(sealedFor())).backup.id)
})

afterAll(async () => {
  await server?.stop()
  await place?.remove()
})

test('whoever has the storage alone sees no name of a table, and no row', () => {
  const files = readdirSync(folderOf(ids[0] as string))
  expect(files.filter((name) => !name.endsWith('.age')).sort()).toEqual(['manifest.json', 'manifest.json.sig'])
  for (const name of files)
    expect(readFileSync(join(folderOf(ids[0] as string), name)).includes('secret_plans')).toBe(false)
})

test('verify reads everything with either key, and notes which one it was', async () => {
  const result = await check({ identity: `# a comment\n${spare.identity}\n` })
  expect(result).toMatchObject({ ok: true, checked: { share: 1, rows: 500 }, backup: { sealed: 'age' } })
  expect(readFileSync(join(place.folder, 'store', result.record as string), 'utf8')).toContain(spare.recipient)
})

test('a missing or wrong key is exit 5, and no record speaks against the backup', async () => {
  const stranger = await ageKey()
  for (const given of [{}, { identity: stranger.identity }, { passphrase: 'a passphrase that is none' }]) {
    await expect(check(given)).rejects.toMatchObject({ code: 5 })
    const tested = restoreTest(restoreTestRequest(place.storage, { name: 'shop', ...given }), await place.context())
    await expect(tested).rejects.toMatchObject({ code: 5 })
  }
  const { failures } = await list({ storage: place.storage }, await place.context())
  expect(failures).toEqual([])
})

test.each([
  ['identity', { identity: '# nothing\n' }],
  ['identity', { identity: 'AGE-SECRET-KEY-1NONSENSE' }],
  ['identity', { identity: '-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY-----' }],
  ['sign-key', { signKey: 'nonsense' }],
  ['verify-key', { verifyKey: signing.secret }],
])('a malformed %s is exit 2 and is not shown', async (input, given) => {
  const failed = await check(given).catch((error: unknown) => error)
  expect(failed).toMatchObject({ code: 2, message: expect.stringContaining(input) })
  expect(JSON.stringify(failed)).not.toMatch(/NONSENSE|nonsense/)
})

test('without a key what is stored is compared, and that is no verification', async () => {
  const result = await check({ withoutKey: true })
  expect(result).toMatchObject({ ok: true, damaged: [], checked: { rows: 0 } })
  expect(result.checked.share).toBeLessThan(1)
  expect(result.notChecked[0]?.what).toContain('every row count')
})

test('without a key damage is found too', async () => {
  const inventory = join(folderOf(ids[1] as string), 'inventory.json.zst.age')
  renameSync(inventory, `${inventory}.away`)
  expect(await check({ withoutKey: true })).toMatchObject({
    ok: false,
    code: 1,
    damaged: [{ object: 'inventory.json.zst.age', what: 'is missing' }],
  })
  renameSync(`${inventory}.away`, inventory)
})

test('a drill tries the keys and reads nothing', async () => {
  const result = await check({ ...opening(), keys: true })
  expect(result).toMatchObject({ ok: true, checked: { objects: 0 } })
  expect(result.keys).toEqual([
    { recipient: mine.recipient, opened: true },
    { recipient: spare.recipient, opened: false },
  ])
  const stranger = await ageKey()
  const both = await check({ identity: `${mine.identity}\n${stranger.identity}`, keys: true })
  expect(both).toMatchObject({ ok: false, code: 5, reason: expect.stringContaining(stranger.recipient.slice(0, 16)) })
})

test('a restore-test restores it, and what it found is for holders of a key', async () => {
  const request = restoreTestRequest(place.storage, { name: 'shop', ...opening(), ...signed })
  const result = await restoreTest(request, await place.context())
  expect(result).toMatchObject({ ok: true, largeObjects: { count: 1, equal: 1 } })
  const record = readFileSync(join(place.folder, 'store', result.record as string), 'utf8')
  expect(JSON.parse(record)).toMatchObject({
    body: { of: 'restore-tested', keys: [mine.recipient], sealed: expect.any(String) },
    signature: expect.any(String),
  })
  expect(record).not.toContain('planner statistics')
})

test('show and diff open it; show tells who can', async () => {
  const shown = await show(
    { storage: place.storage, name: 'shop', backup: 'latest', ...opening() },
    await place.context(),
  )
  expect(shown.tables.map(({ name }) => name)).toEqual(['secret_plans'])
  expect(shown.sealedFor).toEqual([mine.recipient, spare.recipient])
  const request = { storage: place.storage, name: 'shop', backup: 'latest', client: 'auto', ...opening() } as const
  expect(await diff(request, await place.context())).toMatchObject({ equal: true })
})

test('the history is whole, until a manifest is taken away: verify says no, status and doctor warn', async () => {
  expect(await check({ ...opening(), keys: true, history: true })).toMatchObject({
    ok: true,
    history: { backups: 2, faults: [] },
  })
  renameSync(join(folderOf(ids[0] as string), 'manifest.json'), join(place.folder, 'away.json'))
  const result = await check({ ...opening(), keys: true, history: true })
  expect(result).toMatchObject({ ok: false, code: 1, reason: expect.stringContaining(`backup ${ids[0]} is gone`) })
  const limits = { maxBackupAge: 1e9, maxRestoreTestAge: 1e9, minFreeSpace: 0 }
  const state = await status({ storage: place.storage, name: 'shop', ...limits }, await place.context())
  expect(state.warnings).toContainEqual(expect.stringContaining(`backup ${ids[0]} is gone`))
  const asked = { ...backupRequest(url, place.storage, { name: 'shop' }), ...sealedFor() }
  const { lines } = await doctor(asked, await place.context())
  expect(lines).toContainEqual(
    expect.objectContaining({
      name: 'store: history',
      state: 'warning',
      found: expect.stringContaining(`${ids[0]} is gone`),
    }),
  )
  expect(lines).toContainEqual(
    expect.objectContaining({ name: 'sealing', found: expect.stringContaining('age, for age1') }),
  )
  expect(lines).toContainEqual(expect.objectContaining({ name: 'keys', state: 'fine' }))
  renameSync(join(place.folder, 'away.json'), join(folderOf(ids[0] as string), 'manifest.json'))
})

test('status and doctor warn of a key that nobody has seen for 90 days', async () => {
  const later = { now: () => new Date(Date.now() + 120 * 24 * 3600 * 1000) }
  const limits = { maxBackupAge: 1e9, maxRestoreTestAge: 1e9, minFreeSpace: 0 }
  const state = await status({ storage: place.storage, name: 'shop', ...limits }, await place.context(later))
  expect(state.warnings.filter((text) => text.includes('verify --keys'))).toHaveLength(2)
  const asked = { ...backupRequest(url, place.storage, { name: 'shop' }), ...sealedFor() }
  const { lines } = await doctor(asked, await place.context(later))
  expect(lines.filter(({ name, state }) => name === 'keys' && state === 'warning')).toHaveLength(2)
})

test('nothing falls back to plain: a name with sealed backups wants to be told', async () => {
  await expect(make()).rejects.toMatchObject({ code: 4, reason: expect.stringContaining('would be plain') })
  await expect(make({ encryption: 'age' })).rejects.toMatchObject({
    code: 2,
    reason: expect.stringContaining('neither encrypt-to nor passphrase'),
  })
  const plain = await make({ encryption: 'none', name: 'plain' })
  expect(plain.backup.sealed).toBeUndefined()
})

test.each<[string, Partial<BackupRequest>, string]>([
  [
    'two ways at once',
    { encryptTo: ['age1x'], passphrase: 'a long passphrase' },
    'encrypt-to and passphrase are given',
  ],
  ['none, and a way', { encryption: 'none', encryptTo: ['age1x'] }, 'encryption is none'],
  ['gpg with keys of age', { encryption: 'gpg', encryptTo: ['age1x'] }, 'encryption is gpg'],
  ['age with keys of gpg', { encryption: 'age', gpgRecipients: ['ABCD'] }, 'encryption is age'],
  ['no key at all', { encryptTo: ['# nothing'] }, 'holds no recipient'],
  ['a secret key', { encryptTo: ['AGE-SECRET-KEY-1QQQ'] }, 'entry 1 of encrypt-to is a secret key'],
  ['a key of SSH', { encryptTo: ['ssh-ed25519 AAAA'] }, 'an SSH key'],
  ['a key with a typo', { encryptTo: ['age1typo'] }, 'is no recipient of age'],
  ['a key to check with, and none to sign', { verifyKey: signing.public }, 'verify-key is given without sign-key'],
])('a backup that does not say one thing is refused at the start: %s', async (_, given, words) => {
  await expect(make(given)).rejects.toMatchObject({ code: 2, reason: expect.stringContaining(words) })
})

test('a key that signs and is not trusted is refused at the start', async () => {
  await expect(make({ signKey: signingKey().secret, verifyKey: signing.public })).rejects.toMatchObject({ code: 2 })
})

test('nobody stops signing without a word, and signing that is required is never left out', async () => {
  const unsigned = { encryptTo: [mine.recipient] }
  await expect(make(unsigned)).rejects.toMatchObject({ code: 4, reason: expect.stringContaining('is signed') })
  await expect(make({ ...unsigned, signing: 'required' })).rejects.toMatchObject({
    code: 2,
    reason: expect.stringContaining('verify-key is not given'),
  })
  const without = { signKey: undefined, verifyKey: undefined, signing: 'required' } as const
  await expect(check({ ...opening(), ...without })).rejects.toMatchObject({ code: 2 })
  const allowed = await make({ ...unsigned, signing: 'none', name: 'unsigned' })
  expect(allowed.ok).toBe(true)
})

test('without a key to check with, verify says that nobody asked who signed; with one and none to sign, that its note does not count', async () => {
  const asked = await check({ ...opening(), signKey: undefined, verifyKey: undefined })
  expect(asked.notChecked).toContainEqual({ what: 'who signed it', why: 'no verify-key was given' })
  const uncounted = await check({ ...opening(), signKey: undefined })
  expect(uncounted.notChecked.map(({ what }) => what)).not.toContain('who signed it')
  expect(uncounted.warnings).toContainEqual(expect.stringContaining('does not count'))
  const plain = await verify(verifyRequest(place.storage, { name: 'plain', ...opening() }), await place.context())
  expect(plain.warnings).toContainEqual(expect.stringContaining('is not sealed'))
})
