import { Decrypter, Encrypter, type Recipient } from 'age-encryption'
import { openPayload, sealPayload } from './age-payload.ts'
import { BadSeal } from './seal.ts'

export interface AgeKeys {
  recipients: string[]
  identities: string[]
}

/** What a worker is asked and answers; bodies change hands without being copied. */
export interface Question {
  what: 'seal' | 'open'
  body: Uint8Array
}
export type Answer = { body: Uint8Array } | { bad: string }

/** The memory that goes along with an answer. */
export const memoryOf = (answer: Answer): ArrayBuffer[] => ('body' in answer ? [answer.body.buffer as ArrayBuffer] : [])

/** Seals and opens whole bodies, in whatever thread. Headers, and with them all that has to do with keys, are the library's. */
export class AgeWork {
  readonly #recipients: string[]
  readonly #decrypter = new Decrypter()

  constructor({ recipients, identities }: AgeKeys) {
    this.#recipients = recipients
    const all = new Encrypter()
    for (const recipient of recipients) all.addRecipient(recipient)
    for (const identity of identities) this.#decrypter.addIdentity(identity)
  }

  async seal(body: Uint8Array): Promise<Buffer> {
    const { header, fileKey } = await this.#newHeader()
    return sealPayload(header, fileKey, body)
  }

  /** Throws BadSeal, and nothing else. */
  async open(sealed: Uint8Array): Promise<Buffer> {
    try {
      const { header, payload } = split(sealed)
      return openPayload(await this.#decrypter.decryptHeader(header), payload)
    } catch (error) {
      throw new BadSeal('is not a whole file of age for this key', { cause: error })
    }
  }

  /** What is not whole is an answer too; anything else that goes wrong is thrown. */
  async answer({ what, body }: Question): Promise<Answer> {
    if (what === 'seal') return { body: await this.seal(body) }
    return await this.open(body).then(
      (opened) => ({ body: opened }),
      ({ message }: BadSeal) => ({ bad: message }),
    )
  }

  /** Has the library seal nothing, and keeps the key that it made for that. */
  async #newHeader(): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
    const encrypter = new Encrypter()
    for (const recipient of this.#recipients) encrypter.addRecipient(recipient)
    let fileKey = new Uint8Array()
    const listener: Recipient = {
      wrapFileKey: (key) => {
        fileKey = new Uint8Array(key)
        return []
      },
    }
    encrypter.addRecipient(listener)
    return { header: split(await encrypter.encrypt('')).header, fileKey }
  }
}

/** The header is text, closed by a line `---` with its digest. */
function split(file: Uint8Array): { header: Uint8Array; payload: Uint8Array } {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const end = bytes.indexOf('\n', bytes.indexOf('\n--- ') + 1) + 1
  return { header: file.subarray(0, end), payload: file.subarray(end) }
}
