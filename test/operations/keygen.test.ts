import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { Decrypter, Encrypter } from 'age-encryption'
import { type KeygenRequest, keygen } from '../../src/operations/keygen.ts'
import { describe as describeResult } from '../../src/report/describe.ts'
import { html } from '../../src/report/html.ts'
import { terminal } from '../../src/report/terminal.ts'
import { parseIdentities } from '../../src/sealing/age-keys.ts'
import { makeWorkplace, type Workplace } from '../support/loop.ts'
import { startPgproof } from '../support/pgproof-process.ts'

let place: Workplace
let out: string

beforeAll(async () => {
  place = await makeWorkplace()
})
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'pgproof-keys-'))
})
afterEach(() => rmSync(out, { recursive: true }))
afterAll(() => place.remove())

const make = async (more: Partial<KeygenRequest> = {}) =>
  await keygen({ for: 'both', out, postQuantum: false, ...more }, await place.context())

const text = (name: string) => readFileSync(join(out, name), 'utf8')
const mode = (name: string) => (statSync(join(out, name)).mode & 0o777).toString(8)
const program = (name: string, args: string[], input?: string | Buffer) =>
  execFileSync(name, args, { cwd: out, input, stdio: ['pipe', 'pipe', 'pipe'] })

test('age-keygen and age read the pair of age', async () => {
  const { keys } = await make({ for: 'age' })
  expect(readdirSync(out).sort()).toEqual(['pgproof-identity.txt', 'pgproof-recipient.txt'])
  expect(program('age-keygen', ['-y', 'pgproof-identity.txt']).toString()).toBe(text('pgproof-recipient.txt'))
  const sealed = program('age', ['-R', 'pgproof-recipient.txt'], 'rows')
  expect(program('age', ['-d', '-i', 'pgproof-identity.txt'], sealed).toString()).toBe('rows')
  expect(text('pgproof-identity.txt')).toMatch(
    /^# created: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n# public key: age1[0-9a-z]{58}\nAGE-SECRET-KEY-1[0-9A-Z]{58}\n$/,
  )
  expect(keys).toEqual([
    { kind: 'age', public: text('pgproof-recipient.txt').trim(), fingerprint: expect.stringMatching(/^SHA256:/) },
  ])
})

test('openssl reads the pair that signs, and its fingerprint is that of the public key', async () => {
  const { keys } = await make({ for: 'sign' })
  expect(readdirSync(out).sort()).toEqual(['pgproof-sign-key.pem', 'pgproof-verify-key.pem'])
  expect(program('openssl', ['pkey', '-in', 'pgproof-sign-key.pem', '-pubout']).toString()).toBe(
    text('pgproof-verify-key.pem'),
  )
  const der = program('openssl', ['pkey', '-pubin', '-in', 'pgproof-verify-key.pem', '-outform', 'DER'])
  const digest = program('openssl', ['dgst', '-sha256', '-binary'], der).toString('base64').replace(/=+$/, '')
  expect(keys).toEqual([
    { kind: 'sign', public: text('pgproof-verify-key.pem').trim(), fingerprint: `SHA256:${digest}` },
  ])
})

test('a key against quantum computers seals and opens', async () => {
  const { keys } = await make({ for: 'age', postQuantum: true })
  const recipient = text('pgproof-recipient.txt').trim()
  expect(recipient).toMatch(/^age1pq1/)
  const [identity = ''] = await parseIdentities(text('pgproof-identity.txt'))
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  expect(await decrypter.decrypt(await encrypter.encrypt('rows'), 'text')).toBe('rows')
  expect(keys[0]?.public).toBe(recipient)
})

test('secret halves are 0600 and in no word of the result; each file has its place', async () => {
  const umask = process.umask(0)
  const result = await make().finally(() => process.umask(umask))
  expect(result.warnings).toEqual([])
  expect(['pgproof-identity.txt', 'pgproof-sign-key.pem'].map(mode)).toEqual(['600', '600'])
  expect(['pgproof-recipient.txt', 'pgproof-verify-key.pem'].map(mode)).toEqual(['644', '644'])
  const sheet = describeResult(result)
  const told = JSON.stringify(result) + terminal(sheet, { colour: false }) + html(sheet, { at: new Date(), by: '' })
  const secrets = [text('pgproof-identity.txt'), text('pgproof-sign-key.pem')].flatMap((file) =>
    file.split('\n').filter((line) => !/^(#|-----|$)/.test(line)),
  )
  expect(secrets).toHaveLength(2)
  for (const secret of secrets) expect(told).not.toContain(secret)
  expect(result.files.map(({ input, secret, path }) => [input, secret, path])).toEqual([
    ['encrypt-to', false, join(out, 'pgproof-recipient.txt')],
    ['identity', true, join(out, 'pgproof-identity.txt')],
    ['sign-key', true, join(out, 'pgproof-sign-key.pem')],
    ['verify-key', false, join(out, 'pgproof-verify-key.pem')],
  ])
  const example = readFileSync('examples/encrypted-backup.yml', 'utf8')
  for (const [command, name, file] of [
    ['gh variable set BACKUP_RECIPIENTS', 'vars.BACKUP_RECIPIENTS', 'pgproof-recipient.txt'],
    ['gh secret set BACKUP_IDENTITY --env backup-keys', 'secrets.BACKUP_IDENTITY', 'pgproof-identity.txt'],
    ['gh secret set BACKUP_SIGN_KEY', 'secrets.BACKUP_SIGN_KEY', 'pgproof-sign-key.pem'],
    ['gh variable set BACKUP_VERIFY_KEY', 'vars.BACKUP_VERIFY_KEY', 'pgproof-verify-key.pem'],
  ]) {
    expect(told).toContain(`${command} < ${out}/${file}`)
    expect(example).toContain(`\${{ ${name} }}`)
  }
})

test.each(['pgproof-identity.txt', 'pgproof-recipient.txt', 'pgproof-sign-key.pem', 'pgproof-verify-key.pem'])(
  'an existing %s is left as it is, and nothing is made beside it',
  async (name) => {
    writeFileSync(join(out, name), 'mine')
    await expect(make()).rejects.toMatchObject({ code: 4, message: expect.stringContaining(name) })
    expect(readdirSync(out)).toEqual([name])
    expect(text(name)).toBe('mine')
  },
)

test('what was made is taken back where a later file cannot be', async () => {
  // A link to nothing is not there for who looks, and is there for who writes.
  execFileSync('ln', ['-s', 'nowhere', join(out, 'pgproof-verify-key.pem')])
  await expect(make()).rejects.toMatchObject({ code: 4 })
  expect(readdirSync(out)).toEqual(['pgproof-verify-key.pem'])
})

test('a folder that is not there, or is none, is refused; one that is open to all is warned about', async () => {
  await expect(make({ out: join(out, 'keys') })).rejects.toMatchObject({ code: 2 })
  writeFileSync(join(out, 'file'), '')
  await expect(make({ out: join(out, 'file') })).rejects.toMatchObject({
    code: 2,
    message: expect.stringMatching(/is not a folder/),
  })
  mkdirSync(join(out, 'open'))
  chmodSync(join(out, 'open'), 0o777)
  expect((await make({ out: join(out, 'open') })).warnings).toEqual([expect.stringMatching(/may write to/)])
})

test('the command writes into the current folder, and says so as JSON', async () => {
  const { code, stdout, stderr } = await startPgproof(['keygen', '--for', 'age', '--json', '--out', out]).ended
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, verb: 'keygen', keys: [{ kind: 'age' }] })
  expect((await startPgproof(['keygen', '--for', 'age', '--out', out]).ended).code).toBe(4)
})
