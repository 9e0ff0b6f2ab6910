import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { pgproof } from '../cli/command.ts'
import { majors, startTestServer, type TestServer } from '../support/postgres.ts'
import { runnableBlocks } from './blocks.ts'

const blocks = runnableBlocks('docs/quick-start.md')
const [role = '', bypass = '', largeObjects = ''] = blocks
  .filter(({ language }) => language === 'sql')
  .map(({ text }) => text)
const commands =
  blocks
    .find(({ language }) => language === 'sh')
    ?.text.trimEnd()
    .split('\n') ?? []
const config = blocks.find(({ language }) => language === 'yaml')?.text ?? ''

const folder = mkdtempSync(join(tmpdir(), 'pgproof-quick-start-'))
let server: TestServer

beforeAll(async () => {
  server = await startTestServer(majors()[0], { tcp: true })
}, 60_000)

afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A database whose tables belong to somebody else, and the environment of the document, with its role. */
async function makeShop(name: string, more = '') {
  const shop = await server.createDatabase(name, readFileSync('.github/shop.sql', 'utf8') + more)
  const url = new URL(server.url)
  url.username = 'pgproof_dump'
  url.password = 'put-a-generated-one-here'
  url.pathname = `/${name}`
  return { shop, environment: { PGPROOF_DATABASE_URL: url.href, PGPROOF_STORAGE: join(folder, name) } }
}

test('the role of the document can dump, and the commands of the document work', async () => {
  expect(blocks).toHaveLength(5)
  const { shop, environment } = await makeShop('shop', 'SELECT lo_unlink(oid) FROM pg_largeobject_metadata;')
  await server.psql(shop, role)
  const doctor = await pgproof(['doctor'], environment, { cwd: folder })
  expect(doctor.stdout).toContain('every table can be read, with all its rows')
  expect(doctor.status).toBe(0)
  const ran = await Promise.resolve(commands).then(async (lines) => {
    const said = []
    for (const line of lines) {
      const [npx, command, ...args] = line.split(' ')
      expect([npx, command]).toEqual(['npx', 'pgproof'])
      said.push(await pgproof(args, environment, { cwd: folder }))
    }
    return said
  })
  expect(ran.map(({ status, stderr }) => [status, stderr.match(/^error: .*/m)?.[0]])).toEqual(
    Array(4).fill([0, undefined]),
  )
  expect(ran[0]?.stdout).toContain('21,201 rows')
  expect(ran[3]?.stdout).toContain('1 backup')
  await expect(server.psql(shop, 'SET ROLE pgproof_dump; DELETE FROM orders;')).rejects.toThrow(/permission denied/)
}, 90_000)

test('row-level security and large objects are named by the doctor, and the document has the cure', async () => {
  const { shop, environment } = await makeShop('secured', 'ALTER TABLE orders ENABLE ROW LEVEL SECURITY;')
  const before = await pgproof(['doctor'], environment, { cwd: folder })
  expect(before.status).toBe(1)
  expect(before.stdout).toContain('row-level security hides rows of public.orders')
  expect(before.stdout).toContain('may not read 2 of 2 large objects')
  await server.psql(shop, bypass + largeObjects)
  const after = await pgproof(['doctor'], environment, { cwd: folder })
  expect(after.stderr).not.toContain('error:')
  expect((await pgproof(['backup'], environment, { cwd: folder })).stderr).not.toContain('error:')
}, 60_000)

test('its pgproof.yml is one', async () => {
  const place = mkdtempSync(join(folder, 'config-'))
  writeFileSync(join(place, 'pgproof.yml'), config)
  const environment = { PGPROOF_STORAGE: join(folder, 'shop') }
  const verified = await pgproof(['verify'], environment, { cwd: place })
  expect(verified.stderr).not.toContain('error:')
  const tested = await pgproof(['restore-test', '--json'], environment, { cwd: place })
  expect(JSON.parse(tested.stdout)).toMatchObject({ ok: true, assertions: [{ ok: true }, { ok: true }] })
}, 60_000)
