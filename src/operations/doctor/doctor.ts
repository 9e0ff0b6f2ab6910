import type { Context } from '../context.ts'
import type { SecondStorageRequest } from '../copy/second-storage.ts'
import type { SealingRequest } from '../keys.ts'
import type { StorageRequest } from '../repository.ts'
import type { DoctorLine, DoctorResult } from '../results.ts'
import { Checkup } from './checkup.ts'
import { type DatabaseRequest, examineDatabase } from './database.ts'
import { askPunching, askSpace } from './disk.ts'
import { examineStorage } from './storage.ts'

export interface DoctorRequest extends DatabaseRequest, StorageRequest, SecondStorageRequest, SealingRequest {
  name?: string | undefined
  /** Bytes. */
  spoolLimit: number
}

/**
 * Asks everything that a backup depends on, before anything is backed up: nothing is written to the database, and to the storage only
 * under a probe key that is removed again. One line for each question; a question that fails hides no other.
 */
export async function doctor(request: DoctorRequest, context: Context): Promise<DoctorResult> {
  const started = context.now().getTime()
  const checkup = new Checkup(context.signal)
  context.progress({ kind: 'phase', title: 'Ask the database' })
  const need = await examineDatabase(checkup, request, context)
  context.progress({ kind: 'phase', title: 'Ask the disk' })
  await checkup.ask('hole punching', () => askPunching(context.temporary))
  await checkup.ask('spool space', () => askSpace(context.temporary, request.spoolLimit, need))
  context.progress({ kind: 'phase', title: 'Ask the storage' })
  await examineStorage(checkup, request, context, need?.sizeBytes)
  const { lines } = checkup
  return {
    verb: 'doctor',
    ...outcomeOf(lines),
    seconds: (context.now().getTime() - started) / 1000,
    warnings: lines.filter((line) => line.state === 'warning').map(({ name, found }) => `${name}: ${found}`),
    lines,
  }
}

function outcomeOf(lines: readonly DoctorLine[]) {
  const [first, ...others] = lines.filter((line) => line.state === 'failure')
  if (first === undefined) return { ok: true, code: 0 } as const
  const more =
    others.length === 0 ? '' : `; and ${others.length} more failed: ${others.map(({ name }) => name).join(', ')}`
  return { ok: false, code: 1, reason: `${first.name}: ${first.found}${more}`, hint: first.hint ?? '' } as const
}
