/** How objects are sealed. A new method is one file and one line in methods.ts. */
export type SealingMethod = 'age' | 'gpg'

/** What a manifest tells of its backup's sealing. */
export interface Encryption {
  method: SealingMethod
  /** `passphrase`: a key made for this backup alone seals its objects, and is stored with them, sealed with the passphrase. */
  mode: 'recipients' | 'passphrase'
  /** Whose keys open it: `age1…`, fingerprints of gpg. With a passphrase that of the backup's own key, or none. */
  recipients: string[]
  /** A small text, sealed like every object, in base64: opening it tells whether a key fits, before anything is read. */
  check: string
}

/** Seals stored objects. Errors are PgproofErrors with code 3. */
export interface Sealer {
  readonly encryption: Encryption
  /** Ends the name of every object that was sealed. */
  readonly suffix: string
  /** With a passphrase: the backup's own key, sealed, to be stored as `KEY` with the suffix. */
  readonly key?: Buffer
  /** The body is the sealer's from then on: its memory may be gone afterwards. */
  seal(body: Buffer): Promise<Buffer>
}

/** Opens what one backup's objects were sealed as. */
export interface Opener {
  /** Those recipients whose keys were there; a drill of keys goes by them. With a passphrase `passphrase`. */
  readonly openedBy: string[]
  /** Throws BadSeal for what is not whole. The sealed bytes are the opener's from then on. */
  open(sealed: Buffer): Promise<Buffer>
  /**
   * Seals what is written beside the backup later, for the same holders as far as their keys are known here; undefined where none of those takes
   * anything more (keys of gpg expire, and still open).
   */
  seal(body: Buffer): Promise<Buffer | undefined>
}

/** Thrown where bytes are not what a sealer made. `message` is half a sentence. */
export class BadSeal extends Error {}

/** What a run was given to open backups with. */
export interface OpeningKeys {
  /** Secret keys of age. */
  identities: string[]
  passphrase?: string | undefined
  /** A secret key of gpg, ASCII-armoured, to be imported; without it gpg's own keyring is asked. */
  gpgPrivateKey?: string | undefined
}

/** What methods need of the run. */
export interface SealingTools {
  /** Private to the run (0700), removed at its end. */
  folder: string
  environment: Record<string, string | undefined>
  signal: AbortSignal
  /** Has something done when the run needs its keys no more. */
  onEnd(work: () => void): void
}

/** A sealed backup as its opener needs it. */
export interface Sealed {
  /** For sentences: `backup 20261120T021703Z-7f3a9c`. */
  what: string
  encryption: Encryption
  /** Reads the object `KEY`, as stored. */
  readKey(): Promise<Buffer>
}

export interface Method {
  suffix: string
  /** Throws exit 2 for recipients that are none. */
  forRecipients(recipients: string[], tools: SealingTools): Promise<Sealer>
  forPassphrase(passphrase: string, tools: SealingTools): Promise<Sealer>
  /** Throws exit 5 where no key fits, naming those that would. */
  open(sealed: Sealed, keys: OpeningKeys, tools: SealingTools): Promise<Opener>
}

/** The text behind `Encryption.check`. */
export const CHECK_TEXT = 'a key that opens this opens the backup\n'
