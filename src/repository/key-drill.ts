import { z } from 'zod'
import type { Backup } from './catalogue.ts'
import type { Manifest } from './manifest.ts'
import { type BackupRecord, isFromFuture } from './records.ts'
import { DAY } from './retention-policy.ts'

/** A key that the newest sealed backup can be opened with, and when it was last seen to open one; without a time, since when it could have been. */
export interface KeyState {
  /** `age1…`, a fingerprint of gpg, or `passphrase`. */
  recipient: string
  proven?: Date
  since: Date
}

/** A key that opened nothing for so long may be lost without anyone knowing. */
export const PROVEN_WITHIN_MS = 90 * DAY

const bodySchema = z.object({ keys: z.array(z.string()) })

/** Who can open a backup, as records name them. */
export const holdersOf = ({ encryption }: Pick<Manifest, 'encryption'>): string[] =>
  encryption === null ? [] : encryption.mode === 'passphrase' ? ['passphrase'] : encryption.recipients

/** Every key of the newest sealed backup. `records` are those that count, by id. */
export function keyStates(
  backups: readonly Backup[],
  records: ReadonlyMap<string, BackupRecord[]>,
  now: Date,
): KeyState[] {
  const sealed = backups
    .filter(({ manifest }) => manifest.encryption !== null)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))
  const newest = sealed[0]
  if (!newest) return []
  const seen = [...records.values()].flat().filter((record) => !isFromFuture(record, now))
  return holdersOf(newest.manifest).map((recipient) => {
    const first = sealed.findLast(({ manifest }) => holdersOf(manifest).includes(recipient)) as Backup
    const proven = seen.filter(({ body }) => bodySchema.safeParse(body).data?.keys.includes(recipient))
    const times = proven.map(({ time }) => Date.parse(time))
    // A copy under other keys has the time of its original.
    const since = new Date(first.manifest.replaces ? first.manifest.finished : first.manifest.created)
    return { recipient, since, ...(times.length > 0 && { proven: new Date(Math.max(...times)) }) }
  })
}

/** Those that nobody has seen to open a backup for too long. */
export const unproven = (states: readonly KeyState[], now: Date): KeyState[] =>
  states.filter(({ proven, since }) => now.getTime() - (proven ?? since).getTime() > PROVEN_WITHIN_MS)
