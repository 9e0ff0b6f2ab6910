import { messageOf } from '../../errors.ts'
import { checkExpectations } from '../../proof/expectations.ts'
import { refuseArchived } from '../../repository/archived.ts'
import { type Backup, readCatalogue } from '../../repository/catalogue.ts'
import { isWholeBackup } from '../../repository/choose.ts'
import { INVENTORY, KEY } from '../../repository/layout.ts'
import { openReader } from '../../repository/open.ts'
import { BackupReader } from '../../repository/read.ts'
import { recordBody } from '../../repository/record-body.ts'
import { putRecord } from '../../repository/records.ts'
import { replacementsIn } from '../../repository/replaced.ts'
import type { Repository } from '../../repository/repository.ts'
import { type Chosen, chooseNamed, readContents, referenceOf, whileReadingBackup } from '../chosen.ts'
import type { Context } from '../context.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import type { Check, Unchecked, VerifyResult } from '../results.ts'
import { note, type ReadBack, readBack, readRest } from './read-back.ts'
import { rowsByTable } from './table-rows.ts'
import { lookAtTrust } from './trusted.ts'
import { tryKeys } from './try-keys.ts'
import { withHistory } from './with-history.ts'

export interface VerifyRequest extends StorageRequest {
  name?: string | undefined
  backup: string
  /** Share of the objects to read, above 0 and up to 1. */
  sample?: number | undefined
  /** Milliseconds. */
  maxBackupAge: number
  requiredTables: string[]
  sizeTolerance?: number | undefined
  /** Compare stored bytes alone. */
  withoutKey?: boolean | undefined
  /** Only try the keys. */
  keys?: boolean | undefined
  /** Look at the chain of all backups too. */
  history?: boolean | undefined
  jobs: number
  client: 'auto' | 'local' | 'docker'
}

/** Reads a backup back from the storage and compares everything that can be compared without a database. */
export async function verify(request: VerifyRequest, context: Context): Promise<VerifyResult> {
  const started = context.now()
  const store = await openStorage(request, context, context.signal)
  try {
    context.progress({ kind: 'phase', title: 'Choose the backup' })
    const named = await chooseNamed(store, request, context)
    return await whileReadingBackup(store, named, context, async (backup) => {
      const verifying = { request, context, store, backup, started }
      const result = request.keys ? await tryKeys(verifying) : await verifyBackup(verifying)
      return request.history ? await withHistory(result, verifying) : result
    })
  } finally {
    store.close()
  }
}

export type Verifying = Pick<Conclusion, 'request' | 'context' | 'store' | 'backup' | 'started'>

async function verifyBackup(verifying: Verifying): Promise<VerifyResult> {
  const { request, context, store, backup } = verifying
  const damaged: VerifyResult['damaged'] = []
  await refuseArchived(store, backup)
  const reader = await readerOrNote(store, backup, request, context, damaged)
  const chosen = request.withoutKey ? undefined : await openOrNote(reader, damaged)
  const run = chosen && { request, context, store, chosen, damaged, tables: 0, rows: 0 }
  const read = run ? await readBack(run) : await readStored(reader, request, damaged)
  const expectations = await expect(request, context, store, backup, chosen)
  return await conclude({ ...verifying, reader, run, damaged, read, expectations })
}

/** A backup whose key is damaged can only be compared as it is stored. */
async function readerOrNote(
  store: Repository,
  backup: Backup,
  request: VerifyRequest,
  { signal }: Context,
  damaged: VerifyResult['damaged'],
): Promise<BackupReader> {
  if (!request.withoutKey) {
    try {
      return await openReader(store, backup, signal)
    } catch (error) {
      note(damaged, error, KEY)
    }
  }
  return new BackupReader(store, backup, signal)
}

/** Opens a backup, or notes that its inventory is damaged. */
async function openOrNote(reader: BackupReader, damaged: VerifyResult['damaged']): Promise<Chosen | undefined> {
  if (damaged.length > 0) return undefined
  try {
    return await readContents(reader)
  } catch (error) {
    note(damaged, error, INVENTORY)
    return undefined
  }
}

/** Compares every object as it is stored, whatever is in it: never the whole of a verification. */
async function readStored(reader: BackupReader, { jobs, withoutKey }: VerifyRequest, damaged: VerifyResult['damaged']) {
  await readRest(reader, damaged, jobs)
  return { share: withoutKey ? ALL_BUT_CONTENTS : 0 }
}

/** Every byte was compared, but no row was counted. */
const ALL_BUT_CONTENTS = 0.999999

