import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Keyring } from './gpg.ts'

/** A secret that is found wherever it turns up, whole or in pieces, in whatever encoding. */
export interface Canary {
  name: string
  value: string
  /** Texts that stand in no harmless output: pieces of the value that encodings leave alone, and what base64 and hexadecimal digits make of them. */
  needles: string[]
}

/** Signs that shells, addresses, JSON, HTML, libpq and workflow commands treat in ways of their own. */
const AWKWARD = `'"%@/+\\$&<=,:;?#é`

/** Letters and digits that no encoding of text changes, and that are nowhere by chance. */
const piece = () => randomBytes(8).toString('hex')

/** A passphrase or password: two pieces that are searched, with every awkward sign between them. `more` may hold blanks. */
export function makeCanary(name: string, awkward = AWKWARD, more = ''): Canary {
  const pieces = [piece(), piece()]
  return { name, value: `${pieces[0]}${awkward}${more}${pieces[1]}`, needles: pieces.flatMap(disguised) }
}

/** A piece as it is, and inside of what is encoded as a whole. */
function disguised(text: string): string[] {
  const hex = Buffer.from(text).toString('hex')
  return [text, encodeURIComponent(text), hex, hex.toUpperCase(), ...inBase64(text)]
}

/** Inside of a longer text a piece begins at one of three places of a group; the letters at its ends belong to its neighbours too. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64')
    const first = Math.ceil((before * 8) / 6)
    return encoded.slice(first, Math.floor(((before + text.length) * 8) / 6))
  })
}

/** A secret key of age, as age-keygen writes it, with its comments. */
export async function makeIdentity(name: string): Promise<Canary & { recipient: string }> {
  const secret = await generateX25519Identity()
  const recipient = await identityToRecipient(secret)
  const value = `# created: 2026-11-26T22:00:00Z\n# public key: ${recipient}\n${secret}\n`
  return { name, value, recipient, needles: [secret.slice(18, 44), secret.slice(44, 70)].flatMap(disguised) }
}

/** A secret key of Ed25519 in PEM; the first letters of its only line are the same in all of them, the others no encoding changes. */
export function makeSignKey(name: string): Canary & { publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const value = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const line = value.split('\n')[1] ?? ''
  if (/[+/]/.test(line)) return makeSignKey(name)
  const seed = createPrivateKey(value).export({ format: 'jwk' }).d ?? ''
  const hex = Buffer.from(seed, 'base64url').toString('hex')
  return {
    name,
    value,
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    needles: [...[line.slice(24, 44), line.slice(44)].flatMap(disguised), seed.slice(0, 24), hex],
  }
}

/** A secret key of gpg, locked with `passphrase`, as its user exports it. Of its lines those are searched that the public key does not have. */
export function makeGpgKey(name: string, passphrase: string): Canary & { publicKey: string } {
  const ring = new Keyring()
  try {
    const fingerprint = ring.key('canary <canary@example.org>', { passphrase })
    const publicKey = ring.publicKey(fingerprint)
    const value = ring.secretKey(fingerprint, passphrase)
    const lines = value.split('\n').filter((line) => line.length === 64 && !publicKey.includes(line))
    return {
      name,
      value,
      publicKey,
      needles: lines.flatMap((line) => [line, encodeURIComponent(line), ...inBase64(line)]),
    }
  } finally {
    ring.stop()
  }
}

/** What goes between the lines of a text that somebody wrapped: its end, indentation, frames, the mark of a quotation. */
const WRAPPED = /[ \t│|>"',\\]*[\r\n]+[ \t│|>"',+]*/g

/** The names of the canaries that stand in a text, also where it was split over lines; none is what a test wants. */
export function canariesIn(content: Buffer | string, canaries: readonly Canary[]): string[] {
  const text = content.toString()
  const joined = text.replace(WRAPPED, '')
  return canaries
    .filter(({ needles }) => needles.some((needle) => text.includes(needle) || joined.includes(needle)))
    .map(({ name }) => name)
}
