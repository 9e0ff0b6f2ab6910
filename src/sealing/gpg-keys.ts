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

/** One key with its lines, `pub` first; doc/DETAILS of GnuPG says what the fields are. */
function readKeys(listing: string): GpgKey[] {
  const records = listing.split('\n').map((line) => line.split(':'))
  const starts = records.flatMap(([kind], index) => (kind === 'pub' ? [index] : []))
  return starts.map((start, index) => readKey(records.slice(start, starts[index + 1])))
}

function readKey(records: string[][]): GpgKey {
  const [[, validity = ''] = [], capabilities = ''] = [records[0], records[0]?.[11]]
  const fingerprint = records.find(([kind]) => kind === 'fpr')?.[9] ?? ''
  const sealing = records.filter(([kind, , , , , , , , , , , can]) => kind === 'sub' && can?.includes('e'))
  return { fingerprint, trusted: /[fu]/.test(validity), unusable: defect(validity, capabilities, sealing) }
}

/** The capital letters are what the key as a whole can do today. */
function defect(validity: string, capabilities: string, sealing: string[][]): string | undefined {
  if (validity === 'r') return 'is revoked'
  if (validity === 'e') return 'has expired'
  if (capabilities.includes('D')) return 'is disabled'
  if (capabilities.includes('E')) return undefined
  if (sealing.some(([, state]) => state === 'e')) return 'has an encryption key that has expired'
  if (sealing.some(([, state]) => state === 'r')) return 'has an encryption key that is revoked'
  return 'can only sign, not encrypt'
}

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
