import { oidsOf } from '../postgres/catalogue-facts-large-objects.ts'
import type { CatalogueFacts, LargeObjectGroup } from '../postgres/catalogue-facts-schema.ts'
import type { Finding } from './finding.ts'

const NAMED = 5

/** Which large objects there are, with owner, comment and grants; what is in them is compared by digest. */
export function compareLargeObjects(source: CatalogueFacts, target: CatalogueFacts, roles: boolean): Finding {
  const [expected, found] = [spread(source, roles), spread(target, roles)]
  const unequal = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (oid) => expected.get(oid) !== found.get(oid),
  )
  const base = { kind: 'large objects', severity: 'failure' } as const
  const counts = { found: `${found.size}`, expected: `${expected.size}` }
  if (unequal.length === 0)
    return { ...base, name: `${expected.size} large objects as in the backup`, ok: true, ...counts }
  const lacking = unequal.filter((oid) => !found.has(oid)).length
  const besides = unequal.filter((oid) => !expected.has(oid)).length
  const changed = unequal.length - lacking - besides
  const parts = [
    lacking > 0 ? `${lacking} missing` : '',
    besides > 0 ? `${besides} not in the backup` : '',
    changed > 0 ? `${changed} with another owner, comment or grant` : '',
  ].filter((part) => part !== '')
  const named = unequal.slice(0, NAMED).join(', ') + (unequal.length > NAMED ? ', …' : '')
  return { ...base, name: `large objects: ${parts.join(', ')} (${named})`, ok: false, ...counts }
}

function spread(facts: CatalogueFacts, roles: boolean): Map<number, string> {
  const byOid = new Map<number, string>()
  for (const group of facts.largeObjects.groups) {
    const traits = traitsOf(group, roles)
    for (const oid of oidsOf(group)) byOid.set(oid, traits)
  }
  return byOid
}

const traitsOf = ({ owner, comment, grants }: LargeObjectGroup, roles: boolean) =>
  JSON.stringify(roles ? [owner, comment, grants] : [comment])
