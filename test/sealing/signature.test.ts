import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { parseSignKey, parseVerifyKeys, SIGNATURE_BYTES } from '../../src/sealing/signature.ts'
import { signingKey } from '../support/keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-signature-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { secret, public: half } = signingKey()
const manifest = Buffer.from('{ "manifest": true }')

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const locked = generateKeyPairSync('ed25519').privateKey.export({
  type: 'pkcs8',
  format: 'pem',
  cipher: 'aes-256-cbc',
  passphrase: 'x',
})

test('a signature is known by each of its keys, and by no other, nor over other bytes', () => {
  const signer = parseSignKey(secret)
  const [key, other] = parseVerifyKeys(`${half}\n${signingKey().public}`)
  const signature = signer.sign(manifest)
  expect(signature).toHaveLength(SIGNATURE_BYTES)
  expect(key?.verifies(manifest, signature)).toBe(true)
  expect(other?.verifies(manifest, signature)).toBe(false)
  expect(key?.verifies(Buffer.from('{ "manifest": true}'), signature)).toBe(false)
  expect(key?.verifies(manifest, signature.subarray(1))).toBe(false)
  expect(key?.verifies(manifest, Buffer.alloc(0))).toBe(false)
  expect(signer.publicKey).toBe(half)
})

test('a fingerprint is what openssl makes of the public key', () => {
  const script = 'openssl pkey -pubin -outform DER | openssl dgst -sha256 -binary | base64 -w0'
  const { stdout } = spawnSync('sh', ['-c', script], { input: half, encoding: 'utf8' })
  const fingerprint = `SHA256:${stdout.replace(/=+$/, '')}`
  expect(parseSignKey(secret).fingerprint).toBe(fingerprint)
  expect(parseVerifyKeys(half)[0]?.fingerprint).toBe(fingerprint)
})

test('openssl checks what is signed here, and signs what is checked here', () => {
  const at = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const [data, publicKey, secretKey] = [at('manifest', manifest), at('public.pem', half), at('secret.pem', secret)]
  const signature = at('signature', parseSignKey(secret).sign(manifest))
  const check = ['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', publicKey, '-in', data, '-sigfile', signature]
  expect(spawnSync('openssl', check).status).toBe(0)
  writeFileSync(data, 'other bytes')
  expect(spawnSync('openssl', check).status).toBe(1)
  writeFileSync(data, manifest)
  const signed = spawnSync('openssl', ['pkeyutl', '-sign', '-rawin', '-inkey', secretKey, '-in', data]).stdout
  expect(parseVerifyKeys(half)[0]?.verifies(manifest, signed)).toBe(true)
})

test.each([
  ['blank', ' \n', 'sign-key is empty'],
  ['public', half, 'sign-key is not a secret key in PEM'],
  ['nonsense', 'NONSENSE', 'sign-key is not a secret key in PEM'],
  ['cut', secret.slice(0, 60), 'sign-key is not a secret key in PEM'],
  ['locked', String(locked), 'sign-key is locked with a passphrase'],
  ['RSA', rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'sign-key is a key of the kind rsa'],
])('a key to sign with that is %s is refused and not shown', (_, pem, reason) => {
  const refused = () => parseSignKey(pem)
  expect(refused).toThrow(expect.objectContaining({ code: 2, reason: expect.stringContaining(reason) }))
  expect(refused).toThrow(expect.not.objectContaining({ message: expect.stringContaining('NONSENSE') }))
})

test.each([
  ['blank', '', 'verify-key is not a list of keys'],
  ['nonsense', 'NONSENSE', 'verify-key is not a list of keys'],
  ['with something between', `${half}nonsense\n${half}`, 'verify-key is not a list of keys'],
  ['secret', `${half}${secret}`, 'verify-key holds a secret key'],
  [
    'RSA',
    half + rsa.publicKey.export({ type: 'spki', format: 'pem' }),
    'key 2 of verify-key is not a public key of Ed25519',
  ],
  ['hollow', half.replace(/\n.*\n/, '\nAAAA\n'), 'key 1 of verify-key is not a public key of Ed25519'],
])('keys to check with that are %s are refused', (_, pem, reason) => {
  expect(() => parseVerifyKeys(pem)).toThrow(
    expect.objectContaining({ code: 2, reason: expect.stringContaining(reason) }),
  )
})
