import { z } from 'zod'
import type { Backup, Catalogue } from './catalogue.ts'
import { expiryOf, sweptFrom } from './expiry.ts'
import { isBackupId, startOf } from './layout.ts'
import type { BackupRecord } from './records.ts'
import { CLOCK_SLACK } from './retention-candidate.ts'
import { DAY } from './retention-policy.ts'

/** Something that only happens where somebody else than pgproof wrote to the storage. `what` is half a sentence after the id. */
export interface HistoryFault {
  id: string
  what: string
}

/** What one name's part of a storage tells of its past. `records` are those that count, by id, oldest first. */
export interface Past {
  catalogue: Catalogue
  records: ReadonlyMap<string, BackupRecord[]>
  now: Date
  /** Of the storage. */
  location: string
}

/** A prune removes the records of what it has swept after so long; who is gone for longer is not missed. */
export const HISTORY_MS = 400 * DAY

/**
 * Looks whether a backup was removed otherwise than by a prune, replaced, or rolled back: each manifest names the one before it with its digest, and
 * records name the manifest that they speak of. What nothing later speaks of, because all that was newer went with it, only its age tells.
 */
export function historyFaults(past: Past): HistoryFault[] {
  const backups = past.catalogue.backups.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const faults = [
    ...backups.flatMap((backup) => chainFault(backup, backups, past)),
    ...[...past.records].flatMap(([id, records]) => recordFault(id, records, past)),
    ...[...past.records].flatMap(([id, records]) => copyFault(id, records, past)),
  ]
  const first = new Map(faults.toReversed().map((fault) => [fault.id, fault]))
  return [...first.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function chainFault(backup: Backup, all: readonly Backup[], past: Past): HistoryFault[] {
  const { previous } = backup.manifest
  if (previous === null) return brokenOff(backup, all, past)
  const there = all.find(({ id }) => id === previous.id)
  if (there) {
    const same = there.digest === previous.sha256
    return same
      ? []
      : [{ id: there.id, what: `was replaced: ${backup.id} was made after another manifest under that id` }]
  }
  if (isExplained(previous, past) || cameAsCopy(backup, past)) return []
  return [{ id: previous.id, what: `is gone, and no prune removed it: ${backup.id} was made after it` }]
}

/** The first of a chain, though others were there when it was made. */
function brokenOff({ id, digest, manifest }: Backup, all: readonly Backup[], past: Past): HistoryFault[] {
  if (cameAsCopy({ id, digest }, past)) return []
  const made = Date.parse(manifest.created) - CLOCK_SLACK
  const before = all.findLast((other) => other.id < id && Date.parse(other.manifest.finished) < made)
  return before ? [{ id, what: `says that no backup was there before it, and ${before.id} was` }] : []
}

function recordFault(id: string, records: readonly BackupRecord[], past: Past): HistoryFault[] {
  const there = past.catalogue.backups.find((backup) => backup.id === id)
  const spoken = records.filter(({ kind }) => kind !== 'swept' && kind !== 'copying')
  if (there) {
    const other = spoken.some(({ manifest }) => manifest !== there.digest)
    return other ? [{ id, what: 'was replaced: records speak of another manifest under that id' }] : []
  }
  const last = spoken.at(-1)
  if (!last || isExplained({ id, sha256: last.manifest }, past)) return []
  return [{ id, what: `is gone, and no prune removed it: records speak of it (${last.kind}, ${last.time})` }]
}

const replacedSchema = z.object({ replacedBy: z.object({ id: z.string(), sha256: z.string() }) })

/** Of the copy under other keys that a backup was let go for: no later manifest speaks of it. */
function copyFault(id: string, records: readonly BackupRecord[], past: Past): HistoryFault[] {
  const last = records.findLast(({ kind }) => kind === 'expired' || kind === 'unexpired')
  const { data } = replacedSchema.safeParse(last?.kind === 'expired' ? last.body : undefined)
  if (!data) return []
  const { replacedBy } = data
  const there = past.catalogue.backups.find((backup) => backup.id === replacedBy.id)
  if (there && there.digest !== replacedBy.sha256)
    return [{ id: there.id, what: `was replaced: ${id} gave way to another manifest under that id` }]
  if (there || isExplained(replacedBy, past)) return []
  return [{ id: replacedBy.id, what: `is gone, and no prune removed it: ${id} gave way to it` }]
}

/** Why a backup may be gone: a prune let it go, another one replaces it, its manifest is there and damaged, or it was too long ago to be known. */
function isExplained({ id, sha256 }: { id: string; sha256: string }, { catalogue, records, now }: Past): boolean {
  const own = records.get(id) ?? []
  if (own.some(({ kind, manifest }) => kind === 'swept' && manifest === sha256)) return true
  const expiry = expiryOf(own, sha256)
  if (expiry && sweptFrom(expiry) <= now) return true
  if (catalogue.unreadable.some((unreadable) => unreadable.id === id)) return true
  const isReplaced = ({ manifest }: Backup) => manifest.replaces?.id === id && manifest.replaces.sha256 === sha256
  if (catalogue.backups.some(isReplaced)) return true
  return own.length === 0 && isBackupId(id) && now.getTime() - startOf(id).getTime() >= HISTORY_MS
}

const cameSchema = z.object({ to: z.string() })

/** A second storage need not have what the first one had before. The word for it counts only where it was written, or a copy's would hide a loss here. */
function cameAsCopy({ id, digest }: Pick<Backup, 'id' | 'digest'>, { records, location }: Past): boolean {
  return (records.get(id) ?? []).some(({ kind, manifest, body }) => {
    const { data } = cameSchema.safeParse(kind === 'came-as-copy' && manifest === digest ? body : undefined)
    return data !== undefined && withoutOptions(data.to) === withoutOptions(location)
  })
}

const withoutOptions = (location: string): string => location.replace(/\?.*/, '')
