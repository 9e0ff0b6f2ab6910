import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statfsSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PgproofError } from '../../../src/errors.ts'
import { openBackup } from '../../../src/operations/chosen.ts'
import { list } from '../../../src/operations/list.ts'
import { prune } from '../../../src/operations/prune/prune.ts'
import type { RekeyRequest } from '../../../src/operations/rekey/rekey.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import type { ProgressEvent } from '../../../src/progress.ts'
import { chooseBackup } from '../../../src/repository/choose.ts'
import { expiryOf } from '../../../src/repository/expiry.ts'
import { writeInventory } from '../../../src/repository/inventory.ts'
import { INVENTORY } from '../../../src/repository/layout.ts'
import { listRecords } from '../../../src/repository/records.ts'
import { recommitIn } from '../../repository/recommit.ts'
import { failureOf } from '../../support/failure.ts'
import { sealerFor, signingKey, withKeys } from '../../support/keys.ts'
import { verifyRequest } from '../../support/loop.ts'
import { makeSmallDisk } from '../../support/tmpfs.ts'
import { backupOf, catalogueOf, open, startWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(async () => {
  await world?.stop()
})

const filesOf = (storage: string) =>
  readdirSync(storage, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
const flip = (path: string) => {
  const bytes = readFileSync(path)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1
  writeFileSync(path, bytes)
}
test('a damaged backup is named and stays as it was, nothing of it is left behind, and the others are done', async () => {
  const { ada, ben, plain, sealed } = world
  const storage = await world.fresh()
  const part = filesOf(storage).find((path) => path.includes(sealed) && /\.dat\.zst/.test(path)) as string
  flip(part)
  const result = await world.rekey(storage, { encryptTo: [ada.recipient, ben.recipient], identity: ada.identity })
  expect(result).toMatchObject({
    ok: false,
    code: 1,
    reason: expect.stringMatching(
      new RegExp(`^backup ${sealed} stays as it was: .*\\.dat\\.zst\\.00000\\.age has other bytes`),
    ),
    totals: { copied: 1, failed: 1 },
  })
  // Where all were made in one second, their order is drawn.
  const replaced = (await catalogueOf(storage)).backups.map(({ manifest }) => manifest.replaces?.id ?? '')
  expect(replaced.sort()).toEqual(['', '', plain])
  const folders = readdirSync(join(storage, 'shop/backups'))
  expect(folders).toHaveLength(3)
  expect(filesOf(storage).filter((path) => path.includes('/running/'))).toEqual([])
}, 60_000)

test('a wrong key is exit 5, before anything is read or put, whichever backup it does not open', async () => {
  const { ada, ben, plain, sealed } = world
  const storage = await world.fresh()
  const refusedFor = async (id: string, asked: Partial<RekeyRequest>) => {
    const before = filesOf(storage)
    const error = await failureOf(world.rekey(storage, asked))
    expect([error.code, error.reason]).toEqual([5, expect.stringContaining(`does not open backup ${id}`)])
    expect(filesOf(storage)).toEqual(before)
  }
  for (const backup of [sealed, undefined])
    await refusedFor(sealed, { ...(backup && { backup }), encryptTo: [ben.recipient], identity: ben.identity })
  // The newer one could be copied, and is not.
  const first = { backup: plain, encryptTo: [ben.recipient], identity: ben.identity }
  const older = (await world.rekey(storage, first)).backups[0]?.copy?.id as string
  await refusedFor(older, { encryptTo: [ada.recipient, ben.recipient], identity: ada.identity })
}, 60_000)

const recipients = () => ({ ada: world.ada.recipient, ben: world.ben.recipient })

/** What is refused at the start, before the storage is written to. */
const refusals: [name: string, request: () => Partial<RekeyRequest>, code: number, words: string][] = [
  ['nothing asked for', () => ({}), 2, 'nothing says what'],
  ['neither a backup nor all', () => ({ all: false, encryptTo: [recipients().ada] }), 2, 'neither backup nor all'],
  ['both', () => ({ all: true, backup: 'latest', encryptTo: [recipients().ada] }), 2, 'backup and all are given'],
  [
    'a whole and a part',
    () => ({ encryptTo: [recipients().ada], addRecipient: [recipients().ben] }),
    2,
    'encrypt-to and',
  ],
  [
    'two wholes',
    () => ({ encryptTo: [recipients().ada], newPassphrase: 'x'.repeat(12) }),
    2,
    'encrypt-to and new-pass',
  ],
  ['no sealing at all', () => ({ encryption: 'none', encryptTo: [recipients().ada] }), 2, 'does not make plain'],
  ['what is no recipient', () => ({ addRecipient: ['age1nonsense'] }), 2, 'entry 1 of add-recipient'],
  ['a secret key as recipient', () => ({ dropRecipient: [world.ada.identity] }), 2, 'drop-recipient is a secret key'],
  ['nobody left', () => ({ backup: 'latest', dropRecipient: [recipients().ada] }), 2, 'would be sealed for nobody'],
  ['a copy that no key here opens', () => ({ encryptTo: [recipients().ben] }), 2, 'none of the keys given would open'],
  ['a recipient for a plain one', () => ({ backup: 'tag:first', addRecipient: [recipients().ben] }), 2, 'it is plain'],
  [
    'verify-key alone',
    () => ({ encryptTo: [recipients().ada], verifyKey: world.signing.public }),
    2,
    'without sign-key',
  ],
  ['too short a grace', () => ({ encryptTo: [recipients().ada], grace: 3_600_000 }), 2, 'grace is below'],
]

test.each(refusals)('refused: %s', async (_, request, code, words) => {
  const storage = await world.fresh()
  const before = filesOf(storage)
  const error = await failureOf(world.rekey(storage, { identity: world.ada.identity, ...request() }))
  expect([error.code, error.reason]).toEqual([code, expect.stringContaining(words)])
  expect(filesOf(storage)).toEqual(before)
})

test('a source that is not signed is refused where signatures are asked for', async () => {
  const storage = await world.fresh()
  const { secret, public: verifyKey } = signingKey()
  const asked = { encryptTo: [recipients().ada], identity: world.ada.identity, signKey: secret, verifyKey }
  const before = filesOf(storage)
  expect(await world.rekey(storage, asked)).toMatchObject({ code: 1, totals: { failed: 2, copied: 0 } })
  expect((await failureOf(world.rekey(storage, { ...asked, backup: 'latest' }))).reason).toContain('is not signed')
  expect(filesOf(storage)).toEqual(before)
})

test('a key to be dropped that no backup has is said', async () => {
  const storage = await world.fresh()
  const asked = { dropRecipient: [recipients().ben], identity: world.ada.identity, backup: 'latest' }
  expect(await world.rekey(storage, asked)).toMatchObject({
    ok: true,
    totals: { 'as asked': 1 },
    warnings: [expect.stringMatching(/^no backup that was looked at is sealed for age1/)],
  })
})

/** Leaves the copy and what it was made of, as a run that was ended before it read the copy back. Returns the copy's id. */
async function brokenOff(storage: string): Promise<string> {
  const { ada, ben, sealed } = world
  const ending = new AbortController()
  const asked = { addRecipient: [ben.recipient], identity: ada.identity, backup: sealed }
  const progress = (event: ProgressEvent) => {
    if (event.kind === 'phase' && event.title.startsWith('Read ')) ending.abort(new PgproofError(143, 'ended', 'again'))
  }
  const error = await failureOf(world.rekey(storage, asked, { progress, signal: ending.signal }))
  expect(error.code).toBe(143)
  const copy = (await catalogueOf(storage)).backups.find(({ manifest }) => manifest.replaces?.id === sealed)
  return copy?.id as string
}

test('a copy that is damaged before it was read back expires, and the old one stays; the next run makes another', async () => {
  const { ada, ben, sealed } = world
  const storage = await world.fresh()
  const copy = await brokenOff(storage)
  flip(filesOf(storage).find((path) => path.includes(copy) && /\.dat\.zst/.test(path)) as string)
  const asked = { addRecipient: [ben.recipient], identity: ada.identity, backup: sealed }
  expect(await world.rekey(storage, asked)).toMatchObject({
    ok: false,
    code: 1,
    reason: expect.stringContaining(`its copy ${copy} is not whole`),
  })
  const records = await listRecords(await open(storage), 'shop')
  expect(expiryOf(records.get(copy) ?? [], (await backupOf(storage, copy)).digest)).toBeDefined()
  expect(expiryOf(records.get(sealed) ?? [], (await backupOf(storage, sealed)).digest)).toBeUndefined()
  expect((await chooseBackup(await open(storage), 'shop', 'latest', new Date())).id).toBe(sealed)
  expect(await world.rekey(storage, asked)).toMatchObject({ ok: true, totals: { copied: 1 } })
}, 60_000)

test('where the old one was damaged since it was copied, nothing is held against the copy, and none expires', async () => {
  const { ada, ben, sealed } = world
  const storage = await world.fresh()
  const copy = await brokenOff(storage)
  flip(filesOf(storage).find((path) => path.includes(sealed) && /toc\.dat/.test(path)) as string)
  const asked = { addRecipient: [ben.recipient], identity: ada.identity, backup: copy }
  expect(await world.rekey(storage, asked)).toMatchObject({ code: 1, reason: expect.stringContaining('toc.dat.age') })
  const records = await listRecords(await open(storage), 'shop')
  for (const id of [copy, sealed]) expect(records.get(id) ?? []).toEqual([])
  expect((await chooseBackup(await open(storage), 'shop', 'latest', new Date())).id).toBe(copy)
}, 60_000)

test('a copy that holds something else is no copy, however whole it is: the old one stays', async () => {
  const { ada, ben, sealed } = world
  const storage = await world.fresh()
  const copy = await brokenOff(storage)
  const store = withKeys(await open(storage), { identities: [ada.identity] })
  const { reader, inventory } = await openBackup(store, await backupOf(storage, copy), new AbortController().signal)
  const other = await writeInventory({ ...inventory, warnings: ['another one'] }, 3)
  const sealer = await sealerFor(ada.recipient, ben.recipient)
  await store.put(`shop/backups/${copy}/${reader.nameOf(INVENTORY)}`, await sealer.seal(other))
  await recommitIn(store, reader.backup)
  const asked = { addRecipient: [ben.recipient], identity: ada.identity, backup: sealed }
  expect(await world.rekey(storage, asked)).toMatchObject({
    code: 1,
    reason: expect.stringContaining(`lists other contents than that of ${sealed}`),
  })
  expect((await chooseBackup(await open(storage), 'shop', 'latest', new Date())).id).toBe(sealed)
}, 60_000)

test('a prune beside a run that was broken off leaves both, and counts one', async () => {
  const { sealed } = world
  const storage = await world.fresh()
  const copy = await brokenOff(storage)
  const request = { storage, retention: { 'keep-last': 1 }, apply: true, deleteVersions: false }
  const { backups } = await prune(request, await world.place.context())
  const reasonOf = (id: string) => backups.find((backup) => backup.id === id)?.reason
  expect(reasonOf(sealed)).toBe(`its copy ${copy} is not verified yet: pgproof rekey goes on with it`)
  expect(reasonOf(copy)).toContain('younger than 7d')
  expect(backups.filter(({ decision }) => decision !== 'keep')).toEqual([])
}, 60_000)

/** Runs a prune in the middle of a rekey, when what the copy has so far looks two days old. */
async function pruneBeside(storage: string, also: (running: string) => void = () => {}) {
  let found: { garbage: string[] } | undefined
  const made = () =>
    readdirSync(join(storage, 'shop/backups')).filter((id) => ![world.plain, world.sealed].includes(id))
  const progress = ({ kind }: ProgressEvent) => {
    const [id] = made()
    const folder = join(storage, 'shop/backups', id ?? '')
    const stored = readdirSync(folder).filter((name) => name.endsWith('.age'))
    if (kind !== 'bytes' || found || stored.length === 0) return
    const days = new Date(Date.now() - 2 * 24 * 3_600_000)
    for (const name of stored) utimesSync(join(folder, name), days, days)
    also(join(storage, `shop/running/${id}.json`))
    found = JSON.parse(pruneNow(storage))
  }
  const asked = { addRecipient: [recipients().ben], identity: world.ada.identity, backup: world.sealed }
  const result = await world.rekey(storage, asked, { progress }).catch((error: unknown) => error as PgproofError)
  return { result, garbage: found?.garbage }
}

/** While the rekey waits: its events are told at once. */
function pruneNow(storage: string): string {
  const start = `const { startCommand } = await import(${JSON.stringify(resolve('src/main.ts'))}); await startCommand()`
  const args = ['prune', '--storage', storage, '--keep-last', '5', '--apply', '--json']
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', start, '--', 'pgproof']
  return execFileSync(process.execPath, [...flags, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

test('a prune beside a rekey leaves what it has put so far', async () => {
  const storage = await world.fresh()
  const { result, garbage } = await pruneBeside(storage)
  expect([result, garbage]).toMatchObject([{ ok: true, totals: { copied: 1 } }, []])
}, 60_000)

test('one that looks dead is swept, and then makes no copy: the old one stays', async () => {
  const storage = await world.fresh()
  const { result, garbage } = await pruneBeside(storage, rmSync)
  expect([result, garbage]).toMatchObject([{ code: 3 }, [expect.stringContaining(world.sealed.slice(0, 16))]])
  expect((await catalogueOf(storage)).backups.map(({ id }) => id)).toEqual([world.sealed, world.plain])
  expect((await chooseBackup(await open(storage), 'shop', 'latest', new Date())).id).toBe(world.sealed)
}, 60_000)

test('of two copies that two runs made at once one counts, and both are whole', async () => {
  const { ada, sealed } = world
  const storage = await world.fresh()
  const asked = { addRecipient: [recipients().ben], identity: ada.identity, backup: sealed }
  const results = await Promise.all([world.rekey(storage, asked), world.rekey(storage, asked)])
  expect(results.map(({ ok }) => ok)).toEqual([true, true])
  const { backups } = await list({ storage }, await world.place.context())
  expect(backups.filter(({ replacedBy }) => !replacedBy)).toHaveLength(2)
  const checked = await verify(verifyRequest(storage, { identity: ada.identity }), await world.place.context())
  expect(checked).toMatchObject({ ok: true })
}, 60_000)

test('a full disk ends it with exit 3; the backup is as it was, and room makes the next run succeed', async () => {
  const { ada, ben, sealed } = world
  const disk = makeSmallDisk(1)
  try {
    const storage = await world.fresh(join(disk.folder, 'store'))
    const filler = join(disk.folder, 'filler')
    const { bavail, bsize } = statfsSync(disk.folder)
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 24_576)))
    const asked = { addRecipient: [ben.recipient], identity: ada.identity, backup: sealed }
    expect(await failureOf(world.rekey(storage, asked))).toMatchObject({ code: 3 })
    expect((await catalogueOf(storage)).backups).toHaveLength(2)
    expect(readdirSync(join(storage, 'shop/backups'))).toHaveLength(2)
    writeFileSync(filler, '')
    expect(await world.rekey(storage, asked)).toMatchObject({ ok: true, totals: { copied: 1 } })
  } finally {
    disk.remove()
  }
}, 60_000)
