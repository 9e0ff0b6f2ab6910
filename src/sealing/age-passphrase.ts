import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { type Identity, type Recipient, Stanza } from 'age-encryption'

/** log2 of scrypt's work: what age itself takes, a second of a usual machine and 256 MiB. */
const WORK = 18
/** More would be somebody's attempt to keep this machine busy. */
const MOST_WORK = 20
const SALT_BYTES = 16
/** A file key of 16 bytes with its tag. */
const BODY_BYTES = 32
const TAG_BYTES = 16
/** Each key is used once. */
const NONCE = Buffer.alloc(12)

/**
 * Seals and opens files of age with a passphrase (age-encryption.org/v1, "The scrypt recipient type"). The library can do that too, in JavaScript
 * that lets nothing else happen for a second; this leaves it to node, in a thread.
 */
export class AgePassphrase implements Recipient, Identity {
  readonly #passphrase: string

  constructor(passphrase: string) {
    this.#passphrase = passphrase
  }

  async wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]> {
    const salt = randomBytes(SALT_BYTES)
    const cipher = createCipheriv('chacha20-poly1305', await this.#derive(salt, WORK), NONCE, {
      authTagLength: TAG_BYTES,
    })
    const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
    const encoded = salt.toString('base64').replace(/=+$/, '')
    return [new Stanza(['scrypt', encoded, String(WORK)], new Uint8Array(body))]
  }

  /** null for another passphrase. Throws for what the format forbids. */
  async unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null> {
    const [stanza] = stanzas
    if (stanza?.args[0] !== 'scrypt') return null
    const [, encoded = '', work = ''] = stanza.args
    const salt = Buffer.from(encoded, 'base64')
    const whole = stanzas.length === 1 && stanza.args.length === 3 && stanza.body.length === BODY_BYTES
    if (!whole || salt.length !== SALT_BYTES || !/^[1-9]\d?$/.test(work) || Number(work) > MOST_WORK)
      throw new Error('its header is not one of a passphrase')
    const key = await this.#derive(salt, Number(work))
    const decipher = createDecipheriv('chacha20-poly1305', key, NONCE, { authTagLength: TAG_BYTES })
    decipher.setAuthTag(stanza.body.subarray(-TAG_BYTES))
    const fileKey = decipher.update(stanza.body.subarray(0, -TAG_BYTES))
    try {
      decipher.final()
      return new Uint8Array(fileKey)
    } catch {
      return null
    }
  }

  async #derive(salt: Buffer, work: number): Promise<Buffer> {
    const label = Buffer.from('age-encryption.org/v1/scrypt')
    const cost = { N: 2 ** work, r: 8, p: 1, maxmem: 2 ** (work + 11) }
    return await deriveKey(this.#passphrase, Buffer.concat([label, salt]), 32, cost)
  }
}

const deriveKey = promisify<string, Buffer, number, object, Buffer>(scrypt)
