import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { escrow } from '../../../src/operations/escrow/escrow.ts'
import { keygen } from '../../../src/operations/keygen.ts'
import type { BackupResult } from '../../../src/operations/results.ts'
import type { EscrowResult } from '../../../src/operations/results-escrow.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { type Connection, withDatabase } from '../../../src/postgres/conninfo.ts'
import { describe as describeResult } from '../../../src/report/describe.ts'
import { html } from '../../../src/report/html.ts'
import { markdown } from '../../../src/report/markdown.ts'
import { runnableBlocks } from '../../docs/blocks.ts'
import { Keyring } from '../../support/gpg.ts'
import { backupRequest, makeWorkplace, verifyRequest, type Workplace } from '../../support/loop.ts'
import { startPgproof } from '../../support/pgproof-process.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'
import { PseudoTerminal } from '../../support/pseudo-terminal.ts'

/** A name that a shell, a table and a page could stumble over. */
const NAME = `it's <b>$(touch pwned)|\`x\`&_*`
const PASSPHRASE = 'canary horse battery'
const SUMMARY = 'SELECT count(*)::int AS n, sum(id)::int AS sum FROM public.orders'

let source: TestServer
let target: TestServer
let place: Workplace
let shop: Connection
let keyFolder: string
let made: BackupResult

beforeAll(async () => {
  ;[source, target, place] = await Promise.all([startTestServer(), startTestServer(), makeWorkplace()])
  shop = await source.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8'))
  keyFolder = join(place.folder, 'keys')
  mkdirSync(keyFolder)
  await keygen({ for: 'both', out: keyFolder, postQuantum: false }, await place.context())
  made = await make(NAME, sealing())
}, 60_000)
afterAll(async () => {
  await Promise.all([source.stop(), target.stop(), place.remove()])
})

const key = (name: string) => readFileSync(join(keyFolder, name), 'utf8')
const make = async (name: string, more: object = {}): Promise<BackupResult> =>
  await backup(backupRequest(addressOf(shop), place.storage, { name, ...more }), await place.context())
const sheetOf = async (name: string, more: object = {}): Promise<EscrowResult> =>
  await escrow({ storage: place.storage, name, ...more }, await place.context())
const sealing = () => ({ encryptTo: [key('pgproof-recipient.txt').trim()], signKey: key('pgproof-sign-key.pem') })
const rendered = (result: EscrowResult) => {
  const sheet = describeResult(result)
  return { markdown: markdown(sheet), page: html(sheet, { at: new Date(), by: 'pgproof' }) }
}

/** Types commands in a folder of its own in which the key files are, with the target's address in the environment. */
function typeIn(folder: string, commands: string, more: Record<string, string> = {}) {
  const { host = '', port = '', user = '' } = target.connection.parameters
  const PATH = `/usr/lib/postgresql/${target.major}/bin:/usr/local/bin:/usr/bin:/bin`
  const env = { PATH, PGHOST: host, PGPORT: port, PGUSER: user, HOME: folder, ...more }
  return spawnSync('sh', ['-eu', '-c', `umask 022\n${commands}`], { cwd: folder, env, encoding: 'utf8' })
}

function keysIn(base: string): string {
  const folder = join(place.folder, base)
  mkdirSync(folder)
  spawnSync('cp', ['-r', `${keyFolder}/.`, folder])
  return folder
}

const commandsOf = ({ byHand }: EscrowResult) => byHand.flatMap(({ commands }) => commands).join('\n')

