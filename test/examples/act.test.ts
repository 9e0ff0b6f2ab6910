import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Stage, startStage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await startStage()
}, 60_000)

afterAll(async () => {
  await stage?.stop()
})

test('the nightly example leaves a verified backup in the bucket', async () => {
  stage.caller.install('nightly-backup')
  const done = await stage.run()
  expect(done.log).toContain('Job succeeded')
  expect(done.status).toBe(0)
  const [id = '', ...others] = stage.backups()
  expect(others).toEqual([])
  expect(done.log).toContain(`::set-output:: id=${id}`)
  expect(readdirSync(join(stage.s3.folder, stage.s3.bucket, 'prefix/shop/backups', id))).toContain('manifest.json')
  expect(stage.records(id)).toMatch(/-verified-/)
  expect(done.log).toMatch(/Summary - .*[Vv]erified/s)
  expect(stage.told).toEqual([])
  stage.expectNoSecret(done)
}, 60_000)

test('the monthly example restores it into the service container and asks its questions', async () => {
  stage.caller.install('monthly-restore-test', onTestServer)
  const done = await stage.run()
  expect(done.log).toContain('Job succeeded')
  expect(done.status).toBe(0)
  expect(done.log).toContain('::set-output:: ok=true')
  expect(done.log).toContain('::set-output:: differences=0')
  expect(done.log).toContain('::set-output:: assertions=7')
  expect(done.log).toMatch(/Summary - /)
  expect(stage.records(stage.backups()[0] ?? '')).toMatch(/-restore-tested-/)
  const left = await stage.container.query(
    stage.container.connection,
    "SELECT FROM pg_database WHERE datname LIKE 'pgproof%'",
  )
  expect(left).toEqual([])
  stage.expectNoSecret(done)
}, 60_000)

test('an assertion that does not hold makes it red, and someone is told why', async () => {
  stage.caller.install('monthly-restore-test', (workflow) => onTestServer(workflow).replace('min: 1000', 'min: 5000'))
  const done = await stage.run()
  expect(done.status).toBe(1)
  expect(done.log).toContain('::set-output:: ok=false')
  expect(stage.told.at(-1)?.text).toMatch(/^The restore-test failed in .*customers.* http.*\/actions\/runs\/1$/)
  stage.expectNoSecret(done)
}, 60_000)

test('a wrong password is told as the reason, without the password', async () => {
  stage.caller.install('nightly-backup')
  const wrong = stage.databaseUrl.replace(new URL(stage.databaseUrl).password, 'certainly-not-this-one')
  const before = stage.backups()
  const done = await stage.run({ secrets: { DATABASE_URL: wrong } })
  expect(done.status).toBe(1)
  expect(done.log).toMatch(/::set-output:: reason=.*password/)
  expect(stage.told.at(-1)?.text).toMatch(/^The backup failed in .*password.* http.*\/actions\/runs\/1$/)
  expect(done.log + stage.told.at(-1)?.text).not.toContain('certainly-not-this-one')
  stage.expectNoSecret(done)
  expect(stage.backups()).toEqual(before)
}, 60_000)

test('the manual example does all three in one go', async () => {
  stage.caller.install('manual')
  const done = await stage.run()
  expect(done.log).toContain('Job succeeded')
  expect(done.status).toBe(0)
  expect(stage.records(stage.backups().at(-1) ?? '')).toMatch(
    /-restore-tested-.*-verified-|-verified-.*-restore-tested-/,
  )
  stage.expectNoSecret(done)
}, 90_000)

test('the second copy has every backup, verified there, and none is gone', async () => {
  stage.caller.install('second-copy')
  const before = stage.backups()
  const done = await stage.run()
  expect(done.log).toContain('Job succeeded')
  expect(done.status).toBe(0)
  expect(stage.copies()).toEqual(before)
  expect(done.log).toContain(`::set-output:: copied=${before.length}`)
  expect(stage.backups()).toEqual(before)
  expect(stage.records(before.at(-1) ?? '')).toMatch(/-copied-/)
  stage.expectNoSecret(done)
}, 90_000)

/** The service container's address and password, as they are here. */
function onTestServer(workflow: string): string {
  const target = /target-url: \S+ ?\S* ?\S*@localhost:5432\/postgres/
  expect(workflow).toMatch(target)
  return workflow.replace(target, `target-url: ${stage.container.url}`)
}
