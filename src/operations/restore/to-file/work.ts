import type { Omitted } from '../../../dump/restore.ts'
import type { Programs } from '../../../postgres/programs.ts'
import type { Chosen } from '../../chosen.ts'
import type { Context } from '../../context.ts'
import type { Unchecked } from '../../results.ts'
import type { RestoreProof } from '../../results-restore.ts'
import type { RestoreRequest } from '../request.ts'

/** What writing a file works with. `context.signal` ends it. */
export interface FileWork {
  request: RestoreRequest
  /** Already without what was not asked for. */
  chosen: Chosen
  context: Context
  programs: Programs
  omit: Omitted
}

/** What a file was proved by, where it came from a database that was restored for it. */
export interface Written {
  proof?: RestoreProof
  notChecked: Unchecked[]
  warnings: string[]
}
