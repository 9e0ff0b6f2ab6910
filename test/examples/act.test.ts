import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { type Caller, makeCaller, type Run } from './act.ts'

let production: TestServer
/** Stands for the service container, which act does not start on this machine: reached over TCP, by password only. */
let container: TestServer
let s3: S3Server
let webhook: Server
let caller: Caller
const told: { text: string }[] = []
let databaseUrl: string

beforeAll(async () => {
  ;[production, container, s3] = await Promise.all([
    startTestServer(undefined, { tcp: true }),
    startTestServer(undefined, { tcp: true }),
    startS3(),
  ])
  await production.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8').replace('(0, 500)', '(0, 5000)'))
  await production.psql(
    { parameters: { ...production.connection.parameters, dbname: 'shop' } },
    "CREATE TABLE not_used_yet (a int); INSERT INTO customers SELECT g, 'customer ' || g FROM generate_series(501, 1200) g",
  )
  databaseUrl = production.url.replace(/\/postgres$/, '/shop')
  webhook = createServer(async (request, response) => {
    told.push(JSON.parse(await text(request)))
    response.end('ok')
  }).listen(0, '127.0.0.1')
  await once(webhook, 'listening')
  caller = makeCaller()
}, 60_000)

afterAll(async () => {
  webhook?.close()
  caller?.remove()
  await Promise.all([production?.stop(), container?.stop(), s3?.stop()])
})

const run = async (more: { DATABASE_URL?: string } = {}): Promise<Run> =>
  await caller.run({
    variables: { BACKUP_STORAGE: s3.address },
    secrets: {
      DATABASE_URL: databaseUrl,
      S3_ACCESS_KEY_ID: s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
      ALERT_WEBHOOK: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/hook`,
      ...more,
    },
  })

const backups = () => readdirSync(join(s3.folder, s3.bucket, 'prefix/shop/backups')).sort()
const records = (id: string) => readdirSync(join(s3.folder, s3.bucket, 'prefix/shop/records', id)).join(' ')
const passwords = () => [new URL(databaseUrl).password, new URL(container.url).password, s3.secretAccessKey]

function expectNoSecret({ log }: Run): void {
  for (const password of passwords()) expect(log).not.toContain(password)
}

test('the nightly example leaves a verified backup in the bucket', async () => {
  caller.install('nightly-backup')
  const done = await run()
  expect(done.log).toContain('Job succeeded')
  expect(done.status).toBe(0)
  const [id = '', ...others] = backups()
  expect(others).toEqual([])
  expect(done.log).toContain(`::set-output:: id=${id}`)
  expect(readdirSync(join(s3.folder, s3.bucket, 'prefix/shop/backups', id))).toContain('manifest.json')
  expect(records(id)).toMatch(/-verified-/)
  expect(done.log).toMatch(/Summary - .*[Vv]erified/s)
  expect(told).toEqual([])
  expectNoSecret(done)
}, 60_000)

test('the monthly example restores it into the service container and asks its questions', async () => {
  caller.install('monthly-restore-test', onTestServer)
  const done = await run()
  expect(done.log).toContain('Job succeeded')
  expect(done.status).toBe(0)
  expect(done.log).toContain('::set-output:: ok=true')
  expect(done.log).toContain('::set-output:: differences=0')
  expect(done.log).toContain('::set-output:: assertions=7')
  expect(done.log).toMatch(/Summary - /)
  expect(records(backups()[0] ?? '')).toMatch(/-restore-tested-/)
  const left = await container.query(container.connection, "SELECT FROM pg_database WHERE datname LIKE 'pgproof%'")
  expect(left).toEqual([])
  expectNoSecret(done)
}, 60_000)

test('an assertion that does not hold makes it red, and someone is told why', async () => {
  caller.install('monthly-restore-test', (workflow) => onTestServer(workflow).replace('min: 1000', 'min: 5000'))
  const done = await run()
  expect(done.status).toBe(1)
  expect(done.log).toContain('::set-output:: ok=false')
  expect(told.at(-1)?.text).toMatch(/^The restore-test failed in .*customers.* http.*\/actions\/runs\/1$/)
  expectNoSecret(done)
}, 60_000)

test('a wrong password is told as the reason, without the password', async () => {
  caller.install('nightly-backup')
  const wrong = databaseUrl.replace(new URL(databaseUrl).password, 'certainly-not-this-one')
  const before = backups()
  const done = await run({ DATABASE_URL: wrong })
  expect(done.status).toBe(1)
  expect(done.log).toMatch(/::set-output:: reason=.*password/)
  expect(told.at(-1)?.text).toMatch(/^The backup failed in .*password.* http.*\/actions\/runs\/1$/)
  expect(done.log + told.at(-1)?.text).not.toContain('certainly-not-this-one')
  expectNoSecret(done)
  expect(backups()).toEqual(before)
}, 60_000)

test('a migration that fails leaves a restore point and the commands that bring it back', async () => {
  caller.install('pre-migration', (workflow) =>
    workflow.replace('run: npm run migrate', 'run: echo no such column; exit 1'),
  )
  const done = await run()
  expect(done.status).toBe(1)
  const id = backups().at(-1) ?? ''
  expect(done.log).toContain(`The restore point is ${id}`)
  expect(told.at(-1)?.text).toContain(`the restore point is ${id}`)
  expectNoSecret(done)

  const [, printed = ''] = /```sh\n([\s\S]*?)\n[^\n]*```/.exec(done.log) ?? []
  const commands = printed.replace(/^\[[^\]]*\] +\| /gm, '')
  const stored = join(s3.folder, s3.bucket, 'prefix/shop/backups', id)
  expect(commands).toContain(`aws s3 cp --recursive 's3://backups/prefix/shop/backups/${id}' restore-${id}`)
  const { host = '', port = '', user = '', password = '' } = container.connection.parameters
  const { status, stderr } = spawnSync(
    'sh',
    ['-eu', '-c', commands.replace(/aws s3 cp --recursive '[^']*'/, `cp -r ${stored}`)],
    {
      cwd: caller.folder,
      encoding: 'utf8',
      env: {
        PATH: `/usr/lib/postgresql/${container.major}/bin:/usr/local/bin:/usr/bin:/bin`,
        ...{ PGHOST: host, PGPORT: port, PGUSER: user, PGPASSWORD: password },
      },
    },
  )
  expect([stderr, status]).toEqual([expect.anything(), 0])
  const restored = { parameters: { ...container.connection.parameters, dbname: 'app_restored' } }
  expect(await container.query(restored, 'SELECT count(*)::int AS n FROM public.customers')).toEqual([{ n: 1200 }])
}, 60_000)

test('the manual example does all three in one go', async () => {
  caller.install('manual')
  const done = await run()
  expect(done.log).toContain('Job succeeded')
  expect(done.status).toBe(0)
  expect(records(backups().at(-1) ?? '')).toMatch(/-restore-tested-.*-verified-|-verified-.*-restore-tested-/)
  expectNoSecret(done)
}, 90_000)

/** The service container's address and password, as they are here. */
function onTestServer(workflow: string): string {
  const target = /target-url: \S+ ?\S* ?\S*@localhost:5432\/postgres/
  expect(workflow).toMatch(target)
  return workflow.replace(target, `target-url: ${container.url}`)
}
