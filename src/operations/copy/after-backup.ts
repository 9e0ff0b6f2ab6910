import { PgproofError } from '../../errors.ts'
import { readBackup } from '../../repository/catalogue.ts'
import type { Store } from '../../storage/store.ts'
import { locationOf } from '../chosen.ts'
import type { StorageRequest } from '../repository.ts'
import type { BackupResult } from '../results.ts'
import { copyCommand } from './command.ts'
import { copyOne, type Run } from './copy-one.ts'
import {
  learnSecond,
  openSecond,
  refuseSameAddress,
  refuseSameStorage,
  type SecondStorageRequest,
} from './second-storage.ts'

export type CopyToRequest = StorageRequest & SecondStorageRequest

type Making = Pick<Run, 'from' | 'context' | 'signal'>

/**
 * Makes a backup and then copies it, where `copy-to` asks for it. A second storage that is none (exit 2) is refused before the backup is made; a copy
 * that fails takes nothing back: the result says that the backup exists and how to finish the copy, and is no success all the same.
 */
export async function withSecondCopy(
  request: CopyToRequest,
  making: Making,
  make: () => Promise<BackupResult>,
): Promise<BackupResult> {
  const { copyTo } = request
  if (copyTo === undefined) return await make()
  refuseSameAddress(request.storage, copyTo)
  const to = await openSecond(request, copyTo, making.context, making.signal)
  try {
    const made = await make()
    return made.ok ? await copyMade(made, { ...request, copyTo }, { ...making, to }) : made
  } finally {
    to.close()
  }
}

async function copyMade(
  made: BackupResult,
  request: CopyToRequest & { copyTo: string },
  run: Omit<Run, 'warnings'>,
): Promise<BackupResult> {
  const { from, to, context, signal } = run
  const { id, name } = made.backup
  const started = context.now()
  const second = () => ({
    to: to.location,
    location: locationOf(to, name, id),
    seconds: (context.now().getTime() - started.getTime()) / 1000,
  })
  context.progress({ kind: 'phase', title: 'Copy' })
  try {
    made.warnings.push(...(await learnSecond(to, request, context, signal)))
    await refuseSameStorage(from, to, { name, id, end: id.slice(-6) }, started)
    const { sent } = await copyOne({ ...run, warnings: made.warnings }, await readBackup(from, name, id))
    return { ...made, secondCopy: { ...second(), ok: true, sent } }
  } catch (error) {
    // Ended by a signal or by the time budget, the backup exists as well.
    const cause = signal.aborted ? signal.reason : error
    if (!(cause instanceof PgproofError)) throw cause
    const command = copyCommand(from, to, { name, id })
    const sent = { objects: 0, bytes: 0 }
    return { ...made, ...failed(id, to, cause, command), secondCopy: { ...second(), ok: false, sent, command } }
  }
}

/** The environment's fault, whatever broke, unless the run was ended by a signal. */
function failed(id: string, to: Store, cause: PgproofError, command: string) {
  return {
    ok: false,
    code: cause.code === 130 || cause.code === 143 ? cause.code : 3,
    reason: `backup ${id} is made and stands, but it was not copied to ${to.location}: ${cause.reason}`,
    hint: `${cause.hint}; what finishes the copy: ${command}`,
  } as const
}
