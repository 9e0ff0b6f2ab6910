import type { Lane } from './lane.ts'

/** A small database of everything that takes a way of its own: tables, a partitioned one, an empty one, large objects, a view, a sequence. */
export const SHOP = `
  CREATE TABLE orders (id serial PRIMARY KEY, what text NOT NULL);
  INSERT INTO orders (what) SELECT md5(g::text) FROM generate_series(1, 2000) g;
  CREATE TABLE empty (a int);
  CREATE TABLE sales (day date, amount int) PARTITION BY RANGE (day);
  CREATE TABLE sales_1 PARTITION OF sales FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
  INSERT INTO sales SELECT '2026-01-01'::date + g % 30, g FROM generate_series(0, 99) g;
  SELECT lo_from_bytea(50000 + g, convert_to('large object ' || g, 'UTF8')) FROM generate_series(1, 3) g;
  CREATE VIEW totals AS SELECT count(*) FROM orders;`

const DIGEST = `
  SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
    SELECT id || what FROM orders UNION ALL SELECT day || ' ' || amount FROM sales
    UNION ALL SELECT loid || encode(data, 'hex') FROM pg_largeobject
    UNION ALL SELECT relname::text || relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace) AS all_lines(line)`

/** What the server holds beside a database: databases and roles, and what would hold back the clean-up of rows. */
const SURROUNDINGS = `
  SELECT string_agg(line, ',' ORDER BY line) FROM (
    SELECT datname::text || datallowconn || datconnlimit FROM pg_database WHERE datname !~ 'PRODUCT'
    UNION ALL SELECT rolname::text FROM pg_roles UNION ALL SELECT gid FROM pg_prepared_xacts
    UNION ALL SELECT slot_name::text FROM pg_replication_slots) AS all_lines(line)`

/** The contents of the database shop, and what is beside it on the server but for databases of such names. */
export async function shopDigest({ server }: Lane, except = '^$'): Promise<string> {
  const beside = await server.psql(server.connection, SURROUNDINGS.replace('PRODUCT', except))
  return `${await contentsOf(server, 'shop')} beside ${beside}`
}

/** A digest of a shop's rows, large objects and relations. */
export const contentsOf = async (server: Lane['server'], database: string): Promise<string> =>
  await server.psql({ parameters: { ...server.connection.parameters, dbname: database } }, DIGEST)

/** Databases whose name is such, in order. */
export async function databasesLike({ server }: Lane, pattern: string): Promise<string[]> {
  const rows = await server.query<{ datname: string }>(
    server.connection,
    `SELECT datname FROM pg_database WHERE datname ~ '${pattern}' ORDER BY 1`,
  )
  return rows.map(({ datname }) => datname)
}

/** Drops a database whatever it is, also one that takes no connections. */
export async function dropDatabases({ server }: Lane, names: string[]): Promise<void> {
  for (const name of names) {
    await server.psql(
      server.connection,
      `ALTER DATABASE "${name}" IS_TEMPLATE false; DROP DATABASE "${name}" WITH (FORCE)`,
    )
  }
}

/** Makes a day and more pass for the databases that tests have made and marked. */
export async function ageTestDatabases(lane: Lane): Promise<void> {
  for (const name of await databasesLike(lane, '^pgproof_test_')) {
    const sql = `SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '${name}'`
    const mark = await lane.server.psql(lane.server.connection, sql)
    const older = mark.replace(/\d{4}-\d\d-\d\dT.*$/, '2026-01-01T00:00:00.000Z')
    if (older !== '') await lane.server.psql(lane.server.connection, `COMMENT ON DATABASE "${name}" IS '${older}'`)
  }
}
