import { refusal, usageError } from '../../../errors.ts'
import { dumpPattern, shown } from '../../../postgres/identifier.ts'
import { detectProfile, type Profile } from '../../../postgres/profile.ts'
import type { Session } from '../../../postgres/session.ts'
import type { Inventory } from '../../../repository/inventory.ts'
import type { Chosen } from '../../chosen.ts'
import type { RestoreRequest } from '../request.ts'

/** What of a database an in-place restore replaces. */
export interface Scope {
  /** `contents`: whole schemas. `relations`: only those that the backup holds. `rows`: only rows, of tables that are there. */
  kind: 'contents' | 'relations' | 'rows'
  profile: Profile
  /** Schemas of the backup, without those of the provider. */
  schemas: string[]
  /** Of these, the ones that are there: they stay, with owner, grants and default privileges. */
  existing: string[]
  /** Schemas of the provider's that the backup holds: nothing of them is touched. */
  provided: string[]
  /** `kind: relations` and `rows`: by JSON of schema and name. */
  named: string[]
  /** `kind: relations`: tables that the others refer to and whose rows were not asked for; they are there, and stay. JSON of schema and name. */
  kept: string[]
  /** Tables of these schemas that the backup left out; JSON of schema and name. They stay. */
  spared: string[]
  /** Whether large objects are restored. */
  largeObjects: boolean
}

export const keyOf = (one: { schema: string; name: string }): string => JSON.stringify([one.schema, one.name])

const NO_SCHEMA = ['', '-']
const SYSTEM = /^pg_|^information_schema$/
const RELATIONS = ['TABLE', 'VIEW', 'MATERIALIZED VIEW', 'SEQUENCE', 'FOREIGN TABLE']

/** Reads the database of the session; writes nothing. */
export async function readScope(
  session: Session,
  { inventory, backup }: Pick<Chosen, 'inventory' | 'backup'>,
  request: Pick<RestoreRequest, 'tables' | 'schemaOnly' | 'dataOnly'>,
): Promise<Scope> {
  const profile = await detectProfile(session)
  const all = schemasOf(inventory)
  const provided = all.filter((name) => profile.schemas.includes(name))
  const schemas = all.filter((name) => !profile.schemas.includes(name))
  const { filter } = inventory
  const kind = kindOf(inventory, request)
  if (schemas.length === 0) throw nothingToRestore(backup.id, provided)
  const rows = await session.query<{ name: string }>(
    'SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY ($1) ORDER BY 1',
    [schemas],
  )
  const own = (one: { schema: string }) => schemas.includes(one.schema)
  const held = inventory.entries.filter(({ type }) => kind !== 'rows' && RELATIONS.includes(type))
  const kept = kind === 'relations' ? await keptTables(session, inventory) : []
  const relations = held.filter((one) => !kept.includes(keyOf(one)))
  return {
    kind,
    profile,
    schemas,
    existing: rows.map(({ name }) => name),
    provided,
    named: [...new Set([...relations, ...inventory.tables].filter(own).map(keyOf))],
    kept,
    spared: kind === 'contents' ? await sparedTables(session, schemas, filter.excludeTables) : [],
    largeObjects: kind === 'contents' && inventory.largeObjects.length > 0 && filter.schemas.length === 0,
  }
}

function kindOf({ filter }: Inventory, request: Pick<RestoreRequest, 'tables' | 'dataOnly'>): Scope['kind'] {
  if (request.dataOnly || filter.dataOnly) return 'rows'
  return request.tables.length + filter.tables.length > 0 ? 'relations' : 'contents'
}

function schemasOf({ entries, tables }: Inventory): string[] {
  const own = entries.filter(({ type }) => type === 'SCHEMA').map(({ name }) => name)
  const all = [...entries, ...tables].map(({ schema }) => schema)
  return [...new Set([...own, ...all])].filter((name) => !NO_SCHEMA.includes(name) && !SYSTEM.test(name)).sort()
}

function nothingToRestore(id: string, provided: string[]) {
  if (provided.length === 0) {
    return usageError(`backup ${id} holds no schema`, 'choose another backup (pgproof list), or another part of it')
  }
  return refusal(
    `all that is asked for of backup ${id} is in schemas of the provider's: ${provided.join(', ')}`,
    'an in-place restore never touches those: restore into a new database and bring rows over from there',
  )
}

/** Definitions without rows came along because something refers to them. */
async function keptTables(session: Session, inventory: Inventory): Promise<string[]> {
  const filled = new Set(inventory.tables.map(keyOf))
  const held = new Set(inventory.entries.filter(({ type }) => type === 'TABLE').map(keyOf))
  const without = inventory.facts.tables.filter(
    (one) => one.kind === 'r' && held.has(keyOf(one)) && !filled.has(keyOf(one)),
  )
  const rows = await session.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE json_build_array(n.nspname, c.relname)::jsonb = ANY ($1::jsonb[])`,
    [without.map(keyOf)],
  )
  return rows.map(keyOf)
}

async function sparedTables(session: Session, schemas: string[], patterns: string[]): Promise<string[]> {
  if (patterns.length === 0) return []
  const rows = await session.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')`,
    [schemas],
  )
  return rows.filter((row) => patterns.includes(`${dumpPattern(row.schema)}.${dumpPattern(row.name)}`)).map(keyOf)
}

/** Tables that would come back empty, because the backup has their definition and not their rows. Throws exit 4. */
export function refuseWithoutRows({ inventory, backup }: Pick<Chosen, 'inventory' | 'backup'>, scope: Scope): void {
  if (scope.kind !== 'contents') return
  const { entries, facts, tables } = inventory
  const held = new Set(entries.filter(({ type }) => type === 'TABLE').map(keyOf))
  const filled = new Set(tables.map(keyOf))
  const empty = facts.tables.filter(
    (one) => one.kind === 'r' && scope.schemas.includes(one.schema) && held.has(keyOf(one)) && !filled.has(keyOf(one)),
  )
  if (empty.length === 0) return
  const names = empty.slice(0, 5).map(({ schema, name }) => shown(schema, name))
  const more = empty.length > 5 ? ` and ${empty.length - 5} more` : ''
  throw refusal(
    `what is asked for of backup ${backup.id} has no rows of ${names.join(', ')}${more}, which would be empty afterwards`,
    'restore definitions alone into a new database (method: new-database); nothing was changed',
  )
}
