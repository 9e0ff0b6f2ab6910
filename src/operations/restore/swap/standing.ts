import { withDatabase } from '../../../postgres/conninfo.ts'
import { openSession, type Session } from '../../../postgres/session.ts'
import { UNFINISHED } from '../beside.ts'
import { readContents } from '../emptiness.ts'
import { isBesideName, keptNameAt, type SwapNames, stampIn } from './names.ts'

/** A database as the server's catalogue shows it. */
export interface Standing {
  name: string
  oid: number
  /** Takes connections. */
  open: boolean
  isTemplate: boolean
  /** Bears the mark of a restore that is not done. */
  unfinished: boolean
  /** Has no mark, and holds nothing: its restore was killed before it came to marking. */
  unused?: true
}

/** What there is of a swap's databases on the server: from this alone it shows how far the swap came. */
export interface SwapStanding {
  live?: Standing
  beside?: Standing
  kept?: Standing
  after?: Standing
}

const QUERY = `
  SELECT datname AS name, oid, datallowconn AS open, datistemplate AS "isTemplate",
         coalesce(starts_with(shobj_description(oid, 'pg_database'), $1), false) AS unfinished
    FROM pg_database`

export async function readStanding(session: Session, names: SwapNames): Promise<SwapStanding> {
  const rows = await session.query<Standing>(`${QUERY} WHERE datname = ANY ($2::name[])`, [
    UNFINISHED,
    [names.database, names.beside, names.kept, names.after],
  ])
  const found = (name: string) => rows.find((row) => row.name === name)
  const unmarked = found(names.beside)
  if (unmarked && !unmarked.unfinished && (await isUnused(session, names.beside))) unmarked.unused = true
  const [live, beside, kept, after] = [names.database, names.beside, names.kept, names.after].map(found)
  return { ...(live && { live }), ...(beside && { beside }), ...(kept && { kept }), ...(after && { after }) }
}

/** A swap that has left something on the server. */
export interface Left {
  /** `20261121t021703` */
  stamp: string
  /** The database from before it is there. */
  kept: boolean
}

/**
 * The swaps of a database that have left something on the server, newest first. What has the name of a restore's own database, but
 * neither its mark nor nothing in it, is somebody's.
 */
export async function leftOnServer(session: Session, database: string): Promise<Left[]> {
  const rows = await session.query<Standing>(QUERY, [UNFINISHED])
  const found = new Map<string, Left>()
  for (const { name, unfinished } of rows) {
    const stamp = stampIn(database, name)
    if (stamp === undefined) continue
    if (!unfinished && isBesideName(database, name) && !(await isUnused(session, name))) continue
    const kept = found.get(stamp)?.kept === true || name === keptNameAt(database, stamp)
    found.set(stamp, { stamp, kept })
  }
  return [...found.values()].sort((a, b) => (a.stamp < b.stamp ? 1 : -1))
}

/** Whether a database holds nothing; false where nobody can look. */
export async function isUnused(session: Session, name: string): Promise<boolean> {
  try {
    const inside = await openSession(withDatabase(session.connection, name), { pinned: session.pinned })
    try {
      const { holds, extensions } = await readContents(inside)
      return holds === undefined && extensions.length === 0
    } finally {
      await inside.close()
    }
  } catch {
    return false
  }
}
