import { environmentError, usageError } from '../../errors.ts'
import { quoteIdentifier } from '../../postgres/identifier.ts'
import { type Role, rolesSql } from '../../postgres/roles.ts'
import type { PlanNote, PlannedStep } from '../results-restore.ts'
import { leftOutOf, withoutExtensions } from '../round-trip/left-out.ts'
import { type NeededRole, neededRoles, rolesToMake } from './belongings/roles.ts'
import { checkCollations, checkLocale, checkServerExtensions, checkTablespaces } from './belongings/server.ts'
import type { PlannedRun, RestoreRun } from './run.ts'
import { storedDefinitions } from './stored-archive.ts'

/** What a backup needs of the server besides a database, after it was looked for. */
export interface Belongings {
  /** Without the extensions that the server cannot have, and what was asked to be left out. */
  run: RestoreRun
  notes: PlanNote[]
  /** What is made first: roles, where that was asked for. */
  steps: PlannedStep[]
  make(run: PlannedRun): Promise<void>
}

/**
 * Looks for what the backup needs and the server lacks: roles, extensions, tablespaces, locales, rights. Throws exit 3 with the names where it
 * cannot be restored for want of them. Writes nothing; `make` does.
 */
export async function checkBelongings(run: RestoreRun): Promise<Belongings> {
  refuseRowsAlone(run)
  await checkRights(run)
  const extensions = await checkServerExtensions(run)
  const reduced = { ...run, chosen: withoutExtensions(run.chosen, extensions.absentExtensions) }
  await checkLocale(reduced)
  const notes = [...extensions.notes, ...(await checkTablespaces(reduced))]
  const { request, destination, context } = run
  const definitions = await storedDefinitions(
    reduced.chosen,
    { programs: destination.programs, context },
    { leftOut: leftOutOf(reduced.chosen), owners: !request.noOwner, privileges: !request.noPrivileges },
  )
  notes.push(...(await checkCollations(destination.session, definitions)))
  const needed = request.dataOnly ? [] : neededRoles(reduced.chosen, definitions, request)
  const roles = await checkRoles(reduced, needed)
  return { run: reduced, ...roles, notes: [...notes, ...roles.notes] }
}

function refuseRowsAlone({ request }: RestoreRun): void {
  if (!request.dataOnly || request.method === 'in-place') return
  throw usageError(
    `data-only needs tables that are there, and method: ${request.method} makes a new database`,
    'give method: in-place as well, or leave data-only out',
  )
}

/** Throws exit 3 where the role may not make the database. */
async function checkRights({ request, destination }: RestoreRun): Promise<void> {
  const { session, server, facts } = destination
  if (request.method === 'in-place' || facts.superuser) return
  const [row] = await session.query<{ may: boolean }>(
    'SELECT rolcreatedb AS may FROM pg_roles WHERE rolname = current_user',
  )
  if (row?.may) return
  throw environmentError(
    `${facts.connectedAs} may not make databases on ${server}`,
    `let a superuser run ALTER ROLE ${quoteIdentifier(facts.connectedAs)} CREATEDB, or use method: in-place; nothing was changed`,
  )
}

type RolesCheck = Pick<Belongings, 'notes' | 'steps' | 'make'>

