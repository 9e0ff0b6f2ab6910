import type { CatalogueFacts, LargeObjectGroup } from './catalogue-facts-schema.ts'
import type { Session } from './session.ts'

interface Row {
  oid: number
  owner: string
  comment: string | null
  grants: string
}

/** In pages, since there may be millions; most have owner, comment and grants in common and take a few characters each. */
const PAGE = 50_000

const query = `
  SELECT l.oid, pg_get_userbyid(l.lomowner) AS owner, obj_description(l.oid, 'pg_largeobject') AS comment,
    (SELECT coalesce(json_agg(coalesce(r.rolname, 'PUBLIC') || ' ' || a.privilege_type || CASE WHEN a.is_grantable
         THEN ' with grant option' ELSE '' END ORDER BY r.rolname, a.privilege_type), '[]')::text
     FROM aclexplode(coalesce(l.lomacl, acldefault('L', l.lomowner))) AS a
     LEFT JOIN pg_roles r ON r.oid = a.grantee) AS grants
  FROM pg_largeobject_metadata l
  WHERE l.oid > $1::oid
  ORDER BY l.oid
  LIMIT ${PAGE}`

/** Reads owner, comment and grants of every large object; their contents are the dump's. */
export async function readLargeObjects(session: Session): Promise<CatalogueFacts['largeObjects']> {
  const groups = new Map<string, { group: LargeObjectGroup; ranges: OidRanges }>()
  let count = 0
  for (let last = 0, full = true; full; ) {
    const rows = await session.query<Row>(query, [last])
    for (const { oid, owner, comment, grants } of rows) {
      const key = JSON.stringify([owner, comment, grants])
      const known = groups.get(key) ?? {
        group: { owner, comment, grants: JSON.parse(grants) as string[], oids: '' },
        ranges: new OidRanges(),
      }
      groups.set(key, known)
      known.ranges.add(oid)
    }
    count += rows.length
    last = rows.at(-1)?.oid ?? last
    full = rows.length === PAGE
  }
  return { count, groups: [...groups.values()].map(({ group, ranges }) => ({ ...group, oids: ranges.toString() })) }
}

class OidRanges {
  readonly #ranges: [number, number][] = []

  /** OIDs come in ascending order. */
  add(oid: number): void {
    const last = this.#ranges.at(-1)
    if (last && last[1] + 1 === oid) last[1] = oid
    else this.#ranges.push([oid, oid])
  }

  toString(): string {
    return this.#ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',')
  }
}

/** The OIDs of a group, written out. */
export function* oidsOf(group: LargeObjectGroup): Generator<number> {
  for (const range of group.oids.split(',').filter((one) => one !== '')) {
    const [first, last = first] = range.split('-').map(Number) as [number, number?]
    for (let oid = first; oid <= last; oid += 1) yield oid
  }
}
