import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const CHUNK = 64 * 1024
const TAG = 16
const NONCE = 16

/**
 * A file of age: its header, a nonce, then chunks of 64 KiB, each by ChaCha20-Poly1305, the last one marked as such (age-encryption.org/v1,
 * "Payload"). The library does that in JavaScript, which takes several times as long as node's own cipher.
 */
export function sealPayload(header: Uint8Array, fileKey: Uint8Array, body: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const key = payloadKey(fileKey, nonce)
  const chunks = Math.max(1, Math.ceil(body.length / CHUNK))
  // Of its own memory, so that it can be handed to another thread.
  const sealed = Buffer.allocUnsafeSlow(header.length + NONCE + body.length + chunks * TAG)
  sealed.set(header)
  sealed.set(nonce, header.length)
  let end = header.length + NONCE
  for (let chunk = 0; chunk < chunks; chunk++) {
    const cipher = createCipheriv(CIPHER, key, chunkNonce(chunk, chunk === chunks - 1), { authTagLength: TAG })
    end += cipher.update(body.subarray(chunk * CHUNK, (chunk + 1) * CHUNK)).copy(sealed, end)
    cipher.final()
    end += cipher.getAuthTag().copy(sealed, end)
  }
  return sealed
}

/** What follows the header, opened. Throws where it is not whole, down to the last byte. */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Buffer {
  const key = payloadKey(fileKey, payload.subarray(0, NONCE))
  const sealed = payload.subarray(NONCE)
  const chunks = Math.max(1, Math.ceil(sealed.length / (CHUNK + TAG)))
  const last = sealed.length - (chunks - 1) * (CHUNK + TAG)
  // Only nothing at all may end with an empty chunk.
  if (last < TAG || (last === TAG && chunks > 1)) throw new Error('its last chunk is cut')
  const body = Buffer.allocUnsafeSlow(sealed.length - chunks * TAG)
  let end = 0
  for (let chunk = 0; chunk < chunks; chunk++) {
    const piece = sealed.subarray(chunk * (CHUNK + TAG), (chunk + 1) * (CHUNK + TAG))
    const decipher = createDecipheriv(CIPHER, key, chunkNonce(chunk, chunk === chunks - 1), { authTagLength: TAG })
    decipher.setAuthTag(piece.subarray(-TAG))
    end += decipher.update(piece.subarray(0, -TAG)).copy(body, end)
    decipher.final()
  }
  return body
}

const CIPHER = 'chacha20-poly1305'

const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32))

/** The chunk's number, then whether it is the last. */
function chunkNonce(chunk: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(chunk, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}
