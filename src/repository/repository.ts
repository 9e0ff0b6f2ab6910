import type { OpeningKeys, SealingTools } from '../sealing/seal.ts'
import type { Signer, VerifyKey } from '../sealing/signature.ts'
import type { Store } from '../storage/store.ts'

/** What a run was given to open, sign and check backups with. */
export interface RunKeys {
  opening: OpeningKeys
  tools: SealingTools
  /** Signs manifests and records. */
  signer?: Signer | undefined
  /** Whose signatures count; undefined asks for none. */
  trusted?: readonly VerifyKey[] | undefined
}

/** A store of backups with the keys of the run. Without keys plain backups can be read, nothing is signed, and no signature is asked for. */
export type Repository = Store & { readonly keys?: RunKeys }
