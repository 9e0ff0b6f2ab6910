import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ageKey, signingKey } from '../support/keys.ts'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
let mine: Awaited<ReturnType<typeof ageKey>>
let safe: Awaited<ReturnType<typeof ageKey>>
const signing = signingKey()

beforeAll(async () => {
  ;[stage, mine, safe] = await Promise.all([startStage(), ageKey(), ageKey()])
}, 60_000)

afterAll(async () => {
  await stage?.stop()
})

const run = async (recipients = `${mine.recipient}\n${safe.recipient}\n`) => {
  const done = await stage.run({
    secrets: { BACKUP_SIGN_KEY: signing.secret, BACKUP_IDENTITY: `# of the safe\n${safe.identity}\n` },
    variables: { BACKUP_RECIPIENTS: recipients, BACKUP_VERIFY_KEY: signing.public },
  })
  stage.expectNoSecret(done)
  for (const line of `${signing.secret}${safe.identity}`
    .split('\n')
    .filter((one) => one !== '' && !one.startsWith('-----')))
    expect(done.log).not.toContain(line)
  return done
}

const folderOf = (id: string) => join(stage.s3.folder, stage.s3.bucket, 'prefix/shop/backups', id)

test('the nightly job leaves a backup that is sealed for both and signed, and looks at it without a key', async () => {
  stage.caller.install('encrypted-backup')
  const done = await run()
  expect([done.status, done.log]).toEqual([0, expect.stringContaining('Job succeeded')])
  const [id = ''] = stage.backups()
  const names = readdirSync(folderOf(id))
  expect(names.filter((name) => !name.endsWith('.age')).sort()).toEqual(['manifest.json', 'manifest.json.sig'])
  const { encryption } = JSON.parse(readFileSync(join(folderOf(id), 'manifest.json'), 'utf8'))
  expect(encryption.recipients).toEqual([mine.recipient, safe.recipient])
  expect(stage.records(id)).not.toMatch(/-verified-|-restore-tested-/)
}, 120_000)

test('the monthly job opens it with the key of the safe, and proves it', async () => {
  stage.caller.install('encrypted-backup', onlyRestoreTest)
  const done = await run()
  expect([done.status, done.log]).toEqual([0, expect.stringContaining('::set-output:: ok=true')])
  expect(stage.records(stage.backups()[0] ?? '')).toMatch(/-restore-tested-/)
}, 120_000)

test('a variable that is empty makes no plain backup', async () => {
  const before = stage.backups()
  stage.caller.install('encrypted-backup')
  const done = await run('')
  expect([done.status, done.log]).toEqual([1, expect.stringContaining('encryption is age, and neither encrypt-to')])
  expect(stage.told.at(-1)?.text).toMatch(/^The encrypted backup failed in .*encryption is age/)
  expect(stage.backups()).toEqual(before)
}, 120_000)

/** act knows no schedules: the conditions of the jobs say which one it is. */
function onlyRestoreTest(workflow: string): string {
  const conditions = workflow.match(/^ {4}if: .*$/gm) ?? []
  expect(conditions).toHaveLength(2)
  const [nightly = '', monthly = ''] = conditions
  return workflow.replace(nightly, '    if: false').replace(monthly, '    if: true')
}
