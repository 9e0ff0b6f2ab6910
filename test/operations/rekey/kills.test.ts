import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { list } from '../../../src/operations/list.ts'
import { pin } from '../../../src/operations/pins.ts'
import { prune } from '../../../src/operations/prune/prune.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { ageKey } from '../../support/keys.ts'
import { backupRequest, makeWorkplace, verifyRequest, type Workplace } from '../../support/loop.ts'
import { type PgproofProcess, startPgproof } from '../../support/pgproof-process.ts'
import { addressOf, newestMajor, startTestServer } from '../../support/postgres.ts'
import { eventually } from '../../support/processes.ts'
import { type ScriptedRequest, type ScriptedS3, startScriptedS3 } from '../../support/scripted-http.ts'

let s3: ScriptedS3
let place: Workplace
let ada: Awaited<ReturnType<typeof ageKey>>
let ben: Awaited<ReturnType<typeof ageKey>>
/** Id of the one backup, which is pinned, and what lies in the storage with it. */
let id: string
let made: Map<string, Buffer>
let run: PgproofProcess | undefined
let release = () => {}

const environment = () => ({ ...process.env, ...s3.environment })
const context = async () => await place.context({ environment: environment() })

beforeAll(async () => {
  const server = await startTestServer(newestMajor)
  s3 = await startScriptedS3()
  place = await makeWorkplace(s3.address)
  ;[ada, ben] = [await ageKey(), await ageKey()]
  const sql = 'CREATE TABLE a AS SELECT g FROM generate_series(1, 500) g; CREATE TABLE b AS SELECT 1 AS one'
  const url = addressOf(await server.createDatabase('shop', sql))
  const request = backupRequest(url, place.storage, { encryptTo: [ada.recipient] })
  id = (await backup(request, await context())).backup.id
  await pin({ storage: place.storage, backup: id, reason: 'the audit' }, await context())
  made = new Map(s3.objects)
  await server.stop()
}, 60_000)
beforeEach(() => {
  s3.objects.clear()
  for (const [key, body] of made) s3.objects.set(key, body)
})
afterEach(async () => {
  s3.script = () => undefined
  release()
  run?.child.kill('SIGKILL')
  await run?.ended
})
afterAll(async () => {
  await s3?.stop()
  await place?.remove()
})

const begin = () => {
  const args = ['rekey', '--storage', place.storage, '--all', '--add-recipient', ben.recipient, '--jobs', '1']
  run = startPgproof(args, { ...s3.environment, PGPROOF_IDENTITY: ada.identity })
  return run
}

/** Starts a rekey, ends it when it asks for what is meant, and lets that arrive afterwards or not. */
async function killAt(meant: (request: ScriptedRequest) => boolean, arrives: boolean): Promise<void> {
  let waiting = 0
  const until = new Promise<void>((resolve) => {
    release = resolve
  })
  s3.script = (request) => {
    if (waiting === 0 && !meant(request)) return undefined
    waiting += 1
    return { until, ...(!arrives && { noAnswer: true }) }
  }
  const killed = begin()
  await Promise.race([eventually('it comes to that', () => waiting > 0, 60), killed.ended])
  killed.child.kill('SIGKILL')
  expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' })
  release()
  s3.script = () => undefined
}

const ofCopy = ({ key }: ScriptedRequest) => !key.includes(id)
const puts = (pattern: RegExp) => (request: ScriptedRequest) => request.method === 'PUT' && pattern.test(request.key)

const readsBack = (request: ScriptedRequest) =>
  request.method === 'GET' && ofCopy(request) && /toc\.dat/.test(request.key)

const stages: [name: string, arrives: boolean, meant: (request: ScriptedRequest) => boolean][] = [
  ['a part is put', true, puts(/\.dat\.zst\.\d+\.age$/)],
  ['the inventory is put', false, puts(/inventory/)],
  ['the manifest is put', false, puts(/manifest\.json$/)],
  ['the manifest is put', true, puts(/manifest\.json$/)],
  ['the copy is read back', true, readsBack],
  ['the copy is said to be verified', false, puts(/-verified-/)],
  ['the copy is pinned', false, puts(/-pinned-/)],
  ['the pin is taken off the old one', true, puts(/-unpinned-/)],
  ['the old one expires', false, puts(/-expired-/)],
  ['the old one expires', true, puts(/-expired-/)],
]

const verified = async (backup: string) => {
  const request = verifyRequest(place.storage, { backup, identity: ada.identity, history: true })
  return await verify(request, await context())
}
const restorePoints = async () => {
  const { backups } = await list({ storage: place.storage }, await context())
  return backups.filter(({ replacedBy }) => replacedBy === undefined)
}
const halves = () => {
  const ids = [...s3.objects.keys()].flatMap((key) => /^(.*\/backups\/[^/]+\/)/.exec(key)?.[1] ?? [])
  return [...new Set(ids)].filter((folder) => !s3.objects.has(`${folder}manifest.json`))
}

test.each(stages)(
  'killed when %s (which arrives: %s): one whole restore point, and the next run finishes',
  async (_, arrives, meant) => {
    await killAt(meant, arrives)
    expect(await restorePoints()).toHaveLength(1)
    for (const backup of [id, 'latest'])
      expect(await verified(backup)).toMatchObject({ ok: true, checked: { share: 1 } })
    expect(await begin().ended).toMatchObject({ code: 0 })
    const after = await restorePoints()
    expect(after).toMatchObject([{ verified: { ok: true } }])
    // What was committed is finished and not made again.
    expect([...s3.objects.keys()].filter((key) => key.endsWith('/manifest.json'))).toHaveLength(2)
    const keyOf = (kind: string, of: string) =>
      [...s3.objects.keys()].filter((key) => key.includes(of) && key.includes(kind))
    expect(keyOf('-expired-', id).length).toBeGreaterThan(0)
    expect(keyOf('-pinned-', after[0]?.id as string).length).toBeGreaterThan(0)
    expect(await verified('latest')).toMatchObject({ ok: true, backup: { id: after[0]?.id }, history: { faults: [] } })
    const pruned = await prune(
      { storage: place.storage, retention: { 'keep-last': 5 }, apply: true, deleteVersions: false },
      await context(),
    )
    expect(pruned).toMatchObject({ ok: true, totals: { keep: 1, wait: 1 } })
    expect(halves()).toEqual([])
  },
  120_000,
)
