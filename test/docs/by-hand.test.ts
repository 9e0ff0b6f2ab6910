import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type BackupRequest, backup } from '../../src/operations/backup/backup.ts'
import type { BackupResult } from '../../src/operations/results.ts'
import { type Connection, withDatabase } from '../../src/postgres/conninfo.ts'
import { Keyring } from '../support/gpg.ts'
import { ageKey, signingKey } from '../support/keys.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../support/loop.ts'
import { addressOf, majors, startTestServer, type TestServer } from '../support/postgres.ts'
import { PseudoTerminal } from '../support/pseudo-terminal.ts'
import { runnableBlocks } from './blocks.ts'

const blocks = runnableBlocks('docs/by-hand.md')
const texts = blocks.map(({ text }) => text)
const [check = '', unpack = '', roles = '', restore = '', signature = ''] = texts
const [byAge = '', byAgePassphrase = '', byGpg = '', byGpgPassphrase = '', lessDisk = '', oneTable = ''] =
  texts.slice(5)

/** More than one part, names to be quoted, an empty table, owners, policies: what an application has. */
const application = `
  CREATE ROLE shop_owner; CREATE ROLE "Support Team"; GRANT "Support Team" TO shop_owner;
  CREATE TABLE notes (id int PRIMARY KEY, body text); INSERT INTO notes SELECT g, repeat(md5(g::text), 300) FROM generate_series(1, 9000) g;
  CREATE TABLE "Empty One" ("a b" int); ALTER TABLE "Empty One" OWNER TO shop_owner; GRANT SELECT ON "Empty One" TO "Support Team";
  ${readFileSync('.github/shop.sql', 'utf8')}`

/** Sums of everything, to compare both databases by. */
const summary = `
  SELECT (SELECT md5(string_agg(o::text, ',' ORDER BY id)) FROM public.orders o), (SELECT md5(string_agg(n::text, ',' ORDER BY id)) FROM public.notes n),
         (SELECT count(*) FROM public.events), (SELECT count(*) FROM public."Empty One"), (SELECT sum(total) FROM public.totals),
         (SELECT string_agg(md5(lo_get(oid)), ',' ORDER BY oid) FROM pg_largeobject_metadata),
         (SELECT string_agg(indexdef, ';' ORDER BY indexname) FROM pg_indexes WHERE schemaname = 'public'),
         (SELECT pg_get_userbyid(relowner) || relacl::text FROM pg_class WHERE relname = 'Empty One')`

test('the document has the commands that are tried here', () => {
  expect(blocks).toHaveLength(11)
  expect(blocks.map(({ language }) => language)).toEqual(Array(11).fill('sh'))
  expect(unpack).toContain('zstd')
  expect(lessDisk).not.toContain('zstd --decompress >')
})

