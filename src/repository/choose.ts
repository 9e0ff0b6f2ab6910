import { PgproofError, usageError } from '../errors.ts'
import type { Store } from '../storage/store.ts'
import { type Backup, badgesOf, idsNewestFirst, isProved, listNames, readBackup } from './catalogue.ts'
import { expiryOf, isExpired } from './expiry.ts'
import { checkName, isBackupId, keys, startOf } from './layout.ts'
import { type BackupRecord, listRecords } from './records.ts'
import { isReplaced } from './replaced.ts'
import type { Repository } from './repository.ts'
import { isWhole } from './retention-candidate.ts'

/** The name to work with: the one given, or the only one that the store holds. */
export async function chooseName(store: Store, name: string | undefined): Promise<string> {
  if (name !== undefined) return checkName(name)
  const names = await listNames(store)
  if (names.length === 1) return names[0] as string
  if (names.length === 0) throw nothingYet(store)
  throw usageError(
    `${store.location} holds backups of several databases: ${names.join(', ')}`,
    'say which one is meant with name',
  )
}

export const nothingYet = (store: Store, name?: string) =>
  usageError(
    `there is no backup${name === undefined ? '' : ` of ${name}`} in ${store.location} yet`,
    'make one with pgproof backup, or look whether storage and name are the ones that the backup job uses',
  )

/** How many days back `random` looks. */
const RANDOM_DAYS = 30

/**
 * Chooses a backup: an id, `latest`, `latest:<type>`, `latest-verified`, `tag:<tag>`, `random` or `before:<time or id>`.
 * Selectors mean complete backups, and not the copies that restores made first, unless they name a type, and pass over expired ones and those that a copy replaces, which only their id names. One that cannot be read fails rather than being passed over, but for `latest-verified`: it was not verified as it is.
 */
export async function chooseBackup(store: Repository, name: string, selector: string, now: Date): Promise<Backup> {
  if (isBackupId(selector)) return await readBackup(store, name, selector)
  const { order, accept, passOver, anyKind } = await parseSelector(store, name, selector, now)
  const ids = (await store.folders(keys.backups(name))).filter(isBackupId).reverse()
  for (const id of order(ids)) {
    const backup = await readIfThere(store, name, id, passOver)
    if (!backup || (!anyKind && !isWholeBackup(backup)) || !accept(backup)) continue
    if (await isExpired(store, backup)) continue
    const read = (other: string) => readIfThere(store, name, other, true)
    const counts = async (copy: Backup) =>
      accept(copy) && stands(copy, (await listRecords(store, name, copy.id)).get(copy.id) ?? [], now)
    if (!(await isReplaced(backup, ids, read, counts))) return backup
  }
  for await (const _ of idsNewestFirst(store, name)) {
    throw usageError(
      `no ${anyKind ? '' : 'complete '}backup of ${name} fits ${selector}`,
      'pgproof list shows the backups that there are; a partial one, or the copy that a restore made first, is chosen by its id or type',
    )
  }
  throw nothingYet(store, name)
}

/** Complete, and not the copy that a restore made of what it was about to replace. */
export const isWholeBackup = ({ manifest }: Backup): boolean =>
  isWhole({ complete: manifest.partial.length === 0, type: manifest.type })

/** Whether a copy under other keys stands for what it was made of: it is not expired, and failed no check. `records` are its own, oldest first. */
export function stands(copy: Backup, records: BackupRecord[], now: Date): boolean {
  const { verified, restoreTested } = badgesOf(copy, records, now)
  return expiryOf(records, copy.digest) === undefined && verified?.ok !== false && restoreTested?.ok !== false
}

async function readIfThere(store: Repository, name: string, id: string, passOver = false): Promise<Backup | undefined> {
  try {
    return (await store.head(keys.manifest(name, id))) && (await readBackup(store, name, id))
  } catch (error) {
    if (passOver && error instanceof PgproofError && error.code === 1) return undefined
    throw error
  }
}

/** Which ids to look at, given newest first, and which of them to take. */
interface Selector {
  order: (ids: string[]) => string[]
  accept: (backup: Backup) => boolean
  /** Whether damaged manifests are passed over. */
  passOver?: boolean
  /** Whether backups of a part of the database count, and the copies that restores made first. */
  anyKind?: boolean
}

async function parseSelector(store: Repository, name: string, selector: string, now: Date): Promise<Selector> {
  const [word, ...more] = selector.split(':')
  const rest = more.join(':')
  const all = (ids: string[]) => ids
  if (selector === 'latest') return { order: all, accept: () => true }
  if (word === 'latest' && rest) return { order: all, accept: ({ manifest }) => manifest.type === rest, anyKind: true }
  if (word === 'tag' && rest) return { order: all, accept: ({ manifest }) => manifest.tags.includes(rest) }
  if (selector === 'random') {
    const since = now.getTime() - RANDOM_DAYS * 24 * 3600 * 1000
    return { order: (ids) => shuffled(ids.filter((id) => startOf(id).getTime() >= since)), accept: () => true }
  }
  if (selector === 'latest-verified') {
    const records = await listRecords(store, name)
    const accept = (backup: Backup) => isProved(badgesOf(backup, records.get(backup.id) ?? [], now))
    return { order: (ids) => ids.filter((id) => records.has(id)), accept, passOver: true }
  }
  if (word === 'before' && isBackupId(rest))
    return { order: (ids) => ids.filter((id) => id < rest), accept: () => true }
  if (word === 'before' && !Number.isNaN(Date.parse(rest))) {
    const end = Date.parse(rest)
    return { order: (ids) => ids.filter((id) => startOf(id).getTime() < end), accept: () => true }
  }
  throw usageError(
    `${JSON.stringify(selector.slice(0, 80))} does not say which backup`,
    'allowed are an id, latest, latest:<type>, latest-verified, tag:<tag>, random and before:<time or id>',
  )
}

function shuffled(ids: string[]): string[] {
  const drawn = ids.map((id) => ({ id, at: Math.random() }))
  return drawn.sort((a, b) => a.at - b.at).map(({ id }) => id)
}