async function checkRoles(run: RestoreRun, needed: readonly NeededRole[]): Promise<RolesCheck> {
  const { request, destination, chosen } = run
  const present = await presentRoles(run)
  const missing = needed.filter(({ name }) => !present.has(name))
  if (!request.noOwner) await refuseForeignOwners(run, needed)
  if (missing.length === 0) return { notes: [], steps: [], make: async () => {} }
  const names = missing.map(({ name }) => name)
  const roles = rolesToMake(names, chosen.inventory, present)
  if (!request.createRoles || roles.length === 0) throw missingRoles(run, missing)
  await refuseMaking(run, roles)
  const list = roles.map(({ name }) => name).join(', ')
  const logins = roles.filter(({ login }) => login).map(({ name }) => name)
  const why = `a backup holds no passwords: set them for ${logins.join(', ')} before anybody logs in`
  return {
    notes: logins.length === 0 ? [] : [{ severity: 'warning', what: `the roles ${list} get no passwords`, why }],
    steps: [{ id: 'roles', title: `Make the roles that the server lacks, without passwords: ${list}`, writes: true }],
    make: async (planned) => {
      const { superuser } = destination.facts
      const own = superuser ? '' : roles.map(({ name }) => `GRANT ${quoteIdentifier(name)} TO CURRENT_USER;`).join(' ')
      const sql = `BEGIN; ${rolesSql(roles as Role[], { superuser })} ${own} COMMIT`
      await planned.steps.take('roles', async () => void (await inTransaction(run, sql)), { roles: list })
      if (logins.length > 0) planned.warnings.push(`${logins.join(', ')}: made without a password; set one`)
    },
  }
}

/** Either all of them are made or none. */
async function inTransaction({ destination }: RestoreRun, sql: string): Promise<void> {
  try {
    await destination.session.query(sql)
  } catch (error) {
    await destination.session.query('ROLLBACK')
    throw error
  }
}

async function presentRoles({ destination }: RestoreRun): Promise<Set<string>> {
  const rows = await destination.session.query<{ name: string }>('SELECT rolname AS name FROM pg_roles')
  return new Set(rows.map(({ name }) => name))
}

function missingRoles({ destination }: RestoreRun, missing: readonly NeededRole[]) {
  const always = missing.filter((role) => role.always).map(({ name }) => name)
  const instead =
    always.length > 0
      ? `no-owner and no-privileges are not enough, since policies or user mappings name ${always.join(', ')}`
      : 'or go without them with no-owner and no-privileges'
  return environmentError(
    `${destination.server} lacks the role${missing.length > 1 ? 's' : ''} ${missing.map(({ name }) => name).join(', ')}, which the backup refers to`,
    `have them made with create-roles (without passwords); ${instead}; nothing was changed`,
  )
}

/** An object can only be given to a role that one is a member of. */
async function refuseForeignOwners({ destination }: RestoreRun, needed: readonly NeededRole[]): Promise<void> {
  const { session, facts, server } = destination
  if (facts.superuser) return
  const right = session.versionNum >= 160_000 ? 'SET' : 'MEMBER'
  const rows = await session.query<{ name: string }>(
    `SELECT rolname AS name FROM pg_roles WHERE rolname = ANY ($1) AND NOT pg_has_role(current_user, oid, '${right}')`,
    [needed.filter(({ owns }) => owns).map(({ name }) => name)],
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name)
  throw environmentError(
    `${facts.connectedAs} is not a member of ${names.join(', ')} on ${server}, and may not give anything to them`,
    `let a superuser run GRANT ${names.map(quoteIdentifier).join(', ')} TO ${quoteIdentifier(facts.connectedAs)}, or give no-owner; nothing was changed`,
  )
}

async function refuseMaking({ destination }: RestoreRun, roles: ReturnType<typeof rolesToMake>): Promise<void> {
  const { session, facts, server } = destination
  if (facts.superuser) return
  const [row] = await session.query<{ may: boolean }>(
    'SELECT rolcreaterole AS may FROM pg_roles WHERE rolname = current_user',
  )
  const high = roles.filter((role) => role.superuser || role.replication || role.bypassRls).map(({ name }) => name)
  if (row?.may && high.length === 0) return
  const why = high.length > 0 ? `, of which ${high.join(', ')} have rights that only a superuser can give` : ''
  throw environmentError(
    `${facts.connectedAs} may not make the roles ${roles.map(({ name }) => name).join(', ')} on ${server}${why}`,
    'give target-url a role that may, or make them by hand first; nothing was changed',
  )
}