describe.each(majors())('PostgreSQL %d', (major) => {
  let source: TestServer
  let target: TestServer
  let place: Workplace
  let made: BackupResult
  let shop: Connection
  const folders: string[] = []
  const ring = new Keyring()

  beforeAll(async () => {
    ;[source, target, place] = await Promise.all([startTestServer(major), startTestServer(major), makeWorkplace()])
    shop = await source.createDatabase('shop', application)
    made = await backup(backupRequest(addressOf(shop), place.storage), await place.context())
  }, 60_000)

  afterAll(async () => {
    ring.stop()
    for (const folder of folders) rmSync(folder, { recursive: true })
    await Promise.all([source?.stop(), target?.stop(), place?.remove()])
  })

  /** A copy of a backup, as it was fetched, and a shell in it whose PG* variables point to the target. */
  function fetched({ backup: { location } } = made, more: Record<string, string> = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'pgproof-by-hand-'))
    folders.push(folder)
    cpSync(new URL(location), folder, { recursive: true })
    const { host = '', port = '', user = '' } = target.connection.parameters
    const PATH = `/usr/lib/postgresql/${major}/bin:/usr/local/bin:/usr/bin:/bin`
    const env = { PATH, PGHOST: host, PGPORT: port, PGUSER: user, ...more }
    const shell = (script: string) =>
      spawnSync('sh', ['-eu', '-c', `umask 022\n${script}`], { cwd: folder, env, encoding: 'utf8' })
    const type = (script: string) => {
      const { status, stderr } = shell(script)
      if (status !== 0) throw new Error(`ended with ${status}: ${stderr}\n${script}`)
    }
    return { folder, env, shell, type }
  }

  const restored = (name: string) => withDatabase(target.connection, name)

  test('a backup comes back with zstd, cat, tar and pg_restore alone', async () => {
    const { folder, type } = fetched()
    expect(readdirSync(folder).filter((name) => /\.dat\.zst\.0000[1-9]$/.test(name))).not.toEqual([])
    for (const step of [check, unpack, roles, restore]) type(step)
    const [expected] = await source.query(shop, summary)
    expect(await target.query(restored('shop_restored'), summary)).toEqual([expected])
    type(oneTable)
    expect(await target.query(restored('one_table'), 'SELECT count(*)::int AS n FROM public.orders')).toEqual([
      { n: 20000 },
    ])
  }, 60_000)

  test('damage shows in the check', async () => {
    const { folder, shell } = fetched()
    rmSync(join(folder, 'toc.dat'))
    expect(shell(check).status).not.toBe(0)
  })

  // What opens the objects knows nothing of the server that they come from.
  if (major === majors().at(-1)) {
    const passphrase = 'correct horse battery staple'
    const rowsOf = async (name: string) => await target.query(restored(name), summary)
    const sealedBackup = async (name: string, how: Partial<BackupRequest>) =>
      await backup(
        backupRequest(addressOf(shop), place.storage, { name, ...how }),
        await place.context({ environment: { ...process.env, ...ring.environment } }),
      )

    /** From the opened objects to the restored database. */
    async function comesBack({ folder, type }: Pick<ReturnType<typeof fetched>, 'folder' | 'type'>, name: string) {
      expect(readdirSync(folder).filter((object) => /\.(age|gpg)$/.test(object))).toEqual([])
      const opened = readdirSync(folder).filter((object) => !object.startsWith('manifest.json'))
      expect(opened.filter((object) => statSync(join(folder, object)).mode & 0o077)).toEqual([])
      for (const step of [unpack, roles, restore.replaceAll('shop_restored', name)]) type(step)
      expect(await rowsOf(name)).toEqual(await source.query(shop, summary))
    }

    /** Types at a terminal, and the passphrase where it is asked for. */
    async function atTerminal(script: string, folder: string, env: Record<string, string>) {
      const typed = join(mkdtempSync(join(tmpdir(), 'pgproof-typed-')), 'typed.sh')
      folders.push(dirname(typed))
      writeFileSync(typed, `umask 022\n${script}`)
      const terminal = new PseudoTerminal(`cd ${folder} && GPG_TTY=$(tty) sh -eu ${typed}`, env)
      await terminal.shows('passphrase')
      terminal.type(`${passphrase}\r`)
      expect(await terminal.end()).toBe(0)
    }

    test('a backup that is signed and sealed by age comes back with openssl and age', async () => {
      const key = await ageKey()
      const signing = signingKey()
      const sealed = await sealedBackup('age-keys', { encryptTo: [key.recipient], signKey: signing.secret })
      const home = mkdtempSync(join(tmpdir(), 'pgproof-home-'))
      folders.push(home)
      writeFileSync(join(home, 'pgproof-identity.txt'), `${key.identity}\n`, { mode: 0o600 })
      writeFileSync(join(home, 'pgproof-verify-key.pem'), signing.public)
      const copy = fetched(sealed, { HOME: home })
      for (const step of [signature, check, byAge]) copy.type(step)
      await comesBack(copy, 'from_age')
      appendFileSync(join(copy.folder, 'manifest.json'), ' ')
      expect(copy.shell(signature).status).not.toBe(0)
    }, 60_000)

    test('a backup sealed by age with a passphrase comes back with age', async () => {
      const copy = fetched(await sealedBackup('age-words', { passphrase }))
      copy.type(check)
      await atTerminal(byAgePassphrase, copy.folder, copy.env)
      await comesBack(copy, 'from_age_words')
    }, 60_000)

    test('a backup sealed by gpg comes back with gpg', async () => {
      const owner = ring.key('Owner <owner@example.org>')
      const copy = fetched(await sealedBackup('gpg-keys', { gpgRecipients: [owner] }), ring.environment)
      for (const step of [check, byGpg]) copy.type(step)
      await comesBack(copy, 'from_gpg')
    }, 60_000)

    test('a backup sealed by gpg with a passphrase comes back with gpg', async () => {
      const copy = fetched(await sealedBackup('gpg-words', { encryption: 'gpg', passphrase }), ring.environment)
      copy.type(check)
      await atTerminal(byGpgPassphrase, copy.folder, copy.env)
      await comesBack(copy, 'from_gpg_words')
    }, 60_000)
  }

  // Older ones know no zstd, and the document says so.
  if (major < 16) return
  test('pg_restore reads the joined parts as they are', async () => {
    const { type } = fetched()
    for (const step of [lessDisk, roles, restore.replaceAll('shop_restored', 'less_disk')]) type(step)
    const [expected] = await source.query(shop, summary)
    expect(await target.query(restored('less_disk'), summary)).toEqual([expected])
  }, 60_000)
})
