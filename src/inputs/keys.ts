import { choice, flag, list, text } from './kinds.ts'

/** What tells a signed backup from a forged one; for every verb that reads a storage. */
export const trustInputs = {
  'verify-key': text({
    sentence:
      'Public keys (Ed25519, PEM), one after the other: what is not signed by one of them is refused before anything of it is read further.',
    file: true,
    key: true,
  }),
  signing: choice(['auto', 'required', 'none'], {
    sentence:
      '`required`: never without `verify-key`, also where it is empty. `auto` refuses an unsigned backup after a signed one, which `none` allows.',
    default: 'auto',
    key: true,
  }),
}

/** For verbs that write manifests or records. */
export const signInputs = {
  'sign-key': text({
    sentence: 'Secret key (Ed25519, PEM) that signs manifests and records.',
    secret: 'whole',
    key: true,
  }),
}

/** A passphrase shorter than that can be guessed by who has the bucket. */
const SHORTEST_PASSPHRASE = 12

const passphrase = text({
  sentence:
    'Passphrase that backups are sealed and opened with, of at least 12 characters; with `gpg-private-key` it unlocks that key.',
  secret: 'whole',
  key: true,
  pattern: new RegExp(`^.{${SHORTEST_PASSPHRASE},}$`),
  allowed: `one line of at least ${SHORTEST_PASSPHRASE} characters`,
})

const encryption = {
  encryption: choice(['auto', 'age', 'gpg', 'none'], {
    sentence:
      '`age` or `gpg`: never without it, also where the key is missing. `auto` is what the given keys are for; `none` is needed where earlier backups were sealed.',
    default: 'auto',
    key: true,
  }),
  'encrypt-to': list({
    sentence: 'Public keys of age (`age1…`) that can open the backup, one per line.',
    key: true,
  }),
  'gpg-recipients': list({
    sentence: 'Keys of gpg that can open the backup: fingerprints in its keyring, or armoured public keys.',
    key: true,
  }),
}

/** What backups are sealed with. */
export const sealingInputs = { ...encryption, passphrase }

/** What sealed backups are opened with. */
export const openingInputs = {
  identity: text({
    sentence: 'Secret keys of age, one per line, as age-keygen and `pgproof keygen` write them; each is tried.',
    secret: 'whole',
    key: true,
  }),
  passphrase,
  'gpg-private-key': text({
    sentence: "Secret key of gpg, armoured; without it gpg's own keyring is asked.",
    secret: 'whole',
    key: true,
  }),
}

/** For a verb that makes backups beside one that it opens. */
export const resealingInputs = { ...encryption, ...openingInputs }

/** What existing backups are to be sealed with from now on; the other passphrase opens them as they are. */
export const rekeyInputs = {
  ...resealingInputs,
  'new-passphrase': text({
    sentence: 'Passphrase that the backups are sealed with from now on; `passphrase` is the one they have.',
    secret: 'whole',
    key: true,
    pattern: new RegExp(`^.{${SHORTEST_PASSPHRASE},}$`),
    allowed: `one line of at least ${SHORTEST_PASSPHRASE} characters`,
  }),
  'add-recipient': list({
    sentence: 'Public keys that can open the backups from now on, beside those that can already, one per line.',
    key: true,
    momentary: true,
  }),
  'drop-recipient': list({
    sentence: 'Public keys that the backups are not sealed for any more, one per line.',
    key: true,
    momentary: true,
  }),
}

/** What `verify` does with keys. */
export const keyCheckInputs = {
  keys: flag({ sentence: 'Only try the keys, and note which of them open the backup; nothing else is read.' }),
  'without-key': flag({
    sentence: 'Compare a sealed backup as it is stored, without its key. That is never "verified".',
  }),
  history: flag({
    sentence: 'Also look whether a backup was removed, replaced or rolled back since it was made.',
  }),
}
