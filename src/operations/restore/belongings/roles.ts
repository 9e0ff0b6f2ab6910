import type { Definition } from '../../../proof/definitions.ts'
import type { Inventory } from '../../../repository/inventory.ts'
import type { Chosen } from '../../chosen.ts'
import type { BelongingsRequest } from '../request.ts'

type Role = Inventory['roles'][number]

/** A role that the backup refers to, and by what. */
export interface NeededRole {
  name: string
  owns: boolean
  /** No option leaves out what needs it: a policy, a user mapping. */
  always: boolean
}

/** The roles that what is restored refers to. `definitions`: of what is restored, with owners and grants unless those are left out. */
export function neededRoles(
  { inventory, part }: Chosen,
  definitions: readonly Definition[],
  request: BelongingsRequest,
): NeededRole[] {
  const found = new Map<string, NeededRole>()
  const need = (name: string, more: Partial<NeededRole> = {}) => {
    const known = found.get(name) ?? { name, owns: false, always: false }
    found.set(name, { name, owns: known.owns || more.owns === true, always: known.always || more.always === true })
  }
  for (const definition of definitions) {
    if (definition.owner !== '' && saysOwner(definition)) need(definition.owner, { owns: true })
    for (const name of namedIn(definition)) need(name, { always: !isGrant(definition) })
  }
  if (part === undefined) for (const one of ofDatabase(inventory, request)) need(one.name, { owns: one.owns })
  // Words of a comment or a name may look like a role's: only those count that the source had.
  const known = new Set(inventory.roles.map(({ name }) => name))
  return [...found.values()].filter(({ name }) => known.has(name) || name.startsWith('pg_'))
}

const IDENTIFIER = '(?:"(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)'

const nameOf = (identifier: string): string =>
  identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier

function saysOwner({ owner, text }: Definition): boolean {
  return text.includes(` OWNER TO ${owner};`) || text.includes(` OWNER TO "${owner.replaceAll('"', '""')}";`)
}

const isGrant = ({ type }: Definition): boolean => type === 'ACL' || type === 'DEFAULT ACL'

const GRANTED = new RegExp(`\\b(?:TO|FROM|ROLE|AUTHORIZATION|BY) (${IDENTIFIER})`, 'g')
const POLICY_ROLES = new RegExp(` TO (${IDENTIFIER}(?:, ${IDENTIFIER})*)(?: USING \\(| WITH CHECK \\(|;)`)
const MAPPED = new RegExp(`^CREATE USER MAPPING FOR (${IDENTIFIER}) `)

function namedIn(definition: Definition): string[] {
  const { type, text } = definition
  if (isGrant(definition)) return [...text.matchAll(GRANTED)].map((match) => nameOf(match[1] as string))
  if (type === 'USER MAPPING') return [MAPPED.exec(text)?.[1] ?? []].flat().map(nameOf)
  const [, list] = (type === 'POLICY' && POLICY_ROLES.exec(text)) || []
  return (list?.match(new RegExp(IDENTIFIER, 'g')) ?? []).map(nameOf)
}

function ofDatabase({ facts }: Inventory, { noOwner, noPrivileges }: BelongingsRequest) {
  const { database, largeObjects } = facts
  const owners = [database.owner, ...largeObjects.groups.map(({ owner }) => owner)]
  const grantees = database.grants.flatMap(({ grantee }) => grantee ?? [])
  return [
    ...(noOwner ? [] : owners.map((name) => ({ name, owns: true }))),
    ...(noOwner || noPrivileges ? [] : grantees.map((name) => ({ name, owns: false }))),
  ]
}

/** The missing roles with those that they are members of, as far as the server lacks them too: in the order in which they can be made. */
export function rolesToMake(missing: readonly string[], inventory: Inventory, present: ReadonlySet<string>): Role[] {
  const byName = new Map(inventory.roles.map((role) => [role.name, role]))
  const made = new Map<string, Role>()
  const add = (name: string) => {
    const role = byName.get(name)
    if (role === undefined || made.has(name) || present.has(name)) return
    // As on the server where it was the one that initdb made; here it is like any other.
    made.set(name, { ...role, bootstrap: false })
    for (const grant of role.memberOf) add(grant.role)
  }
  for (const name of missing) add(name)
  const can = (role: string) => made.has(role) || present.has(role) || byName.get(role) === undefined
  return [...made.values()].map((role) => ({ ...role, memberOf: role.memberOf.filter((grant) => can(grant.role)) }))
}
