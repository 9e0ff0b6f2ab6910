import type { Session } from '../../../postgres/session.ts'
import { UNFINISHED } from '../beside.ts'
import { type SwapNames, stampIn } from './names.ts'

/** A database as the server's catalogue shows it. */
export interface Standing {
  name: string
  oid: number
  /** Takes connections. */
  open: boolean
  isTemplate: boolean
  /** Bears the mark of a restore that is not done. */
  unfinished: boolean
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
  const [live, beside, kept, after] = [names.database, names.beside, names.kept, names.after].map(found)
  return { ...(live && { live }), ...(beside && { beside }), ...(kept && { kept }), ...(after && { after }) }
}

/** The times of the swaps of a database that have left something on the server, newest first. */
export async function stampsOnServer(session: Session, database: string): Promise<string[]> {
  const rows = await session.query<Standing>(QUERY, [UNFINISHED])
  const stamps = rows.flatMap(({ name }) => stampIn(database, name) ?? [])
  return [...new Set(stamps)].sort().reverse()
}
