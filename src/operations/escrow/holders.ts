import type { Backup } from '../../repository/catalogue.ts'
import type { KeyState } from '../../repository/key-drill.ts'
import { keys } from '../../repository/layout.ts'
import type { Repository } from '../../repository/repository.ts'
import { recipientFingerprint } from '../../sealing/age-keys.ts'
import { SIGNATURE_BYTES } from '../../sealing/signature.ts'
import { ObjectMissing, ObjectTooLarge } from '../../storage/store.ts'
import type { EscrowBackup, EscrowKey, SealedBy } from '../results-escrow.ts'

/** Said of a signature that nobody was there to check. */
export const NOT_CHECKED = 'not checked'

export function sealedBy({ manifest: { encryption } }: Backup): SealedBy {
  if (encryption === null) return 'none'
  return encryption.mode === 'passphrase' ? `${encryption.method} with a passphrase` : encryption.method
}

/** Whose key signed a manifest: a fingerprint, `NOT_CHECKED` without keys to check by, undefined where there is no signature. */
export async function signerOf(store: Repository, { name, id }: Backup): Promise<string | undefined> {
  const signature = await store.get(keys.signature(name, id), { most: SIGNATURE_BYTES }).catch((error: unknown) => {
    if (error instanceof ObjectMissing || error instanceof ObjectTooLarge) return undefined
    throw error
  })
  const trusted = store.keys?.trusted
  if (signature === undefined || trusted === undefined) return signature && NOT_CHECKED
  const manifest = await store.get(keys.manifest(name, id))
  return trusted.find((key) => key.verifies(manifest, signature))?.fingerprint
}

/** Every key that opens or signed one of the backups, those of the newest first. `states` say when a key was last seen to open one. */
export function keysTo(
  backups: readonly { backup: Backup; listed: EscrowBackup }[],
  states: readonly KeyState[],
): EscrowKey[] {
  const proven = new Map(states.map((state) => [state.recipient, state.proven?.toISOString()]))
  const found = new Map<string, EscrowKey>()
  for (const { backup, listed } of backups) {
    for (const key of [...openersOf(backup), ...signersOf(listed)]) {
      const known = `${key.what} ${key.fingerprint}`
      const at = proven.get(key.what === 'passphrase' ? 'passphrase' : (key.public ?? ''))
      found.set(known, {
        ...key,
        backups: (found.get(known)?.backups ?? 0) + 1,
        ...(at !== undefined && { proven: at }),
      })
    }
  }
  return [...found.values()]
}

function openersOf({ manifest: { encryption } }: Backup): Omit<EscrowKey, 'backups'>[] {
  if (encryption === null) return []
  if (encryption.mode === 'passphrase') return [{ what: 'passphrase' }]
  return encryption.recipients.map((recipient) =>
    encryption.method === 'age'
      ? { what: 'identity', public: recipient, fingerprint: recipientFingerprint(recipient) }
      : { what: 'gpg key', public: recipient, fingerprint: recipient },
  )
}

const signersOf = ({ signedBy }: EscrowBackup): Omit<EscrowKey, 'backups'>[] =>
  signedBy === undefined ? [] : [{ what: 'sign-key', ...(signedBy !== NOT_CHECKED && { fingerprint: signedBy }) }]
