import { execFile } from 'node:child_process'
import { createHash, verify, X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { runSource, type Step } from '../actions/runner.ts'
import { backupResult } from '../report/results.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { ID_TOKEN, type ScriptedSigstore, startScriptedSigstore, TIMESTAMP } from '../support/scripted-sigstore.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-attest-'))
const storage = `file://${folder}/backups`
let server: TestServer
let sigstore: ScriptedSigstore
let inputs: Record<string, string>

beforeAll(async () => {
  ;[server, sigstore] = await Promise.all([startTestServer(undefined, { tcp: true }), startScriptedSigstore()])
  await server.createDatabase('shop', 'CREATE TABLE secret_orders AS SELECT g AS id FROM generate_series(1, 100) g')
  const url = server.url.replace(/\/postgres$/, '/shop')
  inputs = { 'database-url': url, storage, attest: 'true', 'github-token': 'ghs_canary_token' }
})
beforeEach(() => sigstore.reset())
afterAll(async () => {
  await Promise.all([server.stop(), sigstore.stop()])
  rmSync(folder, { recursive: true })
})

const event = (visibility: 'public' | 'private') => {
  const path = join(folder, `${visibility}.json`)
  writeFileSync(path, JSON.stringify({ repository: { visibility, private: visibility === 'private' } }))
  return { ...sigstore.environment, GITHUB_EVENT_PATH: path }
}

const STORE = 'POST api.github.com/repos/ada/shop/attestations'
const asked = () => sigstore.requests.map(({ what }) => what.replace(/\?.*/, ''))

/** The statement that was stored, once its signature was found to be by the key of its certificate, which the authority signed. */
function storedStatement() {
  const stored = sigstore.requests.find(({ what }) => what === STORE)
  expect(stored?.headers.authorization).toBe('token ghs_canary_token')
  const { verificationMaterial, dsseEnvelope } = JSON.parse(stored?.body.toString() ?? '').bundle
  const certificate = new X509Certificate(Buffer.from(verificationMaterial.certificate.rawBytes, 'base64'))
  expect(certificate.verify(new X509Certificate(readFileSync(sigstore.authority)).publicKey)).toBe(true)
  const { payloadType, payload, signatures } = dsseEnvelope
  const bytes = Buffer.from(payload, 'base64')
  const signed = `DSSEv1 ${payloadType.length} ${payloadType} ${bytes.length} ${bytes}`
  const signature = Buffer.from(signatures[0].sig, 'base64')
  expect(verify('sha256', Buffer.from(signed), certificate.publicKey, signature)).toBe(true)
  return { statement: JSON.parse(bytes.toString()), material: verificationMaterial, signature }
}

const manifestOf = ({ outputs }: Step) => join(folder, 'backups/shop/backups', outputs.id ?? '', 'manifest.json')

test('a backup and its restore-test of a private repository are attested, and the outputs say where', async () => {
  const backup = await runSource('backup', inputs, event('private'))
  expect(backup.log).not.toMatch(/^::error.*/m)
  expect(backup.outputs).toMatchObject({
    ok: 'true',
    'attestation-id': '4711',
    'attestation-url': 'https://github.com/ada/shop/attestations/4711',
  })
  expect(asked()).toEqual([
    'GET tokens.actions.githubusercontent.com/token',
    'POST fulcio.githubapp.com/api/v2/signingCert',
    'POST timestamp.githubapp.com/api/v1/timestamp',
    STORE,
  ])
  expect(sigstore.requests[0]?.what).toContain('audience=sigstore')
  expect(sigstore.requests[0]?.headers.authorization).toBe('Bearer canary-request-token')
  const { statement, material, signature } = storedStatement()
  const digest = createHash('sha256')
    .update(readFileSync(manifestOf(backup)))
    .digest('hex')
  const subject = { name: `shop/backups/${backup.outputs.id}/manifest.json`, digest: { sha256: digest } }
  expect(statement).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [subject],
    predicateType: 'https://github.com/pgproof/pgproof/attestations/backup/v1',
    predicate: { backup: { id: backup.outputs.id, type: 'auto', complete: true }, totals: { tables: 1, rows: 100 } },
  })
  const timestamp = material.timestampVerificationData.rfc3161Timestamps[0].signedTimestamp
  expect(Buffer.from(timestamp, 'base64').toString()).toBe(TIMESTAMP)
  expect(JSON.parse(sigstore.requests[2]?.body.toString() ?? '')).toMatchObject({
    artifactHash: createHash('sha256').update(signature).digest('base64'),
  })

  sigstore.reset()
  const tested = await runSource('restore-test', { ...inputs, backup: backup.outputs.id ?? '' }, event('private'))
  expect(tested.outputs).toMatchObject({ ok: 'true', 'attestation-id': '4711' })
  const { statement: second } = storedStatement()
  expect(second).toMatchObject({
    subject: [subject],
    predicateType: 'https://github.com/pgproof/pgproof/attestations/restore-test/v1',
    predicate: { verdict: 'equal', tables: 1, rows: 100, assertions: { passed: 0, skipped: 0 } },
  })
  expect(JSON.stringify([statement, second])).not.toContain('secret_orders')
  expect(tested.summary).toContain('/ada/shop/attestations/4711')
  const log = `${backup.log}${tested.log}`.replace(/^::add-mask::.*$/gm, '')
  for (const secret of ['ghs_canary_token', 'canary-request-token', ID_TOKEN]) expect(log).not.toContain(secret)
}, 120_000)

