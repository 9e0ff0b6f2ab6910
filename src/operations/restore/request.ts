import type { SealingRequest } from '../keys.ts'
import type { StorageRequest } from '../repository.ts'
import type { RestoreMethodName } from '../results-restore.ts'
import type { ConfirmRequest } from './confirm.ts'

/** What is to be restored of a backup; everything where all of it is empty. */
export interface PartRequest {
  schemas: string[]
  /** `schema.table`, exact names. */
  tables: string[]
  schemaOnly: boolean
  dataOnly: boolean
}

/** How what belongs to the server, not to the database, is treated. */
export interface BelongingsRequest {
  noOwner: boolean
  noPrivileges: boolean
  noTablespaces: boolean
  /** Make the roles of the backup that the server lacks, without passwords. */
  createRoles: boolean
}

export interface RestoreRequest extends StorageRequest, SealingRequest, ConfirmRequest, PartRequest, BelongingsRequest {
  name?: string | undefined
  backup: string
  targetUrl?: string | undefined
  targetDatabase?: string | undefined
  method: RestoreMethodName
  require: 'verified' | 'restore-tested'
  plan: boolean
  /** Goes on only where the plan still has this digest. */
  planDigest?: string | undefined
  dryRun: boolean
  finish: boolean
  /** With `finish`, the id of the swap whose kept database is meant. */
  restore?: string | undefined
  toFile?: string | undefined
  /** As YAML gave them. */
  hooks?: unknown
  assertions?: unknown
  /** What a failing check after a swap does. */
  onFailedCheck: 'roll-back' | 'keep'
  jobs: number
  client: 'auto' | 'local' | 'docker'
  timeBudget?: number | undefined
}
