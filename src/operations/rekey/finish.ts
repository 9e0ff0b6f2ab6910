import { refusal } from '../../errors.ts'
import { type Backup, badgesOf } from '../../repository/catalogue.ts'
import { EXPIRY_KINDS, expiryOf } from '../../repository/expiry.ts'
import { holds, PIN_KINDS, pinOf } from '../../repository/pins.ts'
import { recordBody } from '../../repository/record-body.ts'
import { timeAfter } from '../../repository/record-times.ts'
import { type BackupRecord, listRecords, putRecord, type RecordKind } from '../../repository/records.ts'
import type { Repository } from '../../repository/repository.ts'
import { whyFailed } from '../badges.ts'
import { type Chosen, whileReadingBackup } from '../chosen.ts'
import type { VerifyResult } from '../results.ts'
import { keysIn } from '../verify/verify.ts'
import { type CopyRead, readCopyBack } from './read-back.ts'
import type { Rekeying } from './rekey.ts'

/** What was said about a copy and what it was made of. */
export type Finished = { ok: true; openedBy: string[]; until: string } | { ok: false; damaged: VerifyResult['damaged'] }

/**
 * Lets a copy take the place of what it was made of: it is read back first, then inherits the pin and a failed restore-test, and only then does the old one expire.
 * A run that is killed anywhere between leaves both, and the next one goes on here. A copy that is not whole expires itself, and the old one stays.
 */
export async function finish(rekeying: Rekeying, original: Chosen, copy: Backup): Promise<Finished> {
  const { context, target } = rekeying
  return await whileReadingBackup(target, copy, context, async (there) => {
    context.progress({ kind: 'phase', title: `Read ${there.id} back` })
    const read = await readCopyBack(rekeying, original, there)
    const both = { rekeying, original: await known(target, original.backup), copy: await known(target, there) }
    if (read.damaged.length > 0) return await disown(both, read)
    if (expiryOf(both.copy.records, there.digest)) throw expiredMeanwhile(there)
    await inherit(both, read)
    const until = await letGo(both)
    return { ok: true, openedBy: read.reader?.opener?.openedBy ?? [], until }
  })
}

interface Known {
  backup: Backup
  /** Oldest first. */
  records: BackupRecord[]
}

interface Both {
  rekeying: Rekeying
  original: Known
  copy: Known
}

const known = async (store: Repository, backup: Backup): Promise<Known> => ({
  backup,
  records: (await listRecords(store, backup.name, backup.id)).get(backup.id) ?? [],
})

async function say(
  { context, target }: Rekeying,
  { backup: { name, id, digest } }: Known,
  record: { kind: RecordKind; time: string; body: object },
): Promise<void> {
  await putRecord(target, { name, id }, { ...record, ok: record.kind !== 'failed', by: context.by, manifest: digest })
}

const expiredMeanwhile = ({ id }: Backup) =>
  refusal(
    `the copy ${id} was expired while it was read back`,
    'nothing else was changed: find out who expired it, then run again',
  )

/** A copy that cannot be read is no restore point. */
async function disown({ rekeying, original, copy }: Both, { damaged, reader }: CopyRead): Promise<Finished> {
  const { target, context, grace } = rekeying
  const [first] = damaged
  const reason = `the copy of ${original.backup.id} under other keys is not whole: ${first?.object} ${first?.what}`
  const until = new Date((await target.clock()).getTime() + grace).toISOString()
  const body = reader ? await recordBody(reader, { of: 'verified' }, { damaged }) : { of: 'verified' }
  await say(rekeying, copy, { kind: 'failed', time: context.now().toISOString(), body })
  const time = await timeAfter(target, copy.records, EXPIRY_KINDS)
  await say(rekeying, copy, { kind: 'expired', time, body: { reason, until } })
  return { ok: false, damaged }
}

/** What holds the old one holds the copy, and what spoke against it does too. That it was restored once is not said of the copy: nobody has restored that. */
async function inherit({ rekeying, original, copy }: Both, { reader, tables, rows }: CopyRead): Promise<void> {
  const { context, target, warnings } = rekeying
  if (!reader) throw new Error(`${copy.backup.id} was read back without a reader`)
  const now = context.now()
  const { restoreTested } = badgesOf(original.backup, original.records, now)
  if (restoreTested?.ok === false && badgesOf(copy.backup, copy.records, now).restoreTested?.ok !== false) {
    const differences = [`${whyFailed(restoreTested)} (found in ${original.backup.id}, of which this is a copy)`]
    const body = await recordBody(reader, { of: 'restore-tested' }, { differences })
    await say(rekeying, copy, { kind: 'failed', time: now.toISOString(), body })
  }
  if (restoreTested?.ok) {
    warnings.push(
      `${original.backup.id} was restore-tested, and that does not count for its copy ${copy.backup.id}: run pgproof restore-test`,
    )
  }
  const checked = { objects: reader.objectsRead, bytes: reader.bytesRead, tables, rows, share: 1 }
  const open = { of: 'verified', checked, ...keysIn(reader), reason: `as a copy of ${original.backup.id}` }
  const body = await recordBody(reader, open, {})
  await say(rekeying, copy, { kind: 'verified', time: context.now().toISOString(), body })
  await movePin({ rekeying, original, copy }, await target.clock())
}

/** The copy is pinned before the old one is let go of, so that the data is held all the time. */
async function movePin({ rekeying, original, copy }: Both, now: Date): Promise<void> {
  const { target, warnings } = rekeying
  const pin = pinOf(original.records, original.backup.digest)
  if (!pin || !holds(pin, now)) return
  const { reason, until } = pin
  if (!holds(pinOf(copy.records, copy.backup.digest), now)) {
    const time = await timeAfter(target, copy.records, PIN_KINDS)
    await say(rekeying, copy, { kind: 'pinned', time, body: { reason, ...(until && { until: until.toISOString() }) } })
  }
  const time = await timeAfter(target, original.records, PIN_KINDS)
  await say(rekeying, original, { kind: 'unpinned', time, body: { reason: `its copy ${copy.backup.id} is pinned` } })
  warnings.push(`the pin of ${original.backup.id} (${reason}) is on its copy ${copy.backup.id} now`)
}

/** Expires the old one. Returns the end of its grace. */
async function letGo({ rekeying, original, copy }: Both): Promise<string> {
  const { target, grace } = rekeying
  const { id, digest } = copy.backup
  const until = new Date((await target.clock()).getTime() + grace).toISOString()
  const time = await timeAfter(target, original.records, EXPIRY_KINDS)
  const reason = `replaced by ${id}, which holds the same under other keys`
  await say(rekeying, original, { kind: 'expired', time, body: { reason, until, replacedBy: { id, sha256: digest } } })
  return until
}
