import { randomBytes } from 'node:crypto'
import { keyError, negative, type PgproofError } from '../errors.ts'
import { homeOf, makeHome } from './gpg-home.ts'
import { chooseKey, type GivenRecipients, importKeys, listKeys, parseGpgRecipients, unusableKey } from './gpg-keys.ts'
import { isWhole, openWith, passphraseFailed, sealFor, sealWith } from './gpg-messages.ts'
import { Gpg, type GpgEnd, gpgFailed } from './gpg-run.ts'
import {
  BadSeal,
  CHECK_TEXT,
  type Encryption,
  type Method,
  type Opener,
  type OpeningKeys,
  type Sealed,
  type Sealer,
  type SealingTools,
} from './seal.ts'

/** OpenPGP messages (RFC 4880) made by the program gpg: each object is one, so that gpg alone opens it too. */
export const gpg: Method = {
  suffix: '.gpg',

  /** Seals from a keyring of the run's own, so that nothing but what was named takes part. */
  async forRecipients(entries, tools) {
    const given = parseGpgRecipients(entries)
    const home = makeHome(tools)
    const recipients = await gatherKeys(given, home, new Gpg(tools))
    return await sealer('recipients', recipients, (body) => sealFor(home, recipients, body))
  },

  /** Deriving a key from a passphrase is slow by design: once for a backup, and not for each of its objects. */
  async forPassphrase(passphrase, tools) {
    const home = makeHome(tools)
    const own = randomBytes(32).toString('base64')
    const key = await sealWith(home, passphrase, 'guessable', Buffer.from(`${own}\n`))
    return { ...(await sealer('passphrase', [], (body) => sealWith(home, own, 'random', body))), key }
  },

  async open(sealed, keys, tools) {
    return sealed.encryption.mode === 'passphrase'
      ? await byPassphrase(sealed, keys.passphrase, tools)
      : await byKey(sealed, keys, tools)
  },
}

/** Brings the keys that were given into `home` and returns their fingerprints. Throws exit 2 for what cannot be sealed for. */
async function gatherKeys({ names, blocks }: GivenRecipients, home: Gpg, ring: Gpg): Promise<string[]> {
  const fingerprints: string[] = []
  for (const name of names) {
    const fingerprint = await chooseKey(ring, name)
    const { stdout } = await ring.run(['--export-options', 'export-minimal', '--export', `0x${fingerprint}`])
    fingerprints.push(...(await importKeys(home, `the key ${name}`, stdout)))
  }
  for (const [index, block] of blocks.entries()) {
    const what = `key block ${index + 1}`
    for (const fingerprint of await importKeys(home, what, block)) {
      const [key] = await listKeys(home, `0x${fingerprint}`)
      if (key?.unusable !== undefined) throw unusableKey(`in ${what}`, key)
      fingerprints.push(fingerprint)
    }
  }
  return [...new Set(fingerprints)]
}

async function sealer(mode: Encryption['mode'], recipients: string[], seal: Sealer['seal']): Promise<Sealer> {
  const check = (await seal(Buffer.from(CHECK_TEXT))).toString('base64')
  return { encryption: { method: 'gpg', mode, recipients, check }, suffix: gpg.suffix, seal }
}

/** Asks the key that was given, or else the user's keyring. */
async function byKey(sealed: Sealed, { gpgPrivateKey, passphrase }: OpeningKeys, tools: SealingTools): Promise<Opener> {
  const { recipients, check } = sealed.encryption
  const ring = gpgPrivateKey === undefined ? new Gpg(tools) : await homeOf(gpgPrivateKey, tools)
  const end = await openWith(ring, Buffer.from(check, 'base64'), passphrase)
  if (!isWhole(end)) throw doesNotOpen(sealed, end, { given: gpgPrivateKey !== undefined, passphrase })
  let known: Promise<string[]> | undefined
  return {
    openedBy: end.status('DECRYPTION_KEY').map(([, primary = '']) => primary),
    open: (body) => opened(ring, check, body, passphrase),
    seal: async (body) => {
      known ??= usableOf(ring, recipients)
      const holders = await known
      return holders.length === 0 ? undefined : await sealFor(ring, holders, body)
    },
  }
}

async function usableOf(ring: Gpg, recipients: string[]): Promise<string[]> {
  const keys = await Promise.all(recipients.map((recipient) => listKeys(ring, `0x${recipient}`)))
  return keys.flat().flatMap(({ fingerprint, unusable }) => (unusable === undefined ? [fingerprint] : []))
}

function doesNotOpen(
  { what, encryption }: Sealed,
  end: GpgEnd,
  { given, passphrase }: { given: boolean; passphrase: string | undefined },
): PgproofError {
  const sealedFor = `${what}, which is sealed for ${encryption.recipients.join(', ')}`
  if (end.status('NO_SECKEY').length > 0 && end.status('NO_SECKEY').length === end.status('ENC_TO').length) {
    return keyError(
      given ? `gpg-private-key does not open ${sealedFor}` : `no key in gpg's keyring opens ${sealedFor}`,
      'give the secret key of one of them: PGPROOF_GPG_PRIVATE_KEY or gpg-private-key-file',
    )
  }
  if (passphraseFailed(end)) {
    const [wrong, hint] =
      passphrase === undefined
        ? ['it is locked with a passphrase, and none was given', 'give it: PGPROOF_PASSPHRASE or passphrase-file']
        : ['the passphrase given does not unlock it', 'give the passphrase of that key as passphrase']
    return keyError(`the key is here that opens ${sealedFor}, but ${wrong}`, hint)
  }
  if (end.status('NODATA').length > 0 || end.status('BADMDC').length > 0) {
    return negative(`the check in the manifest of ${what} is no whole file of gpg`, 'use another backup')
  }
  return gpgFailed(`open ${sealedFor}`, end)
}

async function byPassphrase(sealed: Sealed, passphrase: string | undefined, tools: SealingTools): Promise<Opener> {
  const { what, encryption, readKey } = sealed
  if (passphrase === undefined) {
    throw keyError(
      `${what} is sealed with a passphrase, and none was given`,
      'give it: PGPROOF_PASSPHRASE or passphrase-file',
    )
  }
  const home = makeHome(tools)
  const end = await openWith(home, await readKey(), passphrase)
  if (passphraseFailed(end)) {
    throw keyError(
      `the passphrase given does not open ${what}`,
      'give the one that the backup was made with; an older backup may have an older one',
    )
  }
  if (!isWhole(end)) throw new BadSeal('is not a whole file of gpg')
  const own = end.stdout.toString().trim()
  if (!isWhole(await openWith(home, Buffer.from(encryption.check, 'base64'), own)))
    throw new BadSeal('holds a key that does not open the backup')
  return {
    openedBy: ['passphrase'],
    open: (body) => opened(home, encryption.check, body, own),
    seal: (body) => sealWith(home, own, 'random', body),
  }
}

/** Throws BadSeal for what is not whole; exit 3 where the check does not open any more either, so that it is not the object that fails. */
async function opened(ring: Gpg, check: string, body: Buffer, passphrase: string | undefined): Promise<Buffer> {
  const end = await openWith(ring, body, passphrase)
  if (isWhole(end)) return end.stdout
  if (!end.killed && isWhole(await openWith(ring, Buffer.from(check, 'base64'), passphrase)))
    throw new BadSeal('is not a whole file of gpg for this key')
  throw gpgFailed('open an object', end)
}
