import { randomBytes } from 'node:crypto'
import { messageOf, PgproofError, usageError } from '../../errors.ts'
import type { Backup } from '../../repository/catalogue.ts'
import { chooseName } from '../../repository/choose.ts'
import { LetGo } from '../../repository/copy.ts'
import { ObjectArchived, type Store } from '../../storage/store.ts'
import { withBudget } from '../budget.ts'
import { chooseNamed, locationOf, referenceOf } from '../chosen.ts'
import type { Context } from '../context.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import type { CopiedBackup, CopyResult } from '../results-copy.ts'
import { backupsToCopy, type ToCopy } from './choose.ts'
import { type CopiedOne, copyOne, type Run } from './copy-one.ts'
import { conclude } from './result.ts'
import {
  learnSecond,
  openSecond,
  refuseSameAddress,
  refuseSameStorage,
  type SecondStorageRequest,
} from './second-storage.ts'

export interface CopyRequest extends StorageRequest, SecondStorageRequest {
  name?: string | undefined
  backup: string
  /** Every backup that the other storage lacks. */
  all: boolean
  copyTo: string
  timeBudget?: number | undefined
}

/** A backup that was to be copied, and what came of it. */
export interface Tried {
  described: CopiedBackup
  failure?: PgproofError
  record?: string
}

/** Copies backups of one name into a second storage, where each is a backup as it is in the first. */
export async function copy(request: CopyRequest, context: Context): Promise<CopyResult> {
  refuseSameAddress(request.storage, request.copyTo)
  if (request.all && request.backup !== 'latest')
    throw usageError('backup and all are both given', 'name one backup, or copy all that the other storage lacks')
  const signal = withBudget(context.signal, request.timeBudget)
  const from = await openStorage(request, context, signal)
  try {
    const to = await openSecond(request, request.copyTo, context, signal)
    try {
      const warnings = await learnSecond(to, request, context, signal)
      return await copyAll({ from, to, context, signal, warnings, asOf: request.asOf }, request)
    } finally {
      to.close()
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    from.close()
  }
}

async function copyAll(run: Run, request: CopyRequest): Promise<CopyResult> {
  const started = run.context.now()
  run.context.progress({ kind: 'phase', title: 'Choose what to copy' })
  const name = await chooseName(run.from, request.name)
  const chosen = await choose(run, { ...request, name })
  const tried: Tried[] = []
  let untried = chosen.backups.length
  for (const backup of chosen.backups) {
    untried -= 1
    const one = await tryOne(run, backup)
    if (request.all && one.failure instanceof LetGo) {
      chosen.passedOver.push({ id: backup.id, why: one.failure.reason })
      continue
    }
    tried.push(one)
    // A backup that is damaged or archived says nothing of the others; a storage that is away does.
    if (one.failure !== undefined && one.failure.code !== 1 && !(one.failure instanceof ObjectArchived)) break
  }
  return conclude({ run, name, started, chosen, tried, untried })
}

async function choose(run: Run, request: CopyRequest & { name: string }): Promise<ToCopy> {
  const { from, to, context } = run
  const { name } = request
  const end = randomBytes(3).toString('hex')
  if (request.all) {
    const chosen = await backupsToCopy(from, to, name)
    const [any] = chosen.backups
    if (any) await refuseSameStorage(from, to, { name, id: any.id, end }, context.now())
    return chosen
  }
  const backup = await chooseNamed(from, request, context)
  await refuseSameStorage(from, to, { name, id: backup.id, end }, context.now())
  return { backups: [backup], passedOver: [], unreadable: [] }
}

/** Copies one backup; a failure becomes part of the result, so that what was copied before it is told too. */
async function tryOne(run: Run, backup: Backup): Promise<Tried> {
  run.context.progress({ kind: 'phase', title: `Copy backup ${backup.id}` })
  try {
    const copied = await copyOne(run, backup)
    return {
      described: describe(run, backup, copied),
      ...(copied.record !== undefined && { record: copied.record }),
    }
  } catch (error) {
    if (run.signal.aborted || !(error instanceof PgproofError)) throw error
    return { described: { ...describe(run, backup), why: messageOf(error) }, failure: error }
  }
}

const NOTHING = { objects: 0, bytes: 0 }

function describe({ from, to }: { from: Store; to: Store }, backup: Backup, copied?: CopiedOne): CopiedBackup {
  const { sent = NOTHING, found = NOTHING, signed = false, records = 0, wasThere = false } = copied ?? {}
  return {
    ...referenceOf(from, backup),
    created: backup.manifest.created,
    state: copied === undefined ? 'failed' : wasThere && sent.objects === 0 ? 'complete' : 'copied',
    copy: locationOf(to, backup.name, backup.id),
    sent,
    found,
    signed,
    records,
  }
}
