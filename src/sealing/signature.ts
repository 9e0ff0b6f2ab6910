import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { usageError } from '../errors.ts'

/** Bytes of a raw Ed25519 signature (RFC 8032). */
export const SIGNATURE_BYTES = 64

/** Signs with an Ed25519 key. `fingerprint` is its public half's, as `VerifyKey` has it. */
export interface Signer {
  readonly fingerprint: string
  /** PEM of the public half. */
  readonly publicKey: string
  sign(bytes: Uint8Array): Buffer
}

export interface VerifyKey {
  /** `SHA256:` and the base64 of the SHA-256 of the key's SubjectPublicKeyInfo (DER), without padding. */
  readonly fingerprint: string
  verifies(bytes: Uint8Array, signature: Uint8Array): boolean
}

const MADE_BY = 'pgproof keygen or openssl genpkey -algorithm ed25519'

/** Reads a secret key in PEM (PKCS #8). Throws exit 2 for anything else, and shows nothing of it. */
export function parseSignKey(pem: string): Signer {
  const key = secretKey(pem)
  if (key.asymmetricKeyType !== 'ed25519')
    throw usageError(
      `sign-key is a key of the kind ${key.asymmetricKeyType}, not of Ed25519`,
      `make one with ${MADE_BY}`,
    )
  const half = createPublicKey(key)
  return {
    fingerprint: fingerprintOf(half),
    publicKey: half.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => sign(null, bytes, key),
  }
}

function secretKey(pem: string): KeyObject {
  if (pem.trim() === '') throw usageError('sign-key is empty', `give the text of a key file made with ${MADE_BY}`)
  if (/ENCRYPTED PRIVATE KEY/.test(pem)) {
    throw usageError('sign-key is locked with a passphrase', 'unlock it with openssl pkey, and keep the file 0600')
  }
  try {
    return createPrivateKey(pem)
  } catch (error) {
    throw usageError('sign-key is not a secret key in PEM', `give the text of a key file made with ${MADE_BY}`, error)
  }
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g

/** Reads public keys in PEM, one after the other. Throws exit 2 where there is none, or something else among them. */
export function parseVerifyKeys(text: string): VerifyKey[] {
  const hint = 'give public keys in PEM, as pgproof keygen wrote them (-----BEGIN PUBLIC KEY-----)'
  if (/PRIVATE KEY-----/.test(text)) {
    throw usageError(
      'verify-key holds a secret key',
      'give its public half (openssl pkey -pubout), and keep the secret one secret',
    )
  }
  const blocks = [...text.matchAll(BLOCK)].map(([block]) => block)
  if (blocks.length === 0 || text.replace(BLOCK, '').trim() !== '')
    throw usageError('verify-key is not a list of keys', hint)
  return blocks.map((block, index) => {
    const key = publicKey(block)
    if (key?.asymmetricKeyType === 'ed25519') return verifyKey(key)
    throw usageError(`key ${index + 1} of verify-key is not a public key of Ed25519`, hint)
  })
}

function publicKey(pem: string): KeyObject | undefined {
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}

const verifyKey = (key: KeyObject): VerifyKey => ({
  fingerprint: fingerprintOf(key),
  verifies: (bytes, signature) => signature.length === SIGNATURE_BYTES && verify(null, bytes, key, signature),
})

const fingerprintOf = (key: KeyObject): string =>
  `SHA256:${createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64')
    .replace(/=+$/, '')}`
