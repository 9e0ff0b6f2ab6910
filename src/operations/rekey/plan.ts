import { PgproofError, refusal, usageError } from '../../errors.ts'
import { type Backup, type Catalogue, readCatalogue } from '../../repository/catalogue.ts'
import { chooseBackup, nothingYet, stands } from '../../repository/choose.ts'
import { expiryOf } from '../../repository/expiry.ts'
import { keys } from '../../repository/layout.ts'
import { openReader } from '../../repository/open.ts'
import { DamagedObject } from '../../repository/read.ts'
import { type BackupRecord, listRecords } from '../../repository/records.ts'
import { replacementsIn } from '../../repository/replaced.ts'
import { isSignedWith } from '../../repository/signed-manifest.ts'
import { openSealed } from '../../sealing/methods.ts'
import type { Sealer } from '../../sealing/seal.ts'
import { methodWith, sealerFor, whyLeft } from './asked.ts'
import type { Rekeying } from './rekey.ts'

/** What is to be done with a backup. `finish`: its copy is there, from a run that was broken off. */
export type Task =
  | { kind: 'copy'; backup: Backup }
  | { kind: 'finish'; backup: Backup; copy: Backup }
  | { kind: 'as asked'; backup: Backup }
  | { kind: 'left' | 'failed'; backup: Backup; why: string }

export interface Plan {
  /** Newest first; what is to be finished comes first. */
  tasks: Task[]
  unreadable: Catalogue['unreadable']
  /** All that the tasks are about. */
  backups: Backup[]
}

/**
 * Looks at all backups that were asked for, and at the keys to them, before anything is read. Throws exit 5 where no key opens one that is to be copied,
 * and exit 2 where no key would open its copy, which could not be read back then.
 */
export async function makePlan(rekeying: Rekeying): Promise<Plan> {
  const { request, context, source, name } = rekeying
  const now = context.now()
  const catalogue = await readCatalogue(source, name)
  const records = await listRecords(source, name)
  if (catalogue.backups.length + catalogue.unreadable.length === 0) throw nothingYet(source, name)
  const past = pastOf(catalogue.backups, records, now)
  const wanted = request.all ? past.live : await chosen(rekeying, catalogue.backups, past)
  const tasks: Task[] = []
  for (const backup of wanted) tasks.push(await taskUnlessDamaged(rekeying, backup, past.copies.get(backup.id)))
  const first = (task: Task) => (task.kind === 'finish' ? 0 : 1)
  tasks.sort((a, b) => first(a) - first(b))
  return { tasks, unreadable: request.all ? catalogue.unreadable : [], backups: wanted }
}

interface Past {
  /** Not expired. */
  live: Backup[]
  /** By the id of what they were made of. */
  copies: Map<string, Backup>
}

function pastOf(backups: Backup[], records: ReadonlyMap<string, BackupRecord[]>, now: Date): Past {
  const own = ({ id }: Backup) => records.get(id) ?? []
  return {
    live: backups.filter((backup) => expiryOf(own(backup), backup.digest) === undefined),
    copies: replacementsIn(backups, (copy) => stands(copy, own(copy), now)),
  }
}

/** The one backup that was asked for, with its copy and with what it is a copy of where a run was broken off between the two. */
async function chosen({ request, context, source, name }: Rekeying, all: Backup[], past: Past): Promise<Backup[]> {
  const backup = await chooseBackup(source, name, request.backup as string, context.now())
  const copy = past.copies.get(backup.id)
  const live = past.live.some(({ id }) => id === backup.id)
  if (!live && !copy) {
    throw refusal(`backup ${backup.id} is expired`, `take it back first: pgproof unexpire --backup ${backup.id}`)
  }
  const ids = new Set([...(live ? [backup.id] : []), ...(copy ? [copy.id] : [])])
  for (const original of past.live) if (past.copies.get(original.id)?.id === backup.id) ids.add(original.id)
  return all.filter(({ id }) => ids.has(id))
}

/** A passphrase's own key lies beside the backup, and may be damaged as everything else. */
async function taskUnlessDamaged(rekeying: Rekeying, backup: Backup, copy: Backup | undefined): Promise<Task> {
  try {
    const task: Task = copy ? { kind: 'finish', backup, copy } : await taskFor(rekeying, backup)
    await tryKeys(rekeying, task)
    return task
  } catch (error) {
    if (!(error instanceof DamagedObject)) throw error
    return { kind: 'failed', backup, why: error.reason }
  }
}

async function taskFor(rekeying: Rekeying, backup: Backup): Promise<Task> {
  const { asked, request } = rekeying
  const why = whyLeft(asked, backup)
  if (why !== undefined && !request.all) throw usageError(`of backup ${backup.id}, nothing changes: ${why}`, HOW)
  if (why !== undefined) return { kind: 'left', backup, why }
  const like = await isSealedLike(rekeying, backup)
  if (like && (await isSigned(rekeying, backup))) return { kind: 'as asked', backup }
  await refuseUnsigning(rekeying, backup)
  return { kind: 'copy', backup }
}

const HOW = 'docs/rekey.md has what to type'

const isSigned = async ({ source }: Rekeying, backup: Backup): Promise<boolean> =>
  source.keys.signer === undefined || (await isSignedWith(source, backup, source.keys.signer))

/** A copy without a signature would not count where one is asked for, and the signed original would expire. */
async function refuseUnsigning({ source, request }: Rekeying, { name, id }: Backup): Promise<void> {
  if (source.keys.signer || request.signing === 'none') return
  if (!(await source.head(keys.signature(name, id)))) return
  throw usageError(
    `backup ${id} is signed, and its copy would not be`,
    'give sign-key, or say signing: none where signatures are to go',
  )
}

/** Whether a backup is sealed as asked for. The key of a passphrase differs from backup to backup: there it is tried. */
async function isSealedLike(rekeying: Rekeying, backup: Backup): Promise<boolean> {
  const { asked, request, source, target } = rekeying
  const { encryption } = backup.manifest
  if (asked.kind === 'as it is') return true
  if (asked.kind === 'passphrase') {
    if (encryption?.mode !== 'passphrase' || encryption.method !== methodWith(request, encryption)) return false
    return await opens(openReader(target, backup, rekeying.signal))
  }
  const sealer = (await sealerFor(asked, backup, request, source.keys)) as Sealer
  await refuseUnprovable(rekeying, sealer)
  const { method, mode, recipients } = sealer.encryption
  if (encryption?.method !== method || encryption.mode !== mode) return false
  return recipients.toSorted().join('\n') === encryption.recipients.toSorted().join('\n')
}

/** What nobody here can open could not be read back, and the old backup would expire on trust. */
async function refuseUnprovable({ target }: Rekeying, { encryption, key }: Sealer): Promise<void> {
  const readKey = async () => key ?? Buffer.alloc(0)
  const sealed = { what: 'the copy', encryption, readKey }
  if (await opens(openSealed(sealed, target.keys.opening, target.keys.tools))) return
  throw usageError(
    'none of the keys given would open the copies, so that they could not be read back before the old ones expire',
    'give the secret key of one of the new recipients as well, or keep a recipient whose key is here',
  )
}

async function opens(opening: Promise<unknown>): Promise<boolean> {
  try {
    await opening
    return true
  } catch (error) {
    if (error instanceof PgproofError && error.code === 5) return false
    throw error
  }
}

async function tryKeys({ source, target, signal }: Rekeying, task: Task): Promise<void> {
  if (task.kind === 'copy' || task.kind === 'finish') await openReader(source, task.backup, signal)
  if (task.kind === 'finish') await openReader(target, task.copy, signal)
}
