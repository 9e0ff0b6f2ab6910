import { usageError } from '../../errors.ts'
import type { RestoreResult } from '../results-restore.ts'
import type { RestoreRun } from './run.ts'

export type FileRun = Omit<RestoreRun, 'destination' | 'hooks'>

/** Writes the backup, or the part that is asked for, as a file for other tools. */
export async function toFile(_run: FileRun, path: string): Promise<RestoreResult> {
  throw usageError(`${path} cannot be written yet`, 'give target-url')
}
