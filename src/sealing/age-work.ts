import { Decrypter, Encrypter } from 'age-encryption'
import { BadSeal } from './seal.ts'

export interface AgeKeys {
  recipients: string[]
  identities: string[]
}

/** Seals and opens whole bodies with the library, in whatever thread. */
export class AgeWork {
  readonly #encrypter = new Encrypter()
  readonly #decrypter = new Decrypter()

  constructor({ recipients, identities }: AgeKeys) {
    for (const recipient of recipients) this.#encrypter.addRecipient(recipient)
    for (const identity of identities) this.#decrypter.addIdentity(identity)
  }

  async seal(body: Uint8Array): Promise<Buffer> {
    return bufferOf(await this.#encrypter.encrypt(body))
  }

  async open(sealed: Uint8Array): Promise<Buffer> {
    try {
      return bufferOf(await this.#decrypter.decrypt(sealed))
    } catch (error) {
      throw new BadSeal('is not a whole file of age for this key', { cause: error })
    }
  }
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
