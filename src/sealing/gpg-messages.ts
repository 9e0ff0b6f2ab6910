import { type Gpg, type GpgEnd, gpgFailed } from './gpg-run.ts'

/** What is sealed is compressed already. */
const SEALING = ['--compress-level', '0', '--cipher-algo', 'AES256']

/** Seals for keys of a keyring. Which of them are trusted was decided when they were chosen. */
export async function sealFor(gpg: Gpg, fingerprints: readonly string[], body: Buffer): Promise<Buffer> {
  const recipients = fingerprints.flatMap((fingerprint) => ['--recipient', `0x${fingerprint}`])
  return sealedBy(await gpg.run([...SEALING, '--trust-model', 'always', ...recipients, '--encrypt'], { input: body }))
}

/**
 * How a passphrase becomes a key (RFC 4880, 3.7.1.3). One that people choose is hashed as often as the format can say, 65 MB, a fifth of a second;
 * one of 256 random bits next to nothing. (The least that the format can say, 1024, means to gpg that its agent is to choose.)
 */
const DERIVING = {
  guessable: [
    '--s2k-mode',
    '3',
    '--s2k-digest-algo',
    'SHA512',
    '--s2k-cipher-algo',
    'AES256',
    '--s2k-count',
    '65011712',
  ],
  random: ['--s2k-mode', '3', '--s2k-digest-algo', 'SHA512', '--s2k-cipher-algo', 'AES256', '--s2k-count', '2048'],
} as const

export async function sealWith(
  gpg: Gpg,
  passphrase: string,
  kind: keyof typeof DERIVING,
  body: Buffer,
): Promise<Buffer> {
  return sealedBy(await gpg.run([...SEALING, ...DERIVING[kind], '--symmetric'], { input: body, passphrase }))
}

function sealedBy(end: GpgEnd): Buffer {
  if (end.ok && end.status('END_ENCRYPTION').length === 1) return end.stdout
  throw gpgFailed('seal an object', end)
}

/** Opens a message. Only what `isWhole` may be used of its output, which gpg writes before it knows whether all of it is right. */
export async function openWith(gpg: Gpg, sealed: Buffer, passphrase: string | undefined): Promise<GpgEnd> {
  // Nothing that was sealed here unfolds to more than it takes.
  return await gpg.run(['--max-output', String(sealed.length), '--decrypt'], { input: sealed, passphrase })
}

/** One message that was sealed, and nothing beside it: gpg shows what was never encrypted too, and calls it a success. */
export const isWhole = (end: GpgEnd): boolean =>
  end.ok && end.status('DECRYPTION_OKAY').length === 1 && end.status('PLAINTEXT').length === 1

/** GPG_ERR_BAD_PASSPHRASE (libgpg-error); the higher bits of a code say which program it comes from. */
const BAD_PASSPHRASE = 11

/** The passphrase of a key or of a message was wrong, or there was none. */
export function passphraseFailed(end: GpgEnd): boolean {
  const codes = end.status('ERROR').map(([, code = '']) => Number.parseInt(code, 10) & 0xffff)
  return codes.includes(BAD_PASSPHRASE) || (end.status('NEED_PASSPHRASE').length > 0 && !isWhole(end))
}