test('a sealed and signed backup of a hostile name comes back by the sheet alone', async () => {
  await verify(
    verifyRequest(place.storage, {
      name: NAME,
      identity: key('pgproof-identity.txt'),
      signKey: key('pgproof-sign-key.pem'),
    }),
    await place.context(),
  )
  const result = await sheetOf(NAME, { verifyKey: key('pgproof-verify-key.pem') })
  const [recipient, fingerprint] = [key('pgproof-recipient.txt').trim(), result.keys.at(-1)?.fingerprint]
  expect(result.keys).toEqual([
    {
      what: 'identity',
      public: recipient,
      fingerprint: expect.stringMatching(/^SHA256:.{43}$/),
      backups: 1,
      proven: expect.any(String),
    },
    { what: 'sign-key', fingerprint: expect.stringMatching(/^SHA256:.{43}$/), backups: 1 },
  ])
  expect(result.backups).toMatchObject([
    { id: made.backup.id, sealing: 'age', signedBy: fingerprint, verified: { ok: true } },
  ])
  const folder = keysIn('by-hand')
  const run = typeIn(folder, commandsOf(result))
  expect([run.status, run.stderr.match(/ERROR|error/)]).toEqual([0, null])
  expect(run.stdout).toContain('Signature Verified Successfully')
  const open = spawnSync('find', ['backup', 'opened', '-perm', '/077'], { cwd: folder, encoding: 'utf8' })
  expect([open.status, open.stdout]).toEqual([0, ''])
  const [expected] = await source.query(shop, SUMMARY)
  expect(await target.query(withDatabase(target.connection, 'shop_restored'), SUMMARY)).toEqual([expected])
  expect(spawnSync('find', [place.folder, '-name', 'pwned*'], { encoding: 'utf8' }).stdout).toBe('')
}, 60_000)

test("the sheet's commands of pgproof are understood, and find and read the backup", async () => {
  const result = await sheetOf(NAME)
  const folder = keysIn('with-pgproof')
  for (const { commands } of result.withPgproof.slice(0, 2)) {
    const words = spawnSync('sh', ['-c', `printf '%s\\0' ${commands[0]}`], { encoding: 'utf8' }).stdout.split('\0')
    const inFolder = words
      .slice(1, -1)
      .map((word) => (/^pgproof-.*\.(txt|pem)$/.test(word) ? join(folder, word) : word))
    const { code, stdout } = await startPgproof(inFolder).ended
    expect([code, stdout]).toEqual([0, expect.stringContaining(result.backup.id)])
  }
  expect(result.withPgproof.at(-1)?.commands[0]).toMatch(
    /^pgproof restore .* --identity-file pgproof-identity.txt --verify-key-file pgproof-verify-key.pem$/,
  )
}, 60_000)

test('a manifest that was changed stops whoever types the sheet at its signature', async () => {
  const result = await sheetOf(NAME)
  const forged = commandsOf(result).replace('cd backup\n', 'cd backup\necho >> manifest.json\n')
  expect(forged).toContain('echo')
  const run = typeIn(keysIn('forged'), forged.replaceAll('shop_restored', 'forged'))
  expect([run.status, run.stdout]).toEqual([1, expect.stringContaining('Signature Verification Failure')])
}, 60_000)

