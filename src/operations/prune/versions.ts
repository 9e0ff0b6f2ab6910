import { messageOf, PgproofError } from '../../errors.ts'
import type { Sweeping } from '../../repository/sweep.ts'
import { placeOf } from '../../repository/sweep-names.ts'
import type { ObjectVersion, Store, StoreVersions } from '../../storage/store.ts'
import type { PruneResult } from '../results-prune.ts'

type Versions = NonNullable<PruneResult['versions']>

/** What a look at the old versions came to; `unknown` says why there was none. */
export type OldVersions = { versions?: Versions; unknown?: string }

/** Deletes between two looks at the lease. */
const BATCH = 100

/**
 * Counts what the store keeps of things that are gone under one name. With `sweeping`, also deletes for good what was swept: never the versions of a backup
 * that somebody or something else removed, which may be all that is left of it.
 */
export async function lookAtVersions(
  store: Store,
  name: string,
  swept: ReadonlySet<string>,
  sweeping?: Sweeping,
): Promise<OldVersions> {
  const kept = store.versions
  try {
    if (!kept || !(await kept.kept())) return {}
    const all: ObjectVersion[] = []
    for await (const version of kept.list(`${name}/`)) all.push(version)
    const old = all.filter(({ current, mark }) => !current && !mark)
    const bytes = old.reduce((sum, { size }) => sum + size, 0)
    const counted: Versions = { objects: old.length, bytes, deleted: 0, locked: 0 }
    if (sweeping) await deleteSwept(kept, ofSwept(name, all, swept), sweeping, counted)
    return { versions: counted }
  } catch (error) {
    if (error instanceof PgproofError && error.code === 3) return { unknown: messageOf(error) }
    throw error
  }
}

/** All versions of what was swept and is not there any more, marks last: while one is left, the mark hides it. */
function ofSwept(name: string, all: ObjectVersion[], swept: ReadonlySet<string>): ObjectVersion[] {
  const idOf = ({ key }: ObjectVersion) => {
    const place = placeOf(name, key)
    return place.kind === 'object' || place.kind === 'manifest' ? place.id : undefined
  }
  const there = new Set(all.filter(({ current, mark }) => current && !mark).map(idOf))
  const gone = all.filter((version) => {
    const id = idOf(version)
    return id !== undefined && swept.has(id) && !there.has(id)
  })
  return [...gone.filter(({ mark }) => !mark), ...gone.filter(({ mark }) => mark)]
}

async function deleteSwept(
  kept: StoreVersions,
  gone: ObjectVersion[],
  { lease }: Sweeping,
  counted: Versions,
): Promise<void> {
  const locked = new Set<string>()
  for (const [index, { key, version, mark }] of gone.entries()) {
    if (index % BATCH === 0) await lease.check()
    if (mark && locked.has(key)) continue
    try {
      await kept.delete(key, version)
      if (!mark) counted.deleted++
    } catch (error) {
      if (!(error instanceof PgproofError) || error.code !== 3) throw error
      const until = await kept.lockedUntil(key, version)
      if (until === undefined) throw error
      locked.add(key)
      counted.locked++
      const latest = until.toISOString()
      if (counted.lockedUntil === undefined || latest > counted.lockedUntil) counted.lockedUntil = latest
    }
  }
}
