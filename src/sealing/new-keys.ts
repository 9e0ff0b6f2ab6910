import { generateKeyPairSync } from 'node:crypto'
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption'

/** A new pair of keys, as the texts of two files. */
export interface KeyPair {
  /** The file of the secret half. */
  secret: string
  /** The file of the public half. */
  public: string
}

/** A pair of age, in the format of age-keygen: comments, then the key. `made` stands in the first comment. */
export async function newAgeKeys(made: Date, postQuantum: boolean): Promise<KeyPair> {
  const identity = postQuantum ? await generateHybridIdentity() : await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const time = made.toISOString().replace(/\.\d+Z$/, 'Z')
  return { secret: `# created: ${time}\n# public key: ${recipient}\n${identity}\n`, public: `${recipient}\n` }
}

/** A pair of Ed25519 in PEM, as openssl writes it: PKCS #8 and SubjectPublicKeyInfo. */
export function newSigningKeys(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { secret: privateKey, public: publicKey }
}
