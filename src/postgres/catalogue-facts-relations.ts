/** Schemas of users, filtered by $1 (names or null) and $2 (names); `n` is pg_namespace. */
const schemasOfUsers = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND ($1::text[] IS NULL OR n.nspname = ANY ($1::text[])) AND n.nspname <> ALL ($2::text[])`

/** Names by attribute numbers, in the numbers' order in the array; JSON. */
const columnNames = (numbers: string, relation: string) => `
  (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]')
   FROM unnest(${numbers}) WITH ORDINALITY AS k (number, place)
   JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number)`

export const indexesQuery = (version: number) => `
  SELECT n.nspname AS schema, t.relname AS "table", i.relname AS name, m.amname AS method,
    (SELECT coalesce(json_agg(d.text ORDER BY k), '[]')
     FROM generate_series(1, x.indnkeyatts) AS k, pg_get_indexdef(x.indexrelid, k, false) AS d (text)
     WHERE d.text IS NOT NULL) AS columns,
    x.indpred IS NOT NULL AS partial, x.indisunique AS "unique", x.indisprimary AS "primary",
    x.indisexclusion AS exclusion, x.indimmediate AS immediate,
    ${version >= 150_000 ? 'x.indnullsnotdistinct' : 'false'} AS "nullsNotDistinct",
    x.indisvalid AS valid, x.indisready AS ready, x.indislive AS live, i.relkind = 'I' AS partitioned
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_class t ON t.oid = x.indrelid
  JOIN pg_namespace n ON n.oid = i.relnamespace
  JOIN pg_am m ON m.oid = i.relam
  WHERE ${schemasOfUsers}
  ORDER BY n.nspname, i.relname`

/** Constraints that partitions inherit have names of the server's choice, which a restore chooses anew: they are counted with their root. */
export const constraintsQuery = (version: number) => `
  WITH RECURSIVE tree (root, oid, validated) AS (
    SELECT oid, oid, convalidated FROM pg_constraint WHERE conparentid = 0
    UNION ALL
    SELECT tree.root, c.oid, c.convalidated FROM tree JOIN pg_constraint c ON c.conparentid = tree.oid
  ), validity AS (
    SELECT root, bool_and(validated) AS validated FROM tree GROUP BY root
  ), states AS (
    SELECT tree.root, g.tgenabled, count(*) AS number
    FROM tree JOIN pg_trigger g ON g.tgconstraint = tree.oid AND g.tgisinternal GROUP BY 1, 2
  ), triggers AS (
    SELECT root, json_object_agg(tgenabled, number ORDER BY tgenabled) AS triggers FROM states GROUP BY root
  )
  SELECT n.nspname AS schema, coalesce(t.relname, d.typname) AS "table", c.conname AS name,
    t.oid IS NULL AS domain, c.contype AS type, ${columnNames('c.conkey', 'c.conrelid')} AS columns,
    v.validated, ${version >= 180_000 ? 'c.conenforced' : 'true'} AS enforced,
    c.condeferrable AS deferrable, c.condeferred AS deferred, coalesce(g.triggers, '{}') AS triggers
  FROM pg_constraint c
  JOIN validity v ON v.root = c.oid
  LEFT JOIN triggers g ON g.root = c.oid
  LEFT JOIN pg_class t ON t.oid = c.conrelid
  LEFT JOIN pg_type d ON d.oid = c.contypid
  JOIN pg_namespace n ON n.oid = coalesce(t.relnamespace, d.typnamespace)
  WHERE ${schemasOfUsers}
  ORDER BY 1, 2, 3`

export const triggersQuery = `
  SELECT n.nspname AS schema, t.relname AS "table", g.tgname AS name, g.tgenabled AS enabled
  FROM pg_trigger g
  JOIN pg_class t ON t.oid = g.tgrelid
  JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE NOT g.tgisinternal AND ${schemasOfUsers}
  ORDER BY 1, 2, 3`

export const tablesQuery = `
  SELECT n.nspname AS schema, t.relname AS name, t.relkind AS kind, t.relpersistence AS persistence,
    t.relreplident AS "replicaIdentity",
    (SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
     WHERE x.indrelid = t.oid AND x.indisreplident AND t.relreplident = 'i') AS "replicaIdentityIndex",
    t.relrowsecurity AS "rowSecurity", t.relforcerowsecurity AS "forceRowSecurity", t.relispopulated AS populated,
    (SELECT coalesce(json_agg(a.attname ORDER BY a.attname), '[]') FROM pg_attribute a
     WHERE a.attrelid = t.oid AND a.attgenerated = 's' AND NOT a.attisdropped) AS generated,
    (SELECT coalesce(json_agg(json_build_object('schema', pn.nspname, 'name', p.relname, 'detachPending', h.inhdetachpending)
       ORDER BY h.inhseqno), '[]')
     FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
     WHERE h.inhrelid = t.oid) AS parents,
    (SELECT e.extname FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
     WHERE d.classid = 'pg_class'::regclass AND d.objid = t.oid AND d.refclassid = 'pg_extension'::regclass
       AND d.deptype = 'e') AS extension
  FROM pg_class t
  JOIN pg_namespace n ON n.oid = t.relnamespace
  WHERE t.relkind IN ('r', 'p', 'f', 'm') AND ${schemasOfUsers}
  ORDER BY 1, 2`