async function expect(
  request: VerifyRequest,
  context: Context,
  store: Repository,
  backup: Backup,
  chosen: Chosen | undefined,
): Promise<Check[]> {
  const catalogue = await readCatalogue(store, backup.name)
  const replaced = replacementsIn(catalogue.backups, () => true)
  const describe = (one: Backup) => ({
    id: one.id,
    created: new Date(one.manifest.created),
    storedBytes: one.manifest.totals.storedBytes,
    complete: isWholeBackup(one),
  })
  return checkExpectations(
    {
      // As it was then, a backup was not older than that.
      now: request.asOf ?? context.now(),
      backups: catalogue.backups.filter(({ id }) => !replaced.has(id)).map(describe),
      chosen: describe(backup),
      tables: chosen ? rowsByTable(chosen.inventory) : [],
    },
    {
      maxBackupAge: request.maxBackupAge,
      // Without an inventory nobody knows the tables, and the backup is damaged anyway.
      requiredTables: chosen ? request.requiredTables : [],
      ...(request.sizeTolerance !== undefined && { sizeTolerance: request.sizeTolerance }),
    },
  )
}

interface Conclusion {
  request: VerifyRequest
  context: Context
  store: Repository
  backup: Backup
  reader: BackupReader
  run: ReadBack | undefined
  damaged: VerifyResult['damaged']
  read: Awaited<ReturnType<typeof readBack>>
  expectations: Check[]
  started: Date
}

async function conclude(all: Conclusion): Promise<VerifyResult> {
  const { request, context, store, backup, reader, run, damaged, read, expectations } = all
  const { share, sample } = read
  const whole = share === 1
  const broken = expectations.filter((check) => !check.ok && check.skipped === undefined)
  const checked = {
    objects: reader.objectsRead,
    bytes: reader.bytesRead,
    tables: run?.tables ?? 0,
    rows: run?.rows ?? 0,
    share,
  }
  const intact = damaged.length === 0
  const trust = await lookAtTrust(store, backup)
  const warnings = [...trust.warnings]
  const record = await putRecord(
    store,
    { name: backup.name, id: backup.id },
    {
      kind: intact ? (whole ? 'verified' : 'sampled') : 'failed',
      time: context.now().toISOString(),
      ok: intact,
      by: context.by,
      manifest: backup.digest,
      body: await recordBody(
        reader,
        { of: 'verified', checked, ...(sample && { sample }), ...keysIn(reader) },
        { damaged, expectations },
      ),
    },
  ).catch((error: unknown) => {
    warnings.push(`no record was written: ${messageOf(error)}`)
    return undefined
  })
  return {
    ...outcome(backup, damaged, broken),
    verb: 'verify',
    seconds: (context.now().getTime() - all.started.getTime()) / 1000,
    warnings,
    ...(record !== undefined && { record }),
    backup: referenceOf(store, backup),
    checked,
    damaged,
    ...(request.withoutKey && { asStored: true as const }),
    expectations,
    notChecked: [...notChecked(whole, share, request), ...trust.notChecked],
  }
}

function outcome(backup: Backup, damaged: VerifyResult['damaged'], broken: Check[]) {
  if (damaged.length > 0) {
    const first = damaged[0] as VerifyResult['damaged'][number]
    const more = damaged.length > 1 ? `, and ${damaged.length - 1} more` : ''
    return {
      ok: false,
      code: 1,
      reason: `backup ${backup.id} is damaged: ${first.object} ${first.what}${more}`,
      hint: 'use an earlier backup (pgproof list), make a new one now, and find out what changed the object',
    } as const
  }
  const first = broken[0]
  if (first) {
    return {
      ok: false,
      code: 1,
      reason: `backup ${backup.id} is whole but not as expected: ${first.name}: ${first.found ?? 'no'}`,
      hint: 'look whether the backup job still runs and backs up the right database',
    } as const
  }
  return { ok: true, code: 0 } as const
}

/** Which keys opened the backup, for the record: a drill of keys goes by it. */
export const keysIn = ({ opener }: BackupReader): { keys?: string[] } => (opener ? { keys: opener.openedBy } : {})

function notChecked(whole: boolean, share: number, { withoutKey }: VerifyRequest): Unchecked[] {
  const always = { what: 'whether it restores', why: 'only pgproof restore-test shows that' }
  if (whole) return [always]
  if (withoutKey) return [{ what: 'what is in the objects, and every row count', why: 'no key was to be used' }, always]
  return [{ what: `${Math.round((1 - share) * 100)} % of the bytes`, why: 'a sample was asked for' }, always]
}
