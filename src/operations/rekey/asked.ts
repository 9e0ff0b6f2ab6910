import { usageError } from '../../errors.ts'
import type { Backup } from '../../repository/catalogue.ts'
import type { RunKeys } from '../../repository/repository.ts'
import { parseRecipients } from '../../sealing/age-keys.ts'
import { methodOf } from '../../sealing/methods.ts'
import type { Encryption, Sealer, SealingMethod } from '../../sealing/seal.ts'
import { type SealingRequest, sealerOf } from '../keys.ts'
import type { StorageRequest } from '../repository.ts'

/** What says how backups are to be sealed from now on; the passphrase of `StorageRequest` is the one that they have. */
export interface SealingAsked extends StorageRequest, Omit<SealingRequest, 'passphrase'> {
  newPassphrase?: string | undefined
  addRecipient: string[]
  dropRecipient: string[]
}

/** For all backups alike, other recipients than each has, or as each is: then only the signature is new. */
export type Asked =
  | { kind: 'recipients' }
  | { kind: 'passphrase'; passphrase: string }
  | { kind: 'others'; add: ByMethod; drop: ByMethod }
  | { kind: 'as it is' }

type ByMethod = Record<SealingMethod, string[]>

/** Reads what was asked for. Throws exit 2 where it does not say one thing. */
export function askedOf(request: SealingAsked): Asked {
  const {
    encryption = 'auto',
    encryptTo = [],
    gpgRecipients = [],
    newPassphrase,
    addRecipient,
    dropRecipient,
  } = request
  if (encryption === 'none')
    throw usageError('rekey does not make plain backups of sealed ones', 'leave encryption out, or say age or gpg')
  const whole = [
    ...(encryptTo.length > 0 ? ['encrypt-to'] : []),
    ...(gpgRecipients.length > 0 ? ['gpg-recipients'] : []),
    ...(newPassphrase === undefined ? [] : ['new-passphrase']),
  ]
  const relative = addRecipient.length + dropRecipient.length > 0
  if (whole.length > 1 || (whole.length > 0 && relative)) {
    const given = [...whole, ...(relative ? ['add-recipient or drop-recipient'] : [])]
    const hint = `${whole[0]} says all of it, also where it stands in pgproof.yml or the environment: leave the others out, or take it out there`
    throw usageError(`${given.join(' and ')} are given`, hint)
  }
  if (newPassphrase !== undefined) return { kind: 'passphrase', passphrase: newPassphrase }
  if (whole.length > 0) return { kind: 'recipients' }
  if (relative)
    return {
      kind: 'others',
      add: byMethod(addRecipient, 'add-recipient'),
      drop: byMethod(dropRecipient, 'drop-recipient'),
    }
  if (request.signKey !== undefined) return { kind: 'as it is' }
  throw usageError(
    'nothing says what the backups are to be sealed with',
    'give encrypt-to, gpg-recipients, new-passphrase, add-recipient or drop-recipient; or sign-key alone, to sign them as they are',
  )
}

/** Fingerprints are of gpg; what is neither is refused as a key of age. */
function byMethod(given: string[], input: string): ByMethod {
  const isGpg = (one: string) => /^(0x)?[0-9A-Fa-f\s]{16,}$/.test(one)
  const ofAge = given.filter((one) => !isGpg(one))
  return {
    age: ofAge.length > 0 ? parseRecipients(ofAge, input) : [],
    gpg: given.filter(isGpg).map((one) => one.replace(/^0x|\s/g, '').toUpperCase()),
  }
}

/** Whether a key is meant; of a fingerprint its end is enough, as gpg shows it. */
const isMeant = (key: string, given: readonly string[]): boolean =>
  given.some((one) => key.toUpperCase().endsWith(one.toUpperCase()))

/** Those keys that were to be dropped and that no backup is sealed for. */
export function unmatchedDrops(asked: Asked, backups: readonly Backup[]): string[] {
  if (asked.kind !== 'others') return []
  const held = backups.flatMap(({ manifest }) => manifest.encryption?.recipients ?? [])
  return [...asked.drop.age, ...asked.drop.gpg].filter((one) => !held.some((key) => isMeant(key, [one])))
}

/** Why what was asked for says nothing about a backup; undefined where it does. */
export function whyLeft(asked: Asked, { manifest: { encryption } }: Backup): string | undefined {
  if (asked.kind !== 'others') return undefined
  if (encryption === null) return 'it is plain, and has no recipients to add to: encrypt-to seals it'
  if (encryption.mode === 'passphrase') return 'it is sealed with a passphrase, and has no recipients: give encrypt-to'
  const { add, drop } = asked
  if (add[encryption.method].length + drop[encryption.method].length > 0) return undefined
  return `it is sealed with ${encryption.method}, and the keys given are not of ${encryption.method}`
}

/** Makes the sealer for the copy of a backup; undefined where that is plain, as it was. Throws exit 2 for recipients that are none. */
export async function sealerFor(
  asked: Asked,
  { id, manifest: { encryption } }: Backup,
  request: SealingAsked,
  keys: RunKeys,
): Promise<Sealer | undefined> {
  const method = encryption?.method ?? 'age'
  switch (asked.kind) {
    case 'recipients':
      return await sealerOf({ ...request, passphrase: undefined }, keys)
    case 'passphrase':
      return await sealerOf({ encryption: methodWith(request, encryption), passphrase: asked.passphrase }, keys)
    case 'others':
      return await (await methodOf(method)).forRecipients(recipientsOf(asked, id, encryption), keys.tools)
    case 'as it is':
      if (encryption === null) return undefined
      return encryption.mode === 'passphrase'
        ? await (await methodOf(method)).forPassphrase(request.passphrase as string, keys.tools)
        : await (await methodOf(method)).forRecipients(encryption.recipients, keys.tools)
  }
}

/** A passphrase does not say what it is for: a backup keeps its method unless another one is asked for. */
export const methodWith = ({ encryption: asked = 'auto' }: SealingAsked, encryption: Encryption | null) =>
  asked === 'auto' ? (encryption?.method ?? 'age') : asked

function recipientsOf(
  { add, drop }: Extract<Asked, { kind: 'others' }>,
  id: string,
  encryption: Encryption | null,
): string[] {
  const { method, recipients } = encryption as Encryption
  const wanted = [...recipients, ...add[method]].filter((one) => !isMeant(one, drop[method]))
  if (wanted.length > 0) return [...new Set(wanted)]
  throw usageError(`backup ${id} would be sealed for nobody`, 'add a recipient too, or drop fewer')
}

/** For people: `plain`, `age for age1…, age1…`, `gpg with a passphrase`. */
export function describeSealing(encryption: Encryption | null, shown: (key: string) => string): string {
  if (encryption === null) return 'plain'
  const { method, mode, recipients } = encryption
  return mode === 'passphrase' ? `${method} with a passphrase` : `${method} for ${recipients.map(shown).join(', ')}`
}
