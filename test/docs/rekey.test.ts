import { sign } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { StorageRequest } from '../../src/operations/repository.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { catalogueOf, startWorld, type World } from '../operations/rekey/world.ts'
import { ageKey } from '../support/keys.ts'
import { verifyRequest } from '../support/loop.ts'
import { runnableBlocks } from './blocks.ts'
import { installNpx, run } from './typist.ts'

const commandsOf = (name: string) =>
  runnableBlocks('docs/rekey.md')
    .filter(({ note }) => note === `test/docs/rekey.test.ts ${name}`)
    .map(({ text }) => text)
    .join('\n')

let world: World
let cases = 0

beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(async () => {
  await world?.stop()
})

/** A storage with one plain and one sealed backup, signed by hand unless told otherwise, and a folder with the files that the page speaks of. */
async function desk({ signed = true } = {}) {
  const storage = await world.fresh()
  if (signed) await signAll(storage)
  const folder = join(world.place.folder, `desk-${++cases}`)
  mkdirSync(folder, { mode: 0o700 })
  installNpx(folder)
  const files: Record<string, string> = {
    'pgproof-identity.txt': world.ada.identity,
    'pgproof-recipient.txt': world.ada.recipient,
    'ben-recipient.txt': world.ben.recipient,
    'cara-recipient.txt': (await ageKey()).recipient,
    'pgproof-sign-key.pem': world.signing.secret,
    'pgproof-verify-key.pem': world.signing.public,
    'old-passphrase.txt': 'correct horse battery staple',
    'new-passphrase.txt': 'staple battery horse correct',
  }
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, name), `${text.trimEnd()}\n`, { mode: 0o600 })
  const type = async (name: string) => {
    const env = { PATH: `${folder}/bin:${process.env.PATH}`, HOME: folder, PGPROOF_STORAGE: storage }
    return await run(commandsOf(name), folder, env)
  }
  return { storage, folder, type }
}

/** As docs/signing.md does with openssl. */
async function signAll(storage: string): Promise<void> {
  for (const { id } of (await catalogueOf(storage)).backups) {
    const manifest = join(storage, 'shop/backups', id, 'manifest.json')
    writeFileSync(`${manifest}.sig`, sign(null, readFileSync(manifest), world.signing.secret))
  }
}

/** What live backups are sealed for; those that were replaced are not asked. */
async function sealedFor(storage: string): Promise<string[][]> {
  const { backups } = await catalogueOf(storage)
  const replaced = new Set(backups.map(({ manifest }) => manifest.replaces?.id))
  return backups.filter(({ id }) => !replaced.has(id)).map(({ manifest }) => manifest.encryption?.recipients ?? [])
}

const verified = async (storage: string, keys: Partial<StorageRequest>) =>
  await verify(verifyRequest(storage, { ...keys, history: true }), await world.place.context())

test('every command gives the key that signs, or the copies of signed backups would count for nothing', () => {
  const commands = runnableBlocks('docs/rekey.md').flatMap(({ text }) => text.match(/^npx pgproof rekey .*$/gm) ?? [])
  expect(commands).toHaveLength(6)
  for (const command of commands) expect(command).toContain(' --sign-key-file pgproof-sign-key.pem')
})

test('somebody joins and somebody leaves; plain ones are left and named', async () => {
  const { ada, ben } = world
  const { storage, folder, type } = await desk()
  await world.rekey(storage, {
    backup: 'latest',
    addRecipient: [ben.recipient],
    identity: ada.identity,
    signKey: world.signing.secret,
  })
  expect(await type('left')).toMatch(/left .*it is plain/)
  expect(await sealedFor(storage)).toEqual([[ada.recipient], []])
  await type('joined')
  const cara = readFileSync(join(folder, 'cara-recipient.txt'), 'utf8').trim()
  expect(await sealedFor(storage)).toEqual([[ada.recipient, cara], []])
}, 120_000)

test('a leaked key opens no copy', async () => {
  const { storage, folder, type } = await desk()
  await type('leaked')
  const [identity = '', recipient = ''] = ['identity', 'recipient'].map((half) =>
    readFileSync(join(folder, `new-keys/pgproof-${half}.txt`), 'utf8').trim(),
  )
  expect(await sealedFor(storage)).toEqual([[recipient], [recipient]])
  await expect(verified(storage, { identity: world.ada.identity })).rejects.toMatchObject({ code: 5 })
  expect(await verified(storage, { identity, verifyKey: world.signing.public })).toMatchObject({
    ok: true,
    history: { faults: [] },
  })
}, 120_000)

test('what was plain is sealed, and what was sealed so stays', async () => {
  const { storage, type } = await desk()
  await type('plain')
  expect(await sealedFor(storage)).toEqual([[world.ada.recipient], [world.ada.recipient]])
  expect((await catalogueOf(storage)).backups).toHaveLength(3)
}, 120_000)

test('what was made before signing is signed', async () => {
  const { storage, type } = await desk({ signed: false })
  expect(await type('sign')).toMatch(/2 backups sealed anew/)
  expect(await verified(storage, { identity: world.ada.identity, verifyKey: world.signing.public })).toMatchObject({
    ok: true,
    history: { faults: [] },
  })
}, 120_000)

test('a passphrase is changed', async () => {
  const { storage, type } = await desk()
  const [passphrase, other] = ['correct horse battery staple', 'staple battery horse correct']
  await world.rekey(storage, { newPassphrase: passphrase, identity: world.ada.identity, signKey: world.signing.secret })
  await type('passphrase')
  expect(await verified(storage, { passphrase: other, verifyKey: world.signing.public })).toMatchObject({ ok: true })
}, 240_000)
