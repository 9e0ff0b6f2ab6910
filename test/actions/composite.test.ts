import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startTestServer, type TestServer } from '../support/postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-act-'))
const repository = join(folder, 'repository')
const missing = spawnSync('act', ['--version']).status !== 0 && process.env.REQUIRE_REAL_SERVERS !== '1'
let server: TestServer

beforeAll(async () => {
  server = await startTestServer(undefined, { tcp: true })
  await server.createDatabase('shop', 'CREATE TABLE orders AS SELECT g AS id FROM generate_series(1, 1000) g')
  copyRepository()
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const workflow = `
on: workflow_dispatch
jobs:
  proof:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - id: good
        uses: ./
        with:
          database-url: \${{ env.DATABASE_URL }}
          storage: file://${folder}/backups
          keep: job
      - run: echo "good:\${{ steps.good.outputs.ok }}:\${{ steps.good.outputs.code }}:\${{ steps.good.outputs.equal-tables }}:\${{ steps.good.outputs.id }}"
      - id: bad
        continue-on-error: true
        uses: ./
        with:
          storage: gopher://x
      - run: echo "bad:\${{ steps.bad.outputs.ok }}:\${{ steps.bad.outputs.code }}:\${{ steps.bad.outputs.reason }}"
`

/** act does not know `$/`, so its copy says `./`. */
function copyRepository(): void {
  for (const part of ['backup', 'verify', 'restore-test', 'dist'])
    cpSync(part, join(repository, part), { recursive: true })
  writeFileSync(join(repository, 'action.yml'), readFileSync('action.yml', 'utf8').replaceAll('uses: $/', 'uses: ./'))
  mkdirSync(join(repository, '.github/workflows'), { recursive: true })
  writeFileSync(join(repository, '.github/workflows/proof.yml'), workflow)
  const git = (...args: string[]) => execFileSync('git', ['-C', repository, ...args], { stdio: 'ignore' })
  git('init')
  git('add', '--all')
  git('-c', 'user.name=test', '-c', 'user.email=test@example.org', 'commit', '--message', 'test')
}

const inAct = missing ? test.skip : test

inAct(
  'the composite backs up, verifies and restore-tests, and tells the outputs of each, also of a failure',
  async () => {
    const url = server.url.replace(/\/postgres$/, '/shop')
    const { PATH = '', HOME = '' } = process.env
    const args = ['workflow_dispatch', '--platform', 'ubuntu-latest=-self-hosted', '--env', `DATABASE_URL=${url}`]
    const env = { PATH, HOME, XDG_CACHE_HOME: join(folder, 'cache') }
    const act = spawn('act', args, { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const [log, complaints] = await Promise.all([text(act.stdout), text(act.stderr), once(act, 'close')])
    expect([act.exitCode, act.exitCode === 0 ? '' : log + complaints]).toEqual([0, ''])
    expect(log).toMatch(/\| good:true:0:1:\d{8}T\d{6}Z-[0-9a-f]{6}$/m)
    expect(log).toMatch(/\| bad:false:2:there is no storage gopher/)
    expect(log).toContain('| dropped the database pgproof')
  },
  120_000,
)
