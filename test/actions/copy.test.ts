import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { openStore } from '../../src/storage/open.ts'
import { makeBackup } from '../repository/sample.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { runStep } from './runner.ts'

const id = '20261120T021703Z-7f3a9c'
const folder = mkdtempSync(join(tmpdir(), 'pgproof-copy-'))
const storage = `file://${folder}/backups`
let s3: S3Server

beforeAll(async () => {
  s3 = await startS3()
  const store = await openStore(storage, { environment: {} })
  await makeBackup(store, id, { orders: '1\n2\n' })
})

afterAll(async () => {
  await s3?.stop()
  rmSync(folder, { recursive: true })
})

test('a backup is copied: outputs, summary, report, and the secret of the second storage nowhere', async () => {
  const { address, accessKeyId, secretAccessKey: secret } = s3
  const inputs = {
    storage,
    'copy-to': address,
    'copy-s3-access-key-id': accessKeyId,
    'copy-s3-secret-access-key': secret,
  }
  const step = await runStep('copy', inputs)
  expect(step.status).toBe(0)
  expect(step.outputs).toMatchObject({ ok: 'true', code: '0', id, copied: '1', failed: '0', objects: '4' })
  expect(step.outputs.location).toContain(`/shop/backups/${id}`)
  expect(step.outputs.record).toMatch(/^shop\/records\/.*-copied-/)
  expect(step.log).toContain(`::add-mask::${secret}`)
  const report = readFileSync(step.outputs['report-path'] ?? '', 'utf8')
  const told = [step.log.replaceAll(`::add-mask::${secret}`, ''), step.summary, report, JSON.stringify(step.outputs)]
  for (const text of told) expect(text).not.toContain(secret)
  expect(step.summary).toContain(id)
}, 60_000)

test('a failure says whose it is, in the outputs too', async () => {
  const secret = 'not-the-secret-of-anybody'
  const inputs = {
    storage,
    'copy-to': s3.address,
    'copy-s3-access-key-id': 'nobody',
    'copy-s3-secret-access-key': secret,
  }
  const step = await runStep('copy', inputs)
  expect([step.status, step.outputs.ok, step.outputs.code]).toEqual([1, 'false', '3'])
  expect(step.outputs.reason).toMatch(/^the second storage: /)
  expect(step.log.replaceAll(`::add-mask::${secret}`, '')).not.toContain(secret)
}, 60_000)
