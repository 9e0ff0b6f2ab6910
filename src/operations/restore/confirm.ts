import { refusal } from '../../errors.ts'
import type { Context } from '../context.ts'

/** What a person must know who says yes. No secrets. */
export interface ConfirmFacts {
  /** The database that is written into. */
  database: string
  /** `created`: ISO 8601, UTC. */
  backup: { id: string; name: string; created: string }
  /** `localhost:5432`, without user and password. */
  server: string
  /** Why the database counts as the one that the backup was made from; absent where it does not. */
  isSource?: string
  /** Lines to show: what will be different afterwards. */
  changes?: string[]
}

export interface ConfirmRequest {
  /** `<database> from <backup id>` */
  confirm?: string | undefined
  allowProduction: boolean
  /** `database`, `host/database` or `host:port/database`. */
  protected: string[]
  approvalEnvironment?: string | undefined
  approvalByAnother: boolean
}

/** Who said yes: a person at the terminal or the input `confirm`, and the logins of those who approved the run. */
export interface Confirmation {
  by: 'terminal' | 'input'
  approvedBy?: string[]
}

/** The first confirmation, before anything is written. Throws exit 4 for everything but a clear yes; writes no record. */
export async function confirmRestore(
  _facts: ConfirmFacts,
  _request: ConfirmRequest,
  _context: Context,
): Promise<Confirmation> {
  throw refusal('the restore was not confirmed', 'confirm it')
}

/** The second confirmation, before a swap. Where `confirm` was the first, it stands for this one too. */
export async function confirmSwap(
  _facts: ConfirmFacts,
  _request: ConfirmRequest,
  _context: Context,
  _first: Confirmation,
): Promise<Confirmation> {
  throw refusal('the swap was not confirmed', 'confirm it')
}
