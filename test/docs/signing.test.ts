import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runnableBlocks } from './blocks.ts'
import { startTypist, type Typist } from './typist.ts'

const blocks = runnableBlocks('docs/signing.md').map(({ text }) => text)
const [make = '', sign = '', look = '', rekey = '', byHand = '', rotate = '', fingerprint = '', history = ''] = blocks

let typist: Typist

beforeAll(async () => {
  typist = await startTypist('auto')
}, 60_000)
afterAll(async () => {
  await typist?.stop()
})

/** Types the page's commands where the keys are, with the backup in place of the page's one. */
const type = (commands: string, id = typist.id): Promise<string> =>
  typist.type(
    `export HOME="$PWD" PGDATABASE=shop\n${commands
      .replaceAll('/var/backups/pg/', `"\${PGPROOF_STORAGE#file://}"/`)
      .replaceAll('20261120T021703Z-7f3a9c', id)}`,
  )

/** Ids as `list` has them, newest first. */
async function ids(): Promise<string[]> {
  const { backups } = JSON.parse(await type('npx pgproof list --json'))
  return backups.map(({ id }: { id: string }) => id)
}

test('the page has the commands that are tried here', () => {
  expect(blocks).toHaveLength(8)
})

test('keys are made, a backup is signed, and openssl says so; the one from before is refused until it is vouched for', async () => {
  expect(await type(make)).toContain('pgproof-sign-key.pem')
  expect(statSync(join(typist.folder, 'pgproof-sign-key.pem')).mode & 0o777).toBe(0o600)
  expect(await type(sign)).toContain('✓ ')
  const [newest = ''] = await ids()
  expect(newest).not.toBe(typist.id)
  expect(await type(look, newest)).toContain('Signature Verified Successfully')

  const verify = `npx pgproof verify --verify-key-file pgproof-verify-key.pem --backup`
  await expect(type(`${verify} ${typist.id}`)).rejects.toThrow('is not signed')
  await type(byHand)
  expect(await type(look)).toContain('Signature Verified Successfully')
  expect(await type(`${verify} ${typist.id}`)).toContain('✓ ')
}, 120_000)

test('a key comes in beside the old one, and both count', async () => {
  await type(rotate)
  const [newest = '', before = ''] = await ids()
  for (const id of [newest, before])
    expect(await type(`npx pgproof verify --verify-key-file verify-keys.pem --backup ${id}`)).toContain('✓ ')
  const old = 'npx pgproof verify --verify-key-file pgproof-verify-key.pem --backup'
  await expect(type(`${old} ${newest}`)).rejects.toThrow('has a signature that is not by the verify-key')
}, 120_000)

test('the fingerprint is the one that keygen told', async () => {
  const digest = (await type(fingerprint)).trim().replace(/=+$/, '')
  expect(digest).toMatch(/^[A-Za-z0-9+/]{43}$/)
  const { keys } = JSON.parse(await type('npx pgproof escrow --verify-key-file verify-keys.pem --json'))
  const told = keys.map((key: { fingerprint: string }) => key.fingerprint)
  expect(told).toContain(`SHA256:${digest}`)
}, 60_000)

test('what is not signed is signed as a copy', async () => {
  await type('npx pgproof backup --type unsigned --signing none')
  const [unsigned = ''] = await ids()
  await type(rekey)
  const copy = (await ids()).find((id) => id.startsWith(unsigned.slice(0, 17)) && id !== unsigned) ?? ''
  expect(await type(look, copy)).toContain('Signature Verified Successfully')
}, 120_000)

test('what its signed copy replaces is no fault of the history, and a backup that was removed is', async () => {
  const bothKeys = history.replace('pgproof-verify-key.pem', 'verify-keys.pem')
  expect(await type(bothKeys)).toMatch(/History +\d+ backups, 0 faults/)
  const removed = (await ids()).at(-2) ?? ''
  await type(`rm -r "\${PGPROOF_STORAGE#file://}/shop/backups/${removed}"`)
  await expect(type(bothKeys)).rejects.toThrow(`backup ${removed} is gone, and no prune removed it`)
}, 60_000)
