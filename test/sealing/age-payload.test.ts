import { randomBytes } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { Decrypter, Encrypter } from 'age-encryption'
import { openPayload, sealPayload } from '../../src/sealing/age-payload.ts'
import { AgeWork } from '../../src/sealing/age-work.ts'
import { ageKey } from '../support/keys.ts'

const CHUNK = 64 * 1024
const KEY = randomBytes(16)
const sizes = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 100]
const seal = (body: Uint8Array) => sealPayload(new Uint8Array(), KEY, body)

describe.each(sizes)('%d bytes', (size) => {
  const body = randomBytes(size)

  test('come back, and the library reads and writes the same', async () => {
    expect(openPayload(KEY, seal(body)).equals(body)).toBe(true)
    const { identity, recipient } = await ageKey()
    const own = new AgeWork({ recipients: [recipient], identities: [identity] })
    const [encrypter, decrypter] = [new Encrypter(), new Decrypter()]
    encrypter.addRecipient(recipient)
    decrypter.addIdentity(identity)
    expect(body.equals(await decrypter.decrypt(await own.seal(body)))).toBe(true)
    expect((await own.open(await encrypter.encrypt(body))).equals(body)).toBe(true)
  })

  test('that were cut anywhere, or lengthened, are refused', () => {
    const sealed = seal(body)
    const ends = [0, 15, 16, 31, 16 + CHUNK, 16 + CHUNK + 16, 16 + CHUNK + 32, sealed.length - 16, sealed.length - 1]
    for (const end of ends.filter((one) => one >= 0 && one < sealed.length))
      expect(() => openPayload(KEY, sealed.subarray(0, end))).toThrow()
    for (const more of [1, 16, CHUNK + 16])
      expect(() => openPayload(KEY, Buffer.concat([sealed, Buffer.alloc(more)]))).toThrow()
  })

  test('with a bit flipped anywhere are refused', () => {
    const sealed = seal(body)
    for (const at of [0, 16, sealed.length - 17, sealed.length - 1, Math.floor(sealed.length / 2)]) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] as number) ^ 1
      expect(() => openPayload(KEY, changed)).toThrow()
    }
  })
})

test('chunks in another order, or left out, are refused', () => {
  const sealed = seal(randomBytes(3 * CHUNK))
  const nonce = sealed.subarray(0, 16)
  const [a, b, c] = [0, 1, 2].map((chunk) =>
    sealed.subarray(16 + chunk * (CHUNK + 16), 16 + (chunk + 1) * (CHUNK + 16)),
  ) as [Buffer, Buffer, Buffer]
  expect(openPayload(KEY, Buffer.concat([nonce, a, b, c]))).toHaveLength(3 * CHUNK)
  for (const order of [
    [b, a, c],
    [a, c],
    [b, c],
    [a, b],
    [a, b, b, c],
  ])
    expect(() => openPayload(KEY, Buffer.concat([nonce, ...order]))).toThrow()
})

test('an empty chunk may only be all there is', () => {
  // What a writer that ends each file with an empty chunk would make: the last chunk says that it is not the last.
  expect(openPayload(KEY, seal(Buffer.alloc(0)))).toHaveLength(0)
  const sealed = seal(randomBytes(CHUNK))
  expect(() => openPayload(KEY, Buffer.concat([sealed, sealed.subarray(-16)]))).toThrow('its last chunk is cut')
})

test('another key opens nothing', () => {
  expect(() => openPayload(randomBytes(16), seal(Buffer.from('x')))).toThrow()
})
