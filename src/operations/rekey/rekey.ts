import { PgproofError, usageError } from '../../errors.ts'
import { findPrograms } from '../../postgres/programs.ts'
import type { Backup } from '../../repository/catalogue.ts'
import { chooseName } from '../../repository/choose.ts'
import type { Repository, RunKeys } from '../../repository/repository.ts'
import { shownKey } from '../../sealing/shown-key.ts'
import { locationOf, openBackup, referenceOf, whileReadingBackup } from '../chosen.ts'
import type { Context } from '../context.ts'
import { learnStore } from '../first-use.ts'
import { refuseUncheckable } from '../keys.ts'
import { graceOf } from '../prune/policy.ts'
import { openStorage } from '../repository.ts'
import type { RekeyedBackup, RekeyResult } from '../results-rekey.ts'
import { type Asked, askedOf, describeSealing, type SealingAsked, unmatchedDrops } from './asked.ts'
import { copyBackup } from './copy.ts'
import { finish } from './finish.ts'
import { makePlan, type Plan, type Task } from './plan.ts'
import { conclude } from './result.ts'

export interface RekeyRequest extends SealingAsked {
  name?: string | undefined
  /** One backup; or `all`. */
  backup?: string | undefined
  all: boolean
  /** As YAML gave it: its grace counts. */
  retention?: unknown
  /** Milliseconds. */
  grace?: number | undefined
  jobs: number
  client: 'auto' | 'local' | 'docker'
}

/** What every step of a rekey works with. */
export interface Rekeying {
  request: RekeyRequest
  context: Context
  signal: AbortSignal
  asked: Asked
  /** The storage with the keys that the backups have. */
  source: Repository & { readonly keys: RunKeys }
  /** The same storage with the keys that their copies get. */
  target: Repository & { readonly keys: RunKeys }
  name: string
  /** How long an old backup can be taken back, in milliseconds. */
  grace: number
  started: Date
  warnings: string[]
}

type Given = Pick<Rekeying, 'request' | 'context' | 'asked' | 'grace' | 'started' | 'warnings'>

/**
 * Seals backups for other keys. Each is copied, byte for byte but for its seals, the copy is read back, and only then does the old one expire.
 * Throws exit 5 where a backup that is to be copied opens with none of the keys, before anything of it is read.
 */
export async function rekey(request: RekeyRequest, context: Context): Promise<RekeyResult> {
  if (request.all === (request.backup !== undefined))
    throw usageError(
      request.all ? 'backup and all are given' : 'neither backup nor all is given',
      'say which backup, by its id or latest, or all',
    )
  const asked = askedOf(request)
  const given = { request, context, asked, grace: graceOf(request), started: context.now(), warnings: [] }
  return await withStorage(given, context.signal, async (rekeying) => {
    context.progress({ kind: 'phase', title: 'Look at the backups' })
    const plan = await makePlan(rekeying)
    await findAllPrograms(rekeying, plan)
    for (const key of unmatchedDrops(asked, plan.backups))
      rekeying.warnings.push(`no backup that was looked at is sealed for ${shownKey(key)}`)
    const done: RekeyedBackup[] = []
    for (const task of plan.tasks) done.push(await carryOut(rekeying, task))
    return conclude(rekeying, done, plan)
  })
}

/** Opens the storage twice: keys that open a backup as it is need not open its copy. */
async function withStorage<R>(
  given: Given & { name?: string },
  signal: AbortSignal,
  work: (rekeying: Rekeying) => Promise<R>,
): Promise<R> {
  const { request, context } = given
  const source = await openStorage(request, context, signal)
  try {
    refuseUncheckable(source.keys)
    const name = given.name ?? (await chooseName(source, request.name))
    const passphrase = request.newPassphrase ?? request.passphrase
    const target = await openStorage({ ...request, passphrase }, context, signal)
    try {
      return await work({ ...given, signal, source, target, name })
    } finally {
      target.close()
    }
  } finally {
    source.close()
  }
}

/** Reading back takes pg_restore of the backup's major: better not found now than after hours. */
async function findAllPrograms({ request, context }: Rekeying, { tasks }: Plan): Promise<void> {
  const working = tasks.filter(({ kind }) => kind === 'copy' || kind === 'finish')
  for (const major of new Set(working.map(({ backup }) => backup.manifest.client.major)))
    await findPrograms(major, {
      environment: context.environment,
      client: request.client,
      install: context.installPrograms,
      folders: [context.temporary],
    })
}

async function carryOut(rekeying: Rekeying, task: Task): Promise<RekeyedBackup> {
  const { backup } = task
  const about = { backup: referenceOf(rekeying.source, backup), sealing: sealingOf(backup) }
  switch (task.kind) {
    case 'as asked':
      return { ...about, state: task.kind }
    case 'left':
    case 'failed':
      return { ...about, state: task.kind, why: task.why }
    case 'copy':
    case 'finish':
      return { ...about, ...(await unlessDamaged(rekeying, backup, (there) => replace(rekeying, task, there))) }
  }
}

type Became = Omit<RekeyedBackup, 'backup' | 'sealing'>

/** What is damaged stays as it is, and the others are not kept waiting by it. */
async function unlessDamaged(
  { source, context, signal }: Rekeying,
  backup: Backup,
  work: (there: Backup) => Promise<Became>,
): Promise<Became> {
  try {
    return await whileReadingBackup(source, backup, context, work)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (!(error instanceof PgproofError) || error.code !== 1) throw error
    return { state: 'failed', why: error.reason }
  }
}

/** With stores of this backup's own: their keys' threads and programs end with it, and with a failure all that is on its way. */
async function replace(
  rekeying: Rekeying,
  task: Extract<Task, { kind: 'copy' | 'finish' }>,
  original: Backup,
): Promise<Became> {
  const attempt = new AbortController()
  return await withStorage(rekeying, AbortSignal.any([rekeying.signal, attempt.signal]), async (own) => {
    await learn(own)
    const chosen = await openBackup(own.source, original, own.signal)
    const copy = task.kind === 'finish' ? task.copy : await copyBackup(own, chosen, attempt)
    const finished = await finish(own, chosen, copy)
    if (!finished.ok) {
      const [first] = finished.damaged
      return { state: 'failed', why: `its copy ${copy.id} is not whole: ${first?.object} ${first?.what}` }
    }
    const { openedBy, until } = finished
    return { state: task.kind === 'finish' ? 'finished' : 'copied', copy: describeCopy(own, copy), openedBy, until }
  })
}

/** What the storage can do, said once for all backups. */
async function learn({ target, request, context, signal, warnings }: Rekeying): Promise<void> {
  const news = await learnStore(target, request, context, signal)
  warnings.push(...news.filter((text) => !warnings.includes(text)))
}

const describeCopy = ({ source }: Rekeying, copy: Backup): NonNullable<RekeyedBackup['copy']> => ({
  id: copy.id,
  location: locationOf(source, copy.name, copy.id),
  sealing: sealingOf(copy),
  storedBytes: copy.manifest.totals.storedBytes,
})

const sealingOf = ({ manifest }: Backup): string => describeSealing(manifest.encryption, shownKey)
