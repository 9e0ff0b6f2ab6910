import type { Common, Outcome } from './results.ts'

/** A file that keygen wrote, and what is to become of it. */
export interface KeyFile {
  path: string
  /** The input that takes what is in it. */
  input: 'encrypt-to' | 'identity' | 'sign-key' | 'verify-key'
  /** Whoever has it can open backups, or sign in your name. Its mode is 0600. */
  secret: boolean
  /** Which jobs get it, and where it is kept besides. */
  place: string
  /** What hands it to a repository on GitHub, for a shell. */
  command: string
}

export type KeygenResult = Outcome &
  Common & {
    verb: 'keygen'
    /** Public halves only. */
    keys: {
      kind: 'age' | 'sign'
      /** `age1…`; of a key that signs the PEM. */
      public: string
      /** `SHA256:` and base64: of the recipient's text, or of the public key (SubjectPublicKeyInfo). */
      fingerprint: string
    }[]
    files: KeyFile[]
  }
