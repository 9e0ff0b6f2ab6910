import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newBackupId } from '../../src/repository/layout.ts'
import { openStore } from '../../src/storage/open.ts'
import { putManifest, tellOf } from '../repository/history.ts'
import { startPgproof } from '../support/pgproof-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-status-'))
const storage = `file://${folder}/store`
const id = newBackupId(new Date(Date.now() - 3_600_000))
const always = ['status', '--min-free-space', '1B']

beforeAll(async () => {
  const backup = await putManifest(await openStore(storage, { environment: {} }), id)
  const body = { phases: { download: 1, restore: 10, index: 5, prove: 3 } }
  const store = await openStore(storage, { environment: {} })
  await tellOf(store, backup, 'restore-tested', new Date(Date.now() - 60_000).toISOString(), body)
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a good status exits with 0 and leaves its metrics', async () => {
  const metrics = join(folder, 'shop.prom')
  const run = await startPgproof([...always, '--prometheus', metrics], { PGPROOF_STORAGE: storage }).ended
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(run.stdout).toMatch(/^✓ the database could be brought back today, losing the last [^;]+; .* took 15 s\n/)
  expect(readFileSync(metrics, 'utf8')).toMatch(/^pgproof_status_ok\{name="shop"\} 1$/m)
})

test('a broken limit exits with 1 and says which and what to do, also in the metrics and in JSON', async () => {
  const metrics = join(folder, 'broken.prom')
  const given = [...always, '--storage', storage, '--rpo', '5m', '--json', '--prometheus', metrics]
  const run = await startPgproof(given).ended
  expect(run.code).toBe(1)
  expect(run.stderr).toMatch(
    /^error: the changes of the last 1h.* would be lost \(allowed: at most 5m\)\nhint: make a backup/,
  )
  const result = JSON.parse(run.stdout)
  expect(result).toMatchObject({ ok: false, code: 1, newest: { id } })
  expect(result.limits[0]).toMatchObject({ name: 'rpo', state: 'broken' })
  expect(readFileSync(metrics, 'utf8')).toMatch(/^pgproof_limit_broken\{name="shop",limit="rpo"\} 1$/m)
})

test('a limit in pgproof.yml counts, at the top or among the expectations', async () => {
  for (const [index, text] of ['rto: 1s\n', 'expectations:\n  max-backup-age: 1m\n'].entries()) {
    const config = join(folder, `${index}.yml`)
    writeFileSync(config, text)
    const run = await startPgproof([...always, '--storage', storage, '--config', config]).ended
    expect([run.code, run.stderr]).toEqual([1, expect.stringMatching(/ \(allowed: at most (1s|1m)\)\n/)])
  }
})

test('a storage without backups is exit 2, and the metrics say so', async () => {
  const metrics = join(folder, 'empty.prom')
  const run = await startPgproof([...always, '--storage', `${folder}/empty`, '--prometheus', metrics]).ended
  expect(run.code).toBe(2)
  expect(readFileSync(metrics, 'utf8')).toMatch(/^pgproof_status_exit_code\{name="empty"\} 2$/m)
  expect(existsSync(join(folder, 'empty'))).toBe(false)
})

test.each([
  [['--prometheus', 'shop.txt'], /a path that ends with \.prom/],
  [['--schedule-check', '.github/workflows/backup.yml'], /the name of a workflow file/],
  [['--schedule-check', 'backup.yml'], /needs a repository and a token/],
  [['--max-shrink', '110%'], /at most 100%/],
])('bad input %j is exit 2', async (given, said) => {
  const run = await startPgproof([...always, '--storage', storage, ...given]).ended
  expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(said)])
})
