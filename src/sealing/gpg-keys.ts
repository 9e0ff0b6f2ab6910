import { usageError } from '../errors.ts'
import { type Gpg, type GpgEnd, gpgFailed } from './gpg-run.ts'

/** A public key as gpg lists it. */
export interface GpgKey {
  fingerprint: string
  /** gpg believes that it belongs to whom it names. */
  trusted: boolean
  /** Why nothing can be sealed for it, as half a sentence. */
  unusable: string | undefined
}

/** The keys of a keyring that a word of gpg's means (`--list-keys`). */
export async function listKeys(gpg: Gpg, word: string): Promise<GpgKey[]> {
  const end = await gpg.run(['--with-colons', '--list-keys', '--', word])
  return readKeys(end.stdout.toString())
}

/** Each key is a line `pub` and those after it; doc/DETAILS of GnuPG says what their fields are. */
const readKeys = (listing: string): GpgKey[] =>
  listing
    .split(/^(?=pub:)/m)
    .filter((key) => key.startsWith('pub:'))
    .map(readKey)

function readKey(text: string): GpgKey {
  const validity = /^pub:(\w?)/.exec(text)?.[1] as string
  const fingerprint = /^fpr:+(\w+)/m.exec(text)?.[1] as string
  return { fingerprint, trusted: /[fu]/.test(validity), unusable: defect(validity, text) }
}

/** Of the capabilities the capital letters are what the key as a whole can do today, and a subkey's are small. */
function defect(validity: string, text: string): string | undefined {
  const whole = fieldOf(/^pub:.*$/m.exec(text)?.[0] as string, CAPABILITIES)
  if (validity === 'r') return 'is revoked'
  if (validity === 'e') return 'has expired'
  if (whole.includes('D')) return 'is disabled'
  if (whole.includes('E')) return undefined
  const subkeys = text.match(/^sub:.*$/gm) ?? []
  return subkeys.some((subkey) => fieldOf(subkey, CAPABILITIES).includes('e'))
    ? 'has no encryption key that is still valid'
    : 'can only sign, not encrypt'
}

/** From 0. */
const CAPABILITIES = 11
const fieldOf = (record: string, field: number): string => record.split(':')[field] as string

/** What users give as recipients, entry by entry: words that name keys of the keyring, and armoured keys. */
export interface GivenRecipients {
  names: string[]
  blocks: string[]
}

const GIVE =
  "give fingerprints or e-mail addresses of keys in gpg's keyring, or public keys as gpg --armor --export prints them"

/** Entries are lines, empty ones are gone. Throws exit 2 for what is neither. */
export function parseGpgRecipients(entries: readonly string[]): GivenRecipients {
  const text = `${entries.join('\n')}\n`
  if (/-----BEGIN PGP PRIVATE KEY BLOCK-----/.test(text)) {
    throw usageError(
      'gpg-recipients holds a secret key',
      'give the public one (gpg --armor --export), and take the secret one out of this place',
    )
  }
  const blocks = [...text.matchAll(PUBLIC_BLOCK)].map(([, body = '']) => armoured(body))
  const names = text
    .replace(PUBLIC_BLOCK, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  for (const name of names) checkName(name)
  if (names.length + blocks.length === 0) throw usageError('gpg-recipients holds no recipient', GIVE)
  return { names: [...new Set(names)], blocks }
}

const PUBLIC_BLOCK = /^-----BEGIN PGP PUBLIC KEY BLOCK-----\s*$([\s\S]*?)^-----END PGP PUBLIC KEY BLOCK-----\s*$/gm

/** With the empty line between headers and body again, without which gpg takes it for nothing. */
function armoured(body: string): string {
  const lines = body.split('\n').map((line) => line.trim())
  const kept = lines.filter((line) => line !== '' && !line.includes(': '))
  return ['-----BEGIN PGP PUBLIC KEY BLOCK-----', '', ...kept, '-----END PGP PUBLIC KEY BLOCK-----', ''].join('\n')
}

/** Fingerprints of 40 or 64 digits, long ids of 16, perhaps with `0x` and spaces. */
const hexOf = (name: string): string | undefined => {
  const digits = name.replace(/^0x/i, '').replaceAll(' ', '').toUpperCase()
  return /^(?:[0-9A-F]{16}|[0-9A-F]{40}|[0-9A-F]{64})$/.test(digits) ? digits : undefined
}

const MAIL = /^[^\s<>@]+@[^\s<>@]+$/

function checkName(name: string): void {
  if (hexOf(name) !== undefined || MAIL.test(name)) return
  if (/^(0x)?[0-9A-F]{8}$/i.test(name)) {
    throw usageError(
      `gpg-recipients names the key ${name}, which is too short to mean one key`,
      'give its fingerprint: gpg --list-keys prints it',
    )
  }
  const shown = /-----/.test(name) ? 'half a key block' : name.length > 60 ? `${name.slice(0, 60)}…` : name
  throw usageError(`gpg-recipients holds ${shown}, which names no key`, GIVE)
}

/** The one key of the user's keyring that a name means. Throws exit 2 where it is not one that can be sealed for. */
export async function chooseKey(gpg: Gpg, name: string): Promise<string> {
  const hex = hexOf(name)
  const found = await listKeys(gpg, hex === undefined ? `<${name}>` : `0x${hex}`)
  const usable = found.filter(({ unusable }) => unusable === undefined)
  const trusted = hex === undefined ? usable.filter((key) => key.trusted) : usable
  const [key] = trusted
  if (key && trusted.length === 1) return key.fingerprint
  if (trusted.length > 1) {
    const all = trusted.map(({ fingerprint }) => fingerprint).join(', ')
    throw usageError(`gpg-recipients names ${name}, which several keys are for: ${all}`, 'give the fingerprint of one')
  }
  if (usable[0]) {
    throw usageError(
      `gpg-recipients names ${name}, and gpg does not trust that the key ${usable[0].fingerprint} is theirs`,
      'compare the fingerprint with its owner, and give that in place of the address',
    )
  }
  if (found[0]) throw unusableKey(name, found[0])
  throw usageError(
    `gpg-recipients names ${name}, which is not in gpg's keyring`,
    'import it (gpg --import), or give the public key itself: what gpg --armor --export prints',
  )
}

/** Refuses what nobody can be sealed for. */
export function unusableKey(name: string, { fingerprint, unusable }: GpgKey): Error {
  const shown = name.replace(/ /g, '').toUpperCase() === fingerprint ? name : `${name} (${fingerprint})`
  return usageError(
    `the key ${shown} of gpg-recipients ${unusable}`,
    'give another one, or the same after its owner has renewed it',
  )
}

/** Puts keys into a keyring and returns their fingerprints. Throws exit 2 where there is none. `what` is for sentences. */
export async function importKeys(gpg: Gpg, what: string, input: Uint8Array | string): Promise<string[]> {
  const end = await gpg.run(['--import'], { input })
  const fingerprints = end.status('IMPORT_OK').map(([, fingerprint = '']) => fingerprint)
  if (fingerprints.length > 0) return fingerprints
  throw noKey(what, end)
}

function noKey(what: string, end: GpgEnd): Error {
  if (end.status('IMPORT_RES').length === 0 && end.status('NODATA').length === 0)
    return gpgFailed(`import ${what}`, end)
  return usageError(`${what} of gpg-recipients is not a public key that gpg can read`, GIVE)
}