test("a public repository's goes to the public log", async () => {
  const { outputs } = await runSource('backup', inputs, event('public'))
  expect(outputs).toMatchObject({ ok: 'true', 'attestation-id': '4711' })
  expect(asked()).toEqual([
    'GET tokens.actions.githubusercontent.com/token',
    'POST fulcio.sigstore.dev/api/v2/signingCert',
    'POST rekor.sigstore.dev/api/v1/log/entries',
    STORE,
  ])
  expect(storedStatement().material.tlogEntries).toHaveLength(1)
}, 60_000)

test('without attest nobody is asked', async () => {
  const { outputs } = await runSource('backup', { ...inputs, attest: 'false' }, event('private'))
  expect(outputs).toMatchObject({ ok: 'true', 'attestation-id': '', 'attestation-url': '' })
  expect(asked()).toEqual([])
}, 60_000)

const PERMISSIONS = /id-token: write and attestations: write/

test('where GitHub does not take it the step fails, and the backup stands', async () => {
  script(STORE, 403, 'Resource not accessible by integration')
  const step = await runSource('backup', inputs, event('private'))
  expect(step.status).toBe(1)
  expect(step.outputs).toMatchObject({ ok: 'false', code: '3', 'attestation-id': '', tables: '1', rows: '100' })
  expect(step.outputs.reason).toMatch(
    /^backup \S+ stands, but it was not attested: GitHub did not take it: .*Resource not accessible by integration/,
  )
  expect(step.log).toMatch(PERMISSIONS)
  expect(existsSync(manifestOf(step))).toBe(true)
}, 60_000)

test.each([
  [
    'no id-token: write',
    () => ({ ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' }),
    /not attested: the job may not ask for an ID token$/,
    PERMISSIONS,
    0,
  ],
  [
    'a plan without attestations',
    () => script(STORE, 404, 'Feature not available for user-owned private repositories.'),
    /not attested: .*Feature not available for user-owned private repositories/,
    /githubstatus/,
    4,
  ],
  [
    'a Fulcio that refuses',
    () => script('POST fulcio.githubapp.com/api/v2/signingCert', 400, 'no such issuer'),
    /not attested: .*no such issuer/,
    /githubstatus/,
    2,
  ],
  [
    'an ID token that is none',
    () => script('GET tokens.actions.githubusercontent.com/token', 200, '', { value: 'canary-no-token' }),
    /not attested: GitHub gave the job no ID token$/,
    PERMISSIONS,
    1,
  ],
  [
    'an API that does not say the number',
    () => script(STORE, 201, '', {}),
    /not attested: GitHub did not say under which number it keeps it$/,
    /githubstatus/,
    4,
  ],
  [
    'a server that has no attestations',
    () => ({ GITHUB_SERVER_URL: 'https://github.example.com' }),
    /not attested: https:\/\/github.example.com has no attestations$/,
    /set attest to false/,
    0,
  ],
])(
  'with %s a good result becomes a failure that says so',
  async (_, prepare, reason, hint, requests) => {
    const more = prepare() ?? {}
    const { result, told } = await attestInProcess({ ...event('private'), ...more })
    expect(result).toMatchObject({
      ok: false,
      code: 3,
      reason: expect.stringMatching(reason),
      hint: expect.stringMatching(hint),
      totals: backupResult.totals,
    })
    expect(result.reason).toMatch(/^backup 20261120T021703Z-7f3a9c stands, but it was /)
    expect(asked()).toHaveLength(requests)
    expect(told).not.toMatch(/canary/)
  },
  60_000,
)

/** Attests `backupResult` in a process of its own, since libraries read the environment. */
async function attestInProcess(environment: Record<string, string>) {
  const start = `const { attested } = await import(${JSON.stringify(resolve('src/runner/attest.ts'))})
    const { backupResult: result } = await import(${JSON.stringify(resolve('test/report/results.ts'))})
    const values = { attest: true, githubToken: 'ghs_canary_token' }
    console.log(JSON.stringify(await attested({ result }, values, process.env, ['ghs_canary_token'])))`
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', start]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, flags, { env: environment })
  return { result: JSON.parse(stdout).result, told: stdout + stderr }
}

function script(what: string, status: number, message: string, json: object = { message }): undefined {
  sigstore.answers.set(what, { status, json })
}
