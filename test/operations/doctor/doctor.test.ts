import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Context } from '../../../src/operations/context.ts'
import { judgeAddresses } from '../../../src/operations/doctor/address.ts'
import { type DoctorRequest, doctor } from '../../../src/operations/doctor/doctor.ts'
import { askChecksums, askRecovery, askVersion } from '../../../src/operations/doctor/server.ts'
import type { DoctorLine, DoctorResult } from '../../../src/operations/results.ts'
import type { SourceFacts } from '../../../src/postgres/facts.ts'
import { openSession } from '../../../src/postgres/session.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'
import { startS3 } from '../../support/s3-server.ts'

let server: TestServer
let folder: string
let shop: string

beforeAll(async () => {
  server = await startTestServer(undefined, { tcp: true })
  shop = addressOf(
    await server.createDatabase(
      'shop',
      `CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders VALUES (1);
       CREATE ROLE reader LOGIN PASSWORD 'reader' IN ROLE pg_read_all_data;
       CREATE ROLE stranger LOGIN PASSWORD 'stranger';`,
    ),
  )
})

afterAll(async () => {
  await server?.stop()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pgproof-doctor-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const request = (values: Partial<DoctorRequest> = {}): DoctorRequest => ({
  databaseUrl: shop,
  storage: `file://${folder}/store`,
  profile: 'auto',
  client: 'auto',
  jobs: 2,
  spoolLimit: 64 * 1024 ** 2,
  schemas: [],
  excludeSchemas: [],
  tables: [],
  excludeTables: [],
  excludeTableData: [],
  schemaOnly: false,
  dataOnly: false,
  ...values,
})

const context = (values: Partial<Context> = {}): Context => ({
  progress: () => {},
  signal: new AbortController().signal,
  by: { who: 'test', host: 'here', pgproof: '0' },
  environment: { PATH: process.env.PATH },
  now: () => new Date(),
  temporary: folder,
  ...values,
})

const ask = (values?: Partial<DoctorRequest>) => doctor(request(values), context())

const lines = (result: DoctorResult, name: string): DoctorLine[] => result.lines.filter((line) => line.name === name)
const failures = (result: DoctorResult) =>
  result.lines.filter((line) => line.state === 'failure').map((line) => line.name)

const as = (role: string, database = shop) => {
  const address = new URL(database)
  address.username = role
  address.password = role
  return address.href
}

test('a database and a storage in order have no failure, and every question has its line', async () => {
  const result = await ask()
  expect(failures(result)).toEqual([])
  expect(result).toMatchObject({ ok: true, code: 0, verb: 'doctor' })
  expect([...new Set(result.lines.map((line) => line.name))].filter((name) => name !== 'store: free space')).toEqual([
    'address',
    'connection',
    'tls',
    'pooler',
    'server version',
    'client programs',
    'connections',
    'locks',
    'settings',
    'replication',
    'data checksums',
    'provider',
    'privileges',
    'large objects',
    'not in a dump',
    'indexes',
    'hole punching',
    'spool space',
    'store',
    'store: clock',
    'store: put',
    'store: read after write',
    'store: checksum',
    'store: conditional put',
    'store: list',
    'store: delete',
    'store: room',
    'sealing',
    'signing',
  ])
  expect(lines(result, 'connection')[0]?.found).toMatch(/^shop on 127\.0\.0\.1:\d+ as postgres, in \d+ ms$/)
  expect(lines(result, 'server version')[0]?.found).toMatch(new RegExp(`^PostgreSQL ${server.major}\\.`))
})

test('every warning and failure says what to do, and no line holds the password', async () => {
  const result = await ask({ databaseUrl: as('stranger') })
  const unclear = result.lines.filter((line) => /^(warning|failure)$/.test(line.state) && !line.hint)
  expect(unclear).toEqual([])
  const password = new URL(shop).password
  expect(password).not.toBe('')
  expect(JSON.stringify(await ask())).not.toContain(password)
})

test.each([
  ['a wrong password', () => shop.replace(/:[^:@]+@/, ':wrong@'), 'connection'],
  ['a wrong port', () => shop.replace(/:\d+\//, ':1/'), 'connection'],
  ['a database that is not there', () => shop.replace(/shop$/, 'nothing'), 'connection'],
  ['a host that is not there', () => shop.replace('127.0.0.1', 'nowhere.invalid'), 'address'],
  ['an address that libpq would refuse', () => `${shop}?sslmood=require`, 'address'],
])('%s is one failure, and the storage is asked all the same', async (_, address, name) => {
  const result = await ask({ databaseUrl: address() })
  expect(failures(result)).toEqual([name])
  expect(result).toMatchObject({ ok: false, code: 1 })
  expect(lines(result, 'database')[0]?.state).toBe('not checked')
  expect(lines(result, 'spool space')[0]?.state).toBe('not checked')
  expect(lines(result, 'store: delete')[0]?.state).toBe('fine')
})

test('a storage address with a typo is one failure, and the database is asked all the same', async () => {
  const result = await ask({ storage: 's4://bucket' })
  expect(failures(result)).toEqual(['store'])
  expect(result).toMatchObject({ code: 1, hint: expect.stringContaining('s3://') })
  expect(lines(result, 'privileges')[0]?.state).toBe('fine')
})

test('a storage that takes nothing', async () => {
  await writeFile(join(folder, 'file'), '')
  const result = await ask({ storage: `file://${folder}/file/store` })
  expect(failures(result)).toContain('store: put')
  expect(lines(result, 'store: the rest')[0]?.state).toBe('not checked')
})

test('a bucket: as it should be, missing, and with a wrong key', async () => {
  const s3 = await startS3()
  const { accessKeyId: s3AccessKeyId, secretAccessKey: s3SecretAccessKey } = s3
  try {
    const good = await ask({ storage: s3.address, s3AccessKeyId, s3SecretAccessKey })
    expect(failures(good)).toEqual([])
    expect(lines(good, 'store: conditional put')[0]?.state).toBe('fine')
    const missing = s3.address.replace(s3.bucket, 'not-there')
    expect(failures(await ask({ storage: missing, s3AccessKeyId, s3SecretAccessKey }))).toContain('store: put')
    const forbidden = await ask({ storage: s3.address, s3AccessKeyId, s3SecretAccessKey: 'a-wrong-secret-key' })
    expect(failures(forbidden)).toContain('store: put')
    expect(JSON.stringify(forbidden)).not.toContain('a-wrong-secret-key')
  } finally {
    await s3.stop()
  }
})

test('several failures are all counted in the reason', async () => {
  const result = await ask({ databaseUrl: as('stranger'), storage: 's4://bucket' })
  expect(failures(result)).toEqual(['privileges', 'store'])
  expect(result).toMatchObject({ reason: expect.stringMatching(/^privileges: .*; and 1 more failed: store$/) })
})

/** Runs the SQL that a line's hint offers, as an administrator. */
async function follow(line: DoctorLine | undefined, database: string): Promise<void> {
  const sql = /^as an administrator: (.*;)/s.exec(line?.hint ?? '')?.[1] ?? ''
  expect(sql).not.toBe('')
  const name = decodeURIComponent(new URL(database).pathname.slice(1))
  await server.psql({ parameters: { ...server.connection.parameters, dbname: name } }, sql)
}

test('a role that may not read is told so, and the SQL offered helps', async () => {
  await server.psql(server.connection, `CREATE ROLE weak LOGIN PASSWORD 'weak'`)
  const before = lines(await ask({ databaseUrl: as('weak') }), 'privileges')
  expect(before).toMatchObject([{ state: 'failure', found: 'the role may not read public.orders' }])
  await follow(before[0], shop)
  expect(failures(await ask({ databaseUrl: as('weak') }))).toEqual([])
})

test('a table that is not dumped need not be readable', async () => {
  const result = await ask({ databaseUrl: as('stranger'), excludeTables: ['public.orders'] })
  expect(failures(result)).toEqual([])
  expect(lines(result, 'privileges').map((line) => line.state)).toEqual(['fine', 'warning'])
  const typo = await ask({ excludeTables: ['public.order'] })
  expect(lines(typo, 'privileges')[0]?.found).toContain('"public.order", which the database does not have')
})

test('row security that would hide rows names the table, and the SQL offered helps', async () => {
  const secured = addressOf(
    await server.createDatabase(
      'secured',
      `CREATE TABLE "Odd table" (id int); ALTER TABLE "Odd table" ENABLE ROW LEVEL SECURITY; CREATE TABLE other (id int)`,
    ),
  )
  const before = lines(await ask({ databaseUrl: as('reader', secured) }), 'privileges')
  expect(before).toMatchObject([
    { state: 'failure', found: 'row-level security hides rows of public."Odd table" from this role' },
  ])
  const schema = await ask({ databaseUrl: as('reader', secured), schemaOnly: true })
  expect(failures(schema)).toEqual([])
  await follow(before[0], secured)
  expect(failures(await ask({ databaseUrl: as('reader', secured) }))).toEqual([])
  await server.psql(server.connection, 'ALTER ROLE reader NOBYPASSRLS')
})

test('large objects that may not be read are counted, and the SQL offered helps', async () => {
  const large = addressOf(await server.createDatabase('large', 'SELECT lo_create(0), lo_create(0)'))
  const address = as('reader', large)
  const before = lines(await ask({ databaseUrl: address }), 'large objects')
  expect(before).toMatchObject([{ state: 'failure', found: 'the role may not read 2 of 2 large objects' }])
  await follow(before[0], large)
  expect(failures(await ask({ databaseUrl: address }))).toEqual([])
  expect(lines(await ask({ databaseUrl: large }), 'large objects')[0]?.found).toBe('all 2 can be read')
})

test('what would go wrong later is warned about', async () => {
  const odd = addressOf(
    await server.createDatabase(
      'odd',
      `CREATE TABLE t (id int); CREATE INDEX broken ON t (id);
       UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'broken'::regclass;
       ALTER DATABASE odd SET timezone = 'Asia/Tokyo'; ALTER DATABASE odd SET "app.secret" = 'hush';
       ALTER DATABASE odd SET default_transaction_read_only = on; ALTER DATABASE odd CONNECTION LIMIT 4`,
    ),
  )
  const result = await ask({ databaseUrl: odd })
  expect(lines(result, 'indexes')).toMatchObject([
    { state: 'warning', found: expect.stringContaining('public.broken') },
  ])
  expect(lines(result, 'settings')[0]?.found).toContain('default_transaction_read_only (the database)')
  expect(lines(result, 'settings')[0]?.found).toContain('TimeZone (the database)')
  expect(JSON.stringify(result)).not.toContain('hush')
  expect(lines(result, 'connections')).toMatchObject([
    { state: 'failure', found: 'a dump takes 5, and the database may have 4' },
  ])
})

test('too many tables for the locks of the server', async () => {
  const small = await startTestServer(undefined, {
    settings: { max_locks_per_transaction: '10', max_connections: '10' },
  })
  try {
    const sql = `DO $$BEGIN FOR n IN 1..150 LOOP EXECUTE format('CREATE TABLE t%s ()', n); COMMIT; END LOOP; END$$`
    const many = addressOf(await small.createDatabase('many', sql))
    expect(lines(await ask({ databaseUrl: many }), 'locks')[0]?.state).toBe('warning')
    expect(lines(await ask({ databaseUrl: small.url }), 'locks')[0]?.state).toBe('fine')
  } finally {
    await small.stop()
  }
})

test("a provider's own schemas need not be readable", async () => {
  await server.psql(server.connection, 'CREATE ROLE supabase_admin; CREATE ROLE supabase_auth_admin')
  const managed = addressOf(
    await server.createDatabase(
      'managed',
      'CREATE SCHEMA auth; CREATE SCHEMA storage; CREATE TABLE auth.users (id int)',
    ),
  )
  const result = await ask({ databaseUrl: as('stranger', managed) })
  expect(lines(result, 'provider')[0]?.found).toMatch(/^supabase; its own schemas are left out/)
  expect(failures(result)).toEqual([])
  expect(failures(await ask({ databaseUrl: as('stranger', managed), profile: 'none' }))).toEqual(['privileges'])
  expect(failures(await ask({ databaseUrl: as('stranger', managed), profile: 'supabass' }))).toEqual(['provider'])
})

/** A certificate that the server's own user may read. */
async function certificate(): Promise<{ crt: string; key: string }> {
  const [crt, key] = [join(folder, 'server.crt'), join(folder, 'server.key')]
  const subject = ['-subj', '/CN=pgproof', '-addext', 'subjectAltName=IP:0.0.0.0']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', crt, ...subject],
    { stdio: 'ignore' },
  )
  await chmod(folder, 0o755)
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', key])
  return { crt, key }
}

test('a remote connection is to be encrypted, and the server known', async () => {
  // To Linux 0.0.0.0 is this machine, to pgproof it is a remote one.
  const remote = shop.replace('127.0.0.1', '0.0.0.0')
  const tls = async (query: string) => lines(await ask({ databaseUrl: `${remote}?${query}` }), 'tls')[0]
  expect(await tls('sslmode=prefer')).toMatchObject({
    state: 'warning',
    found: 'the connection is not encrypted (sslmode=prefer)',
  })
  const { crt, key } = await certificate()
  await server.psql(
    server.connection,
    `ALTER SYSTEM SET ssl_cert_file = '${crt}'; ALTER SYSTEM SET ssl_key_file = '${key}'; ALTER SYSTEM SET ssl = on; SELECT pg_reload_conf()`,
  )
  while (!(await tls('sslmode=require'))) await setTimeout(50)
  expect(await tls('sslmode=require')).toMatchObject({
    state: 'warning',
    found: expect.stringMatching(/^TLSv1\.\d, sslmode=require/),
  })
  expect(await tls(`sslmode=verify-full&sslrootcert=${crt}`)).toMatchObject({
    state: 'fine',
    found: 'TLSv1.3, sslmode=verify-full',
  })
  expect(
    (await ask({ databaseUrl: `${remote}?sslmode=verify-full` })).lines.find((line) => line.name === 'connection')
      ?.state,
  ).toBe('failure')
})

test.each([
  [13, 'failure'],
  [14, 'fine'],
  [18, 'fine'],
  [19, 'warning'],
])('a server of major %i: %s', (major, state) => {
  expect(askVersion({ major, version: `${major}.1` } as SourceFacts).state).toBe(state)
})

test('a standby and a server without checksums are warned about', async () => {
  const session = await openSession(server.connection)
  expect(await askRecovery(session, { inRecovery: true } as SourceFacts)).toMatchObject({
    state: 'warning',
    found: expect.stringContaining('30s'),
  })
  await session.close()
  expect(askChecksums({ dataChecksums: false } as SourceFacts).state).toBe('warning')
})

test('poolers are refused by their address', async () => {
  const result = await ask({ databaseUrl: 'postgres://u@aws-0-eu.pooler.supabase.com:6543/postgres' })
  expect(result.lines.find((line) => line.state === 'failure' && /6543/.test(line.found))).toBeDefined()
})

test('a spool folder that cannot be used', async () => {
  const result = await doctor(request({ spoolLimit: 2 ** 60 }), context())
  // The database is smaller than that limit, so it is what must fit.
  expect(lines(result, 'spool space')[0]?.state).toBe('fine')
  const gone = await doctor(request(), context({ temporary: join(folder, 'nothing') }))
  expect(failures(gone)).toEqual(['hole punching', 'spool space'])
  expect(lines(gone, 'spool space')[0]?.found).toContain(`${folder}/nothing`)
})

test('an abort is told by its own reason', async () => {
  const silent: Server = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as { port: number }
  const abort = new AbortController()
  globalThis.setTimeout(() => abort.abort(new Error('stopped by the user')), 300)
  const asked = doctor(request({ databaseUrl: `postgres://u@127.0.0.1:${port}/x` }), context({ signal: abort.signal }))
  await expect(asked).rejects.toThrow('stopped by the user')
  silent.close()
})

test.each([
  ['db.example.org', ['192.0.2.1', '2001:db8::1'], false, 'fine'],
  ['db.example.org', ['2001:db8::1'], true, 'warning'],
  ['db.example.org', ['2001:db8::1'], false, 'failure'],
  ['2001:db8::1', ['2001:db8::1'], false, 'failure'],
  ['localhost', ['::1'], false, 'fine'],
])('%s at %j, with IPv6 here %j: %s', (host, addresses, ipv6Here, state) => {
  expect(judgeAddresses(host, addresses, ipv6Here).state).toBe(state)
})

test("Supabase's direct host names the session pooler", () => {
  const { hint } = judgeAddresses('db.abcdefgh.supabase.co', ['2001:db8::1'], false)
  expect(hint).toContain('session pooler')
  expect(hint).toContain('postgres.abcdefgh')
})
