import { refusal, usageError } from '../errors.ts'
import type { Backup } from '../repository/catalogue.ts'
import { EXPIRY_KINDS, expiryOf, takenBackUntil } from '../repository/expiry.ts'
import { keys } from '../repository/layout.ts'
import { PIN_KINDS, pinOf } from '../repository/pins.ts'
import { timeAfter } from '../repository/record-times.ts'
import { type BackupRecord, listRecords, putRecord, type RecordKind } from '../repository/records.ts'
import type { Repository } from '../repository/repository.ts'
import { chooseNamed, referenceOf } from './chosen.ts'
import type { Context } from './context.ts'
import { refuseUncheckable } from './keys.ts'
import { openStorage, type StorageRequest } from './repository.ts'
import type { BackupReference, Common } from './results.ts'
import type { PinResult, UnexpireResult, UnpinResult } from './results-prune.ts'

export interface UnpinRequest extends StorageRequest {
  name?: string | undefined
  backup: string
  reason: string
}

export interface PinRequest extends UnpinRequest {
  /** A day or a moment, ISO 8601; until it is unpinned where there is none. */
  until?: string | undefined
}

/** What one of these verbs works with. */
interface Work {
  store: Repository
  context: Context
  backup: Backup
  records: BackupRecord[]
  /** The storage's time. */
  now: Date
  started: Date
}

type Said = { ok: true; code: 0; backup: BackupReference; reason: string } & Common

/** Holds a backup, whatever the policy says. */
export const pin = (request: PinRequest, context: Context): Promise<PinResult> =>
  opened(request, context, (store) => pinIn(store, request, context))

/** The same in a store that is open, as are the others. */
export async function pinIn(store: Repository, request: PinRequest, context: Context): Promise<PinResult> {
  const until = request.until === undefined ? undefined : momentOf(request.until)
  return await withBackup(store, request, context, async (work) => {
    if (until && until <= work.now)
      throw usageError(`${request.until} is past`, 'give a day to come, or leave until out')
    refuseExpired(work)
    const body = { reason: request.reason, ...(until && { until: until.toISOString() }) }
    const said = await say(work, 'pinned', PIN_KINDS, body)
    // A prune beside this may have expired it after it was looked at; the pin holds then too, but it must be known.
    refuseExpired({ ...work, records: await recordsOf(work.store, work.backup) })
    return { ...said, verb: 'pin', ...(until && { until: until.toISOString() }) }
  })
}

/** Lets go of a pinned backup: from now on the policy decides. */
export const unpin = (request: UnpinRequest, context: Context): Promise<UnpinResult> =>
  opened(request, context, (store) => unpinIn(store, request, context))

export async function unpinIn(store: Repository, request: UnpinRequest, context: Context): Promise<UnpinResult> {
  if (store.keys) refuseUncheckable(store.keys, 'the word that unpins')
  return await withBackup(store, request, context, async (work) => {
    if (pinOf(work.records, work.backup.digest) === undefined) {
      throw usageError(`backup ${work.backup.id} is not pinned`, 'pgproof prune shows which ones are')
    }
    return { ...(await say(work, 'unpinned', PIN_KINDS, { reason: request.reason })), verb: 'unpin' }
  })
}

/** Takes an expired backup back, while its grace lasts. Throws exit 4 where it may be going away already. */
export const unexpire = (request: UnpinRequest, context: Context): Promise<UnexpireResult> =>
  opened(request, context, (store) => unexpireIn(store, request, context))

export async function unexpireIn(store: Repository, request: UnpinRequest, context: Context): Promise<UnexpireResult> {
  return await withBackup(store, request, context, async (work) => {
    const { backup } = work
    const expiry = expiryOf(work.records, backup.digest)
    if (!expiry) throw usageError(`backup ${backup.id} is not expired`, 'pgproof prune shows which ones are')
    const end = takenBackUntil(expiry)
    if (work.now > end) throw tooLate(backup, end)
    const said = await say(work, 'unexpired', EXPIRY_KINDS, { reason: request.reason })
    // It may have taken long to say so: a sweep that began later has seen it, one that began before would have found it gone by now.
    if ((await store.clock()) > expiry.until || !(await store.head(keys.manifest(backup.name, backup.id)))) {
      throw tooLate(backup, end)
    }
    return { ...said, verb: 'unexpire' }
  })
}

const tooLate = ({ id }: Backup, end: Date) =>
  refusal(
    `backup ${id} could be taken back until ${end.toISOString()}, and that is past`,
    'while it is listed, pgproof restore with its id still works',
  )

function refuseExpired({ records, backup }: Pick<Work, 'records' | 'backup'>): void {
  if (!expiryOf(records, backup.digest)) return
  throw refusal(`backup ${backup.id} is expired`, `take it back first: pgproof unexpire --backup ${backup.id}`)
}

async function opened<R>(
  request: StorageRequest,
  context: Context,
  work: (store: Repository) => Promise<R>,
): Promise<R> {
  const store = await openStorage(request, context, context.signal)
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

async function withBackup<R>(
  store: Repository,
  request: UnpinRequest,
  context: Context,
  work: (given: Work) => Promise<R>,
): Promise<R> {
  if (request.reason.trim() === '') throw usageError('the reason is empty', 'say in a few words why')
  const started = context.now()
  const backup = await chooseNamed(store, request, context)
  const records = await recordsOf(store, backup)
  return await work({ store, context, backup, records, now: await store.clock(), started })
}

const recordsOf = async (store: Repository, { name, id }: Backup): Promise<BackupRecord[]> =>
  (await listRecords(store, name, id)).get(id) ?? []

async function say(
  { store, context, backup, records, started }: Work,
  kind: RecordKind,
  about: readonly string[],
  body: { reason: string; until?: string },
): Promise<Said> {
  const time = await timeAfter(store, records, about)
  const record = await putRecord(
    store,
    { name: backup.name, id: backup.id },
    { kind, time, ok: true, by: context.by, manifest: backup.digest, body },
  )
  return {
    ok: true,
    code: 0,
    seconds: (context.now().getTime() - started.getTime()) / 1000,
    warnings: [],
    record,
    backup: referenceOf(store, backup),
    reason: body.reason,
  }
}

function momentOf(text: string): Date {
  const moment = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? new Date(text) : new Date(Number.NaN)
  if (!Number.isNaN(moment.getTime())) return moment
  throw usageError(`until is '${text}', not a day or a moment`, 'write it as 2027-11-01 or 2027-11-01T00:00Z')
}
