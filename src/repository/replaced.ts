import { randomInt } from 'node:crypto'
import type { Backup } from './catalogue.ts'
import type { Manifest } from './manifest.ts'

interface Copied {
  id: string
  /** SHA-256 of the manifest. */
  digest: string
  manifest: Pick<Manifest, 'replaces'>
}

/**
 * Which backups have a copy under other keys that counts in their place, by id: both hold the same, and are one restore point.
 * `counts` tells whether a copy stands: one that is expired or failed a check stands for nothing. Of two copies of one backup, as two runs
 * at the same moment make them, the one that sorts behind counts.
 */
export function replacementsIn<B extends Copied>(
  backups: readonly B[],
  counts: (backup: B) => boolean,
): Map<string, B> {
  const copies = backups.filter(({ manifest }) => manifest.replaces !== undefined)
  const found = backups.flatMap((backup): [string, B][] => {
    const by = standIn(backup, copies, counts) ?? twin(backup, copies, counts)
    return by ? [[backup.id, by]] : []
  })
  return new Map(found)
}

/** A copy, or a copy of a copy that does not count itself any more. */
function standIn<B extends Copied>(original: B, copies: readonly B[], counts: (backup: B) => boolean): B | undefined {
  const own = copies.filter(({ manifest }) => isOf(manifest, original)).sort((a, b) => (a.id < b.id ? 1 : -1))
  return own.find(counts) ?? own.map((copy) => standIn(copy, copies, counts)).find((copy) => copy !== undefined)
}

function twin<B extends Copied>({ id, manifest }: B, copies: readonly B[], counts: (backup: B) => boolean) {
  const { replaces } = manifest
  if (!replaces) return undefined
  return copies.find(
    (other) => other.id > id && isOf(other.manifest, { id: replaces.id, digest: replaces.sha256 }) && counts(other),
  )
}

const isOf = ({ replaces }: Copied['manifest'], { id, digest }: Pick<Copied, 'id' | 'digest'>): boolean =>
  replaces?.id === id && replaces.sha256 === digest

/** Ids that began in the same second as another: a copy keeps the time of what it was made of. */
export const idsBeside = (id: string, ids: readonly string[]): string[] =>
  ids.filter((other) => other !== id && other.slice(0, -6) === id.slice(0, -6))

/** The same for one backup of many, of which only those are read that may be a copy of it; `read` gives nothing for what cannot be read. */
export async function isReplaced(
  backup: Backup,
  ids: readonly string[],
  read: (id: string) => Promise<Backup | undefined>,
  counts: (backup: Backup) => Promise<boolean>,
): Promise<boolean> {
  const others = (await Promise.all(idsBeside(backup.id, ids).map(read))).filter((other) => other !== undefined)
  if (others.length === 0) return false
  const counting = await Promise.all(others.map(counts))
  return replacementsIn([backup, ...others], (other) => counting[others.indexOf(other)] === true).has(backup.id)
}

/**
 * An id for a copy: of the same second, and behind that of the original where there is room, so that what goes by the newest comes upon the copy first.
 */
export function idForCopy(id: string): string {
  const digits = Number.parseInt(id.slice(-6), 16)
  const drawn = digits < MOST_DIGITS - LEAST_ROOM ? randomInt(digits + 1, MOST_DIGITS + 1) : randomInt(digits)
  return `${id.slice(0, -6)}${drawn.toString(16).padStart(6, '0')}`
}

const MOST_DIGITS = 0xffffff
const LEAST_ROOM = 0xfff
