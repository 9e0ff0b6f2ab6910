import { usageError } from '../errors.ts'

/** How a store is asked to keep what is put; what is undefined is left to the bucket. */
export interface Keeping {
  /** `AES256`, or `aws:kms` with the key that is named, or else the account's own. */
  encryption?: 'AES256' | 'aws:kms' | undefined
  /** Id, ARN or alias. */
  kmsKey?: string | undefined
  storageClass?: string | undefined
}

export const ENCRYPTIONS = ['AES256', 'aws:kms'] as const

/** The classes that can be read at once. The others have to be thawed first, so that nothing could be read back, verified or restored. */
export const STORAGE_CLASSES = ['STANDARD', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER_IR'] as const

/** Throws exit 2 for what a store does not take. `who` is its name; the lists hold what it takes. */
export function checkKeeping(
  { encryption, kmsKey, storageClass }: Keeping,
  who: string,
  takes: { encryptions: readonly string[]; storageClasses: readonly string[] },
): void {
  if (kmsKey !== undefined && encryption !== 'aws:kms') {
    throw usageError('kms-key is given without server-side-encryption', 'give server-side-encryption as aws:kms too')
  }
  if (encryption !== undefined && !takes.encryptions.includes(encryption))
    throw refused('server-side-encryption', encryption, who, takes.encryptions)
  if (storageClass !== undefined && !takes.storageClasses.includes(storageClass))
    throw refused('storage-class', storageClass, who, takes.storageClasses)
}

function refused(input: string, value: string, who: string, takes: readonly string[]) {
  const hint = takes.length === 0 ? `leave ${input} out` : `leave ${input} out, or give ${takes.join(' or ')}`
  return usageError(`${who} does not take ${value} as ${input}`, hint)
}
