import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { backup } from '../../src/operations/backup/backup.ts'
import type { BackupResult } from '../../src/operations/results.ts'
import { type Connection, withDatabase } from '../../src/postgres/conninfo.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../support/loop.ts'
import { addressOf, majors, startTestServer, type TestServer } from '../support/postgres.ts'
import { runnableBlocks } from './blocks.ts'

const blocks = runnableBlocks('docs/by-hand.md')
const [check = '', unpack = '', roles = '', restore = '', lessDisk = '', oneTable = ''] = blocks.map(({ text }) => text)

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
  expect(blocks).toHaveLength(6)
  expect(blocks.map(({ language }) => language)).toEqual(Array(6).fill('sh'))
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

  beforeAll(async () => {
    ;[source, target, place] = await Promise.all([startTestServer(major), startTestServer(major), makeWorkplace()])
    shop = await source.createDatabase('shop', application)
    made = await backup(backupRequest(addressOf(shop), place.storage), await place.context())
  }, 60_000)

  afterAll(async () => {
    for (const folder of folders) rmSync(folder, { recursive: true })
    await Promise.all([source?.stop(), target?.stop(), place?.remove()])
  })

  /** A copy of the backup, as it was fetched, and a shell in it whose PG* variables point to the target. */
  function fetched() {
    const folder = mkdtempSync(join(tmpdir(), 'pgproof-by-hand-'))
    folders.push(folder)
    cpSync(new URL(made.backup.location), folder, { recursive: true })
    const { host = '', port = '', user = '' } = target.connection.parameters
    const PATH = `/usr/lib/postgresql/${major}/bin:/usr/local/bin:/usr/bin:/bin`
    const env = { PATH, PGHOST: host, PGPORT: port, PGUSER: user }
    const shell = (script: string) => spawnSync('sh', ['-eu', '-c', script], { cwd: folder, env, encoding: 'utf8' })
    const type = (script: string) => {
      const { status, stderr } = shell(script)
      if (status !== 0) throw new Error(`ended with ${status}: ${stderr}\n${script}`)
    }
    return { folder, shell, type }
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

  // Older ones know no zstd, and the document says so.
  if (major < 16) return
  test('pg_restore reads the joined parts as they are', async () => {
    const { type } = fetched()
    for (const step of [lessDisk, roles, restore.replaceAll('shop_restored', 'less_disk')]) type(step)
    const [expected] = await source.query(shop, summary)
    expect(await target.query(restored('less_disk'), summary)).toEqual([expected])
  }, 60_000)
})
