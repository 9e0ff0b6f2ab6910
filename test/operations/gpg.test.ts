import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../src/operations/backup/backup.ts'
import { restoreTest } from '../../src/operations/restore-test/restore-test.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { Keyring, processesAt } from '../support/gpg.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, verifyRequest, type Workplace } from '../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../support/postgres.ts'
import { eventually } from '../support/processes.ts'

/** Names and contents that nobody without the key may see. */
const SCHEMA = `
  CREATE TABLE patients (id int PRIMARY KEY, name text); INSERT INTO patients SELECT g, 'patient ' || g FROM generate_series(1, 2000) g;
  CREATE TABLE visits (id int PRIMARY KEY); SELECT lo_from_bytea(0, 'a large object');`

let source: TestServer
let clinic: Connection
let ring: Keyring
let place: Workplace

beforeAll(async () => {
  ring = new Keyring()
  ;[source, place] = await Promise.all([startTestServer(), makeWorkplace()])
  clinic = await source.createDatabase('clinic', SCHEMA)
}, 60_000)

afterAll(async () => {
  ring?.stop()
  await Promise.all([source?.stop(), place?.remove()])
})

/** A run of somebody with the keyring; whatever it comes to, no process and no keyring of its own is left. */
async function run<T>(work: (context: Awaited<ReturnType<Workplace['context']>>) => Promise<T>): Promise<T> {
  const context = await place.context({ environment: { ...process.env, ...ring.environment } })
  try {
    return await work(context)
  } finally {
    expect(readdirSync(context.temporary).filter((name) => name.startsWith('gpg'))).toEqual([])
    await eventually('no agent is left', () => processesAt(context.temporary).length === 0)
  }
}

test.each(['recipients', 'passphrase'] as const)(
  'a backup sealed by gpg for %s is whole, and comes back',
  async (mode) => {
    const name = `by-${mode}`
    const passphrase = 'correct horse battery staple'
    const owner = ring.key(`Dana <${name}@example.org>`)
    const [sealing, opening, wrong] =
      mode === 'recipients'
        ? [{ gpgRecipients: [owner] }, { gpgPrivateKey: ring.secretKey(owner) }, {}]
        : [{ encryption: 'gpg' as const, passphrase }, { passphrase }, { passphrase: 'not that one at all' }]

    const made = await run((context) =>
      backup(backupRequest(addressOf(clinic), place.storage, { name, ...sealing }), context),
    )
    const folder = fileURLToPath(made.backup.location)
    const objects = readdirSync(folder).filter((object) => object !== 'manifest.json')
    expect(objects.filter((object) => !object.endsWith('.gpg'))).toEqual([])
    expect(objects.includes('key.txt.gpg')).toBe(mode === 'passphrase')
    const manifest = readFileSync(`${folder}/manifest.json`, 'utf8')
    expect(JSON.parse(manifest).encryption).toMatchObject({
      method: 'gpg',
      mode,
      recipients: mode === 'recipients' ? [owner] : [],
    })
    expect(manifest).not.toContain('patients')

    const verified = await run((context) => verify(verifyRequest(place.storage, { name, ...opening }), context))
    expect(verified).toMatchObject({ ok: true, checked: { share: 1 } })
    const tested = await run((context) => restoreTest(restoreTestRequest(place.storage, { name, ...opening }), context))
    expect(tested).toMatchObject({ ok: true, definitions: { differences: [] } })

    ring.run(['--yes', '--delete-secret-keys', owner])
    const refused = run((context) => verify(verifyRequest(place.storage, { name, ...wrong }), context))
    await expect(refused).rejects.toMatchObject({ code: 5 })
  },
  180_000,
)

test('recipients that are none end the run before anything is stored', async () => {
  const request = backupRequest(addressOf(clinic), place.storage, {
    name: 'never',
    gpgRecipients: ['nobody@example.org'],
  })
  await expect(run((context) => backup(request, context))).rejects.toMatchObject({ code: 2 })
  expect(readdirSync(new URL(place.storage))).not.toContain('never')
})
