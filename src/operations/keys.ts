import { usageError } from '../errors.ts'
import type { RunKeys } from '../repository/repository.ts'
import type { OpeningKeys, Sealer } from '../sealing/seal.ts'
import type { Context } from './context.ts'

/** What a verb may be given to open, sign and check backups with; each as it was given. */
export interface KeyRequest {
  /** Secret keys of age, one per line. */
  identity?: string | undefined
  passphrase?: string | undefined
  gpgPrivateKey?: string | undefined
  /** PEM. */
  signKey?: string | undefined
  /** PEM, several one after the other. */
  verifyKey?: string | undefined
  signing?: 'auto' | 'required' | 'none' | undefined
}

/** Reads what was given. Throws exit 2 for a key that is none, before anything else is done. */
export async function readKeys(
  request: KeyRequest,
  { temporary: folder, environment }: Context,
  signal: AbortSignal,
): Promise<RunKeys & { end(): void }> {
  const { signer, trusted } = await signaturesOf(request)
  const endings: (() => void)[] = []
  return {
    opening: await openingOf(request),
    tools: { folder, environment, signal, onEnd: (work) => void endings.push(work) },
    signer,
    trusted,
    end: () => {
      for (const work of endings.splice(0)) work()
    },
  }
}

async function signaturesOf(request: KeyRequest): Promise<Pick<RunKeys, 'signer' | 'trusted'>> {
  const { signKey, verifyKey, signing } = request
  if (signing === 'required' && verifyKey === undefined) {
    throw usageError(
      'signing is required, and verify-key is not given',
      'give it; where it comes from a secret or variable, look whether that is there',
    )
  }
  if (signKey === undefined && verifyKey === undefined) return {}
  const { parseSignKey, parseVerifyKeys } = await import('../sealing/signature.ts')
  const signer = signKey === undefined ? undefined : parseSignKey(signKey)
  const trusted = verifyKey === undefined ? undefined : parseVerifyKeys(verifyKey)
  if (signer && trusted && !trusted.some(({ fingerprint }) => fingerprint === signer.fingerprint)) {
    throw usageError(
      'what sign-key signs would not count, since its public half is not among the keys of verify-key',
      'add it to verify-key: openssl pkey -pubout prints it',
    )
  }
  return { signer, trusted }
}

async function openingOf({ identity, passphrase, gpgPrivateKey }: KeyRequest): Promise<OpeningKeys> {
  const identities =
    identity === undefined ? [] : await (await import('../sealing/age-keys.ts')).parseIdentities(identity)
  if (gpgPrivateKey !== undefined) (await import('../sealing/gpg-home.ts')).parsePrivateKey(gpgPrivateKey)
  return { identities, passphrase, gpgPrivateKey }
}

/** What is to be made would be refused when it is read back. `what` is what would not count. */
export function refuseUncheckable({ signer, trusted }: RunKeys, what = 'the backup'): void {
  if (signer || !trusted) return
  throw usageError(
    `verify-key is given without sign-key, so ${what} would not be signed and would not count`,
    'give sign-key too, or leave verify-key out',
  )
}

/** Where a note is written all the same: a warning, or nothing. */
export const uncounted = ({ signer, trusted }: RunKeys): string[] =>
  signer || !trusted
    ? []
    : ['what this run notes of the backup is not signed, for want of sign-key: with verify-key it does not count']

/** What a backup is sealed with. */
export interface SealingRequest {
  encryption?: 'auto' | 'age' | 'gpg' | 'none' | undefined
  encryptTo?: string[] | undefined
  gpgRecipients?: string[] | undefined
  passphrase?: string | undefined
}

/** The sealer that was asked for; undefined for a plain backup. Throws exit 2 where what was given does not say one thing. */
export async function sealerOf(request: SealingRequest, { tools }: RunKeys): Promise<Sealer | undefined> {
  const { encryption = 'auto', encryptTo = [], gpgRecipients = [], passphrase } = request
  const given = [
    ...(encryptTo.length > 0 ? ['encrypt-to'] : []),
    ...(gpgRecipients.length > 0 ? ['gpg-recipients'] : []),
    ...(passphrase === undefined ? [] : ['passphrase']),
  ]
  if (given.length > 1)
    throw usageError(`${given.join(' and ')} are given`, 'a backup is sealed with one of them: leave the others out')
  if (encryption === 'none' && given.length > 0)
    throw usageError(`encryption is none, and ${given[0]} is given`, 'leave one of them out')
  if (encryption === 'none' || (encryption === 'auto' && given.length === 0)) return undefined
  const method = encryption !== 'auto' ? encryption : gpgRecipients.length > 0 ? 'gpg' : 'age'
  const [wanted, other] = method === 'age' ? [encryptTo, gpgRecipients] : [gpgRecipients, encryptTo]
  const name = method === 'age' ? 'encrypt-to' : 'gpg-recipients'
  if (other.length > 0 || given.length === 0)
    throw usageError(
      other.length > 0
        ? `encryption is ${method}, and ${method === 'age' ? 'gpg-recipients' : 'encrypt-to'} is given`
        : `encryption is ${method}, and neither ${name} nor passphrase is given`,
      'give one of them; where it comes from a secret or variable, look whether that is there',
    )
  const { methodOf } = await import('../sealing/methods.ts')
  const sealing = await methodOf(method)
  return passphrase === undefined
    ? await sealing.forRecipients(wanted, tools)
    : await sealing.forPassphrase(passphrase, tools)
}