test('nothing secret is in it, and no name breaks out', async () => {
  const result = await sheetOf(NAME, { verifyKey: key('pgproof-verify-key.pem') })
  const { markdown: text, page } = rendered(result)
  const told = JSON.stringify(result) + text + page
  for (const name of ['pgproof-identity.txt', 'pgproof-sign-key.pem']) {
    const secrets = key(name)
      .split('\n')
      .filter((line) => !/^(#|-----|$)/.test(line))
    expect(secrets).toHaveLength(1)
    for (const secret of secrets) expect(told).not.toContain(secret)
  }
  // What is to be typed stands as it is typed, in a block of its own.
  expect(text.replace(/^```sh\n[\s\S]*?^```$/gm, '')).not.toContain('<b>')
  expect(page).not.toMatch(/<b>|<script/)
  expect(page).toContain('@page { size: A4;')
  expect(text).toMatch(/opens 1 of 1 backup below; last seen to open one \d{4}-/)
  expect(text.match(/…{14}/g)?.length).toBeGreaterThan(8)
})

test('a plain backup needs no key, and is told as not sealed; its steps are those of docs/by-hand.md', async () => {
  await make('plain')
  const result = await sheetOf('plain')
  expect(result.keys).toEqual([])
  expect(result.backups).toMatchObject([{ sealing: 'none' }])
  expect(result.backups[0]).not.toHaveProperty('signedBy')
  expect(rendered(result).markdown).toMatch(/⚠️ not sealed \| ⚠️ nobody \|/)
  const documented = runnableBlocks('docs/by-hand.md')
    .map((block) => block.text)
    .join('')
  for (const { commands } of result.byHand.slice(1)) {
    for (const command of commands) expect(documented).toContain(command.replace(' --encoding UTF8', ''))
  }
  const run = typeIn(keysIn('plain'), commandsOf(result).replaceAll('shop_restored', 'plain'))
  expect([run.status, run.stderr.match(/ERROR/g)?.length ?? 0]).toEqual([0, 0])
}, 60_000)

test('a passphrase is named and asked for by age, once', async () => {
  await make('locked', { passphrase: PASSPHRASE })
  const result = await sheetOf('locked')
  expect(result.keys).toEqual([{ what: 'passphrase', backups: 1 }])
  expect(result.withPgproof[1]?.commands[0]).toContain(' --passphrase-file pgproof-passphrase.txt')
  expect(JSON.stringify(result)).not.toContain(PASSPHRASE)
  const folder = keysIn('locked')
  const steps = result.byHand.slice(0, 4).flatMap(({ commands }) => commands)
  const terminal = new PseudoTerminal(`cd ${folder}\n${steps.join('\n')}\necho opened $(ls | wc -l)`)
  await terminal.shows('Enter passphrase')
  terminal.type(`${PASSPHRASE}\n`)
  expect(await terminal.end()).toBe(0)
  expect(terminal.shown.match(/Enter passphrase/g)).toHaveLength(1)
  expect(terminal.shown).toMatch(/opened \d\d+/)
}, 60_000)

test('a backup that gpg sealed comes back by the sheet, with a key and with a passphrase', async () => {
  const ring = new Keyring()
  const home = new Keyring()
  const typeWithGpg = (base: string, commands: string) => {
    const folder = keysIn(base)
    writeFileSync(join(folder, 'pgproof-gpg-key.asc'), ring.secretKey(fingerprint))
    const run = typeIn(folder, commands, { GNUPGHOME: home.folder })
    expect([run.status, run.stderr.match(/ERROR/)]).toEqual([0, null])
  }
  const fingerprint = ring.key('Shop <shop@example.com>')
  try {
    await make('gpg', { gpgRecipients: [ring.publicKey(fingerprint)] })
    const byKey = await sheetOf('gpg')
    expect(byKey.keys).toEqual([{ what: 'gpg key', public: fingerprint, fingerprint, backups: 1 }])
    typeWithGpg('gpg', commandsOf(byKey).replaceAll('shop_restored', 'by_key'))

    await make('gpg-locked', { encryption: 'gpg', passphrase: PASSPHRASE })
    // A person is asked by gpg's agent, which needs a screen.
    const asking = 'gpg --output ../key.txt'
    const told = `gpg --batch --pinentry-mode loopback --passphrase '${PASSPHRASE}' --output ../key.txt`
    const byPassphrase = commandsOf(await sheetOf('gpg-locked')).replaceAll('shop_restored', 'by_passphrase')
    expect(byPassphrase).toContain(asking)
    typeWithGpg('gpg-locked', byPassphrase.replace(asking, told))
    const [expected] = await source.query(shop, SUMMARY)
    for (const name of ['by_key', 'by_passphrase'])
      expect(await target.query(withDatabase(target.connection, name), SUMMARY)).toEqual([expected])
  } finally {
    ring.stop()
    home.stop()
  }
}, 60_000)

test('where keys changed the sheet says so, and counts what each opens; with a verify-key what is not signed is no backup', async () => {
  await make('shop')
  const made = await make('shop', sealing())
  const result = await sheetOf('shop')
  expect(result.warnings).toEqual([expect.stringMatching(/not all backups are sealed and signed alike/)])
  expect(result.backup.id).toBe(made.backup.id)
  expect(result.keys.map(({ what, backups, fingerprint }) => [what, backups, fingerprint !== undefined])).toEqual([
    ['identity', 1, true],
    ['sign-key', 1, false],
  ])
  expect(rendered(result).markdown).toContain('not checked\\: verify-key was not given')
  const checked = await sheetOf('shop', { verifyKey: key('pgproof-verify-key.pem') })
  expect(checked.count).toBe(1)
  expect(checked.warnings).toEqual([expect.stringMatching(/cannot be read: .* is not signed/)])
}, 60_000)

test('the command prints Markdown; without a backup it is exit 2', async () => {
  const where = ['--storage', place.storage, '--name', 'plain']
  const { code, stdout } = await startPgproof(['escrow', ...where]).ended
  expect([code, stdout.split('\n')[0]]).toEqual([0, '## Recovery sheet of plain'])
  await expect(sheetOf('nothing')).rejects.toMatchObject({ code: 2 })
})
