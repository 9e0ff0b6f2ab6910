import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { newBackupId } from '../../src/repository/layout.ts'
import { openStore } from '../../src/storage/open.ts'
import { putManifest, tellOf } from '../repository/history.ts'
import { runStep } from './runner.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-status-action-'))
const storage = `file://${folder}/store`
const id = newBackupId(new Date(Date.now() - 3_600_000))

beforeAll(async () => {
  const store = await openStore(storage, { environment: {} })
  const backup = await putManifest(store, id)
  await tellOf(store, backup, 'verified', new Date(Date.now() - 60_000).toISOString())
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a step fails where a limit is broken, with outputs, summary and metrics all the same', async () => {
  const metrics = join(folder, 'shop.prom')
  const step = await runStep('status', { storage, 'min-free-space': '1B', rpo: '5m', prometheus: metrics })
  expect(step.status).toBe(1)
  expect(step.outputs).toMatchObject({
    ok: 'false',
    code: '1',
    newest: id,
    'newest-verified': id,
    count: '1',
    broken: '2',
  })
  expect(step.outputs).toMatchObject({ 'newest-restore-tested': '', 'time-to-restore-seconds': '' })
  expect(Number(step.outputs['data-at-risk-seconds'])).toBeGreaterThanOrEqual(3600)
  expect(JSON.parse(step.outputs.limits ?? '')[0]).toMatchObject({ name: 'rpo', state: 'broken' })
  expect(step.log).toMatch(/^::error title=pgproof status::the changes of the last 1h/m)
  expect(step.summary).toContain('| max-restore-test-age | ❌ broken | at most 35d |')
  expect(readFileSync(metrics, 'utf8')).toContain('pgproof_status_ok{name="shop"} 0')
})
