import type { KeyRequest, SealingRequest } from '../src/operations/keys.ts'
import { ageKey, signingKey } from '../test/support/keys.ts'

/** Keys of a run: as an operation is given them, and as a process finds them in its environment. */
export interface TrialKeys {
  /** What a backup is made with. */
  making: KeyRequest & SealingRequest
  /** What it is read with. */
  reading: KeyRequest
  environment: Record<string, string>
}

/** Keys to seal and sign with; new ones for every run, since keys are no seed's. With a passphrase the backup holds its key as an object. */
export async function makeKeys(passphrase?: string): Promise<TrialKeys> {
  const [age, signing] = [await ageKey(), signingKey()]
  const opening = passphrase === undefined ? { identity: age.identity } : { passphrase }
  const sealing = passphrase === undefined ? { encryptTo: [age.recipient] } : { passphrase }
  const signatures = { signKey: signing.secret, verifyKey: signing.public }
  return {
    making: { ...sealing, ...signatures },
    reading: { ...opening, ...signatures },
    environment: {
      PGPROOF_SIGN_KEY: signing.secret,
      PGPROOF_VERIFY_KEY: signing.public,
      ...(passphrase === undefined
        ? { PGPROOF_IDENTITY: age.identity, PGPROOF_ENCRYPT_TO: age.recipient }
        : { PGPROOF_PASSPHRASE: passphrase }),
    },
  }
}
