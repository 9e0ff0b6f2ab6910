import { quoteIdentifier } from '../../../postgres/identifier.ts'
import type { Session } from '../../../postgres/session.ts'
import type { Content } from './contents.ts'

/** A table's place in a publication. */
export interface Membership {
  publication: string
  /** `"public"."orders"` */
  table: string
  /** What ADD TABLE says behind the name: columns and condition. */
  rest: string
  /** Whether the session's role may change the publication. */
  own: boolean
}

/** Memberships of the tables that are dropped; dropping a table ends them. */
export async function readMemberships(session: Session, contents: readonly Content[]): Promise<Membership[]> {
  const parts =
    session.versionNum >= 150_000
      ? `coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs::int2[])) || ')', '')
         || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')`
      : "''"
  return await session.query<Membership>(
    `SELECT p.pubname AS publication, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS "table", ${parts} AS rest,
            pg_has_role(p.pubowner, 'USAGE') AS own
       FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
       JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid = ANY ($1::oid[]) ORDER BY 1, 2`,
    [contents.filter(({ word }) => word === 'TABLE').map(({ objid }) => objid)],
  )
}

/** Adds those tables again that the backup itself has not added. Returns the tables that are there no longer. */
export async function putBackMemberships(session: Session, before: readonly Membership[]): Promise<Membership[]> {
  const gone: Membership[] = []
  for (const one of before) {
    const [found] = await session.query<{ there: boolean; member: boolean }>(
      `SELECT to_regclass($1) IS NOT NULL AS there,
              EXISTS (SELECT FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
                       WHERE p.pubname = $2 AND r.prrelid = to_regclass($1)) AS member`,
      [one.table, one.publication],
    )
    if (!found?.there) gone.push(one)
    else if (!found.member) {
      await session.query(
        `ALTER PUBLICATION ${quoteIdentifier(one.publication)} ADD TABLE ONLY ${one.table}${one.rest}`,
      )
    }
  }
  return gone
}
