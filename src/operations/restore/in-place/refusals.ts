import { environmentError, type PgproofError, refusal } from '../../../errors.ts'
import { shown } from '../../../postgres/identifier.ts'
import type { Session } from '../../../postgres/session.ts'
import type { Chosen } from '../../chosen.ts'
import type { BelongingsRequest } from '../request.ts'
import { isRestored, readGlobals, type TableOfContents } from './entries.ts'
import { readLockRoom } from './locks.ts'
import { listed } from './names.ts'
import { refuseRows } from './rows-only.ts'
import type { Scope } from './scope.ts'
import type { Surroundings } from './surroundings.ts'

/** What is asked before anything is written, and again under the locks. */
export interface Question {
  chosen: Chosen
  scope: Scope
  toc: TableOfContents
  request: BelongingsRequest
}

/** Throws what makes an in-place restore impossible (exit 3) or unsafe (exit 4), with the names; writes nothing. */
export async function refuseImpossible(session: Session, question: Question, found: Surroundings): Promise<void> {
  const { scope, toc, request } = question
  if (scope.kind === 'rows') return await refuseRows(session, question.chosen, scope)
  refuseLost(scope, found)
  if (scope.kind === 'contents') refuseNeeds(toc, found)
  const undroppable = found.contents.filter(({ droppable }) => !droppable)
  if (undroppable.length > 0) {
    const names = undroppable.map(({ word, identity, owner }) => `${word.toLowerCase()} ${identity} of ${owner}`)
    throw mayNot(session, `drop ${listed(names)}`, 'grant it the owning roles, or restore as a role that owns them')
  }
  if (found.largeObjects.foreign.length > 0) {
    throw mayNot(
      session,
      `replace the large objects ${listed(found.largeObjects.foreign.map(String))}`,
      'restore as the role that owns them',
    )
  }
  await refuseRights(session, scope, toc)
  await refuseExtensions(session, scope, toc)
  if (!request.noOwner) await refuseOwners(session, scope, toc)
  await refuseLocks(session, scope, toc, found)
}

const mayNot = (session: Session, what: string, hint: string): PgproofError =>
  environmentError(`${session.connection.parameters.user} may not ${what}`, `${hint}; nothing was changed`)

/** Managed Supabase lets the role `postgres` make triggers and policies on tables of the provider's, whoever owns them. */
const PROVIDERS_GRANT = /^(?:trigger|policy) /

function refuseLost({ profile }: Scope, { returning, memberships }: Surroundings): void {
  const forbidden = returning.putBack.filter(
    ({ what, forbidden: why }) => why !== undefined && !(profile.name === 'supabase' && PROVIDERS_GRANT.test(what)),
  )
  const foreign = memberships
    .filter(({ own }) => !own)
    .map(({ table, publication }) => `${table} in publication ${publication}`)
  const lost = [...returning.lost, ...forbidden.map(({ what }) => what), ...foreign]
  if (lost.length === 0) return
  throw refusal(
    `outside of what is restored, these depend on it and could not be put back as they are: ${listed(lost)}`,
    'drop them yourself first and make them again afterwards, or restore a backup that holds them too; nothing was changed',
  )
}

/** What is put back would find nothing to refer to. */
function refuseNeeds({ definitions }: TableOfContents, { needs, returning }: Surroundings): void {
  const put = new Set(returning.putBack.map(({ what }) => what))
  const has = ({ schema, name, kind }: Surroundings['needs'][number]) =>
    definitions.some(
      (one) => one.schema === schema && (kind === 'function' ? one.tag.startsWith(`${name}(`) : one.tag === name),
    )
  const missing = needs.filter((need) => put.has(need.what) && !has(need))
  if (missing.length === 0) return
  const names = missing.map(({ what, schema, name }) => `${what} needs ${shown(schema, name)}`)
  throw refusal(
    `outside of what is restored, these need what the backup does not have: ${listed(names)}`,
    'drop them yourself first, or choose a backup that has it (pgproof list); nothing was changed',
  )
}

async function refuseRights(session: Session, scope: Scope, toc: TableOfContents): Promise<void> {
  const { schemas, existing } = scope
  const there = await readGlobals(session)
  const made = new Set(toc.definitions.filter((one) => isRestored(one, scope, there)).map(({ schema }) => schema))
  const closed = await session.query<{ name: string }>(
    "SELECT nspname AS name FROM pg_namespace WHERE nspname = ANY ($1) AND NOT has_schema_privilege(oid, 'CREATE') ORDER BY 1",
    [existing.filter((name) => made.has(name))],
  )
  const names = closed.map(({ name }) => name)
  if (names.length > 0) throw mayNot(session, `make anything in ${listed(names)}`, 'grant it CREATE on the schema')
  const missing = schemas.filter((name) => !existing.includes(name))
  if (missing.length === 0) return
  const [row] = await session.query<{ may: boolean }>(
    "SELECT has_database_privilege(current_database(), 'CREATE') AS may",
  )
  if (!row?.may) throw mayNot(session, `make the schema ${listed(missing)}`, 'grant it CREATE on the database')
}

/** A provider may let its own role install what only a superuser could elsewhere. */
async function refuseExtensions(session: Session, scope: Scope, toc: TableOfContents): Promise<void> {
  if (scope.profile.name !== 'none') return
  const there = await readGlobals(session)
  const wanted = toc.definitions.filter((one) => one.type === 'EXTENSION' && isRestored(one, scope, there))
  const rows = await session.query<{ name: string }>(
    `SELECT a.name FROM pg_available_extensions a
       JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version
      WHERE a.name = ANY ($1) AND v.superuser AND NOT v.trusted
        AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) ORDER BY 1`,
    [wanted.map(({ tag }) => tag)],
  )
  const names = rows.map(({ name }) => name)
  if (names.length > 0)
    throw mayNot(session, `install the extension ${listed(names)}`, 'have a superuser install it first')
}

/** A role that gives an object to another one has to be a member of it; to load its rows afterwards, with its rights. */
async function refuseOwners(session: Session, scope: Scope, toc: TableOfContents): Promise<void> {
  const there = await readGlobals(session)
  const restored = toc.definitions.filter((one) => isRestored(one, scope, there))
  const owners = [...new Set(restored.filter(({ type }) => !/ACL$/.test(type)).map(({ owner }) => owner))].filter(
    Boolean,
  )
  const rows = await session.query<{ name: string }>(
    "SELECT rolname AS name FROM pg_roles WHERE rolname = ANY ($1) AND NOT pg_has_role(oid, 'USAGE') ORDER BY 1",
    [owners],
  )
  const names = rows.map(({ name }) => name)
  if (names.length === 0) return
  throw mayNot(session, `make objects of ${listed(names)}`, `grant it these roles, or use no-owner`)
}

async function refuseLocks(session: Session, scope: Scope, toc: TableOfContents, found: Surroundings): Promise<void> {
  const { most, relations } = await readLockRoom(session, found.contents)
  const made = toc.definitions.filter(
    ({ type, schema }) =>
      scope.schemas.includes(schema) && /^(TABLE|INDEX|CONSTRAINT|SEQUENCE|VIEW|MATERIALIZED VIEW)$/.test(type),
  ).length
  // Others need locks too, and a table may take along another for its large values.
  const needed = Math.ceil((relations + made) * 1.5)
  if (needed <= most) return
  throw environmentError(
    `one transaction would hold about ${needed} locks at once, and the server has room for ${most}`,
    'raise max_locks_per_transaction on the server, or restore schema by schema (schemas); nothing was changed',
  )
}
