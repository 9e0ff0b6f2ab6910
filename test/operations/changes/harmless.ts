/** What moves or remakes things and changes nothing: not one of them may raise an alarm. */
export const harmless: { title: string; sql: string; everywhere?: true }[] = [
  { title: 'nothing', sql: '', everywhere: true },
  {
    title: 'rows are moved by updates of the same value, in another order',
    sql: `SET session_replication_role = replica;
      UPDATE public.orders SET buyer = buyer WHERE id % 3 = 0; UPDATE public.orders SET id = id WHERE id % 7 = 1; VACUUM public.orders;
      UPDATE sales.lines SET note = note WHERE position % 2 = 0; UPDATE public.log SET n = n WHERE n > 20`,
    everywhere: true,
  },
  { title: 'VACUUM FULL', sql: 'VACUUM FULL', everywhere: true },
  { title: 'VACUUM FREEZE, and ANALYZE of everything', sql: 'VACUUM (FREEZE, ANALYZE)' },
  { title: 'REINDEX', sql: 'REINDEX SCHEMA public; REINDEX SCHEMA sales', everywhere: true },
  {
    title: 'REINDEX CONCURRENTLY',
    sql: 'REINDEX TABLE CONCURRENTLY public.orders; REINDEX TABLE CONCURRENTLY sales.orders',
  },
  {
    title: 'CLUSTER',
    sql: `CLUSTER public.orders USING orders_once; ALTER TABLE public.orders SET WITHOUT CLUSTER;
      CLUSTER sales.lines USING lines_pkey; ALTER TABLE sales.lines SET WITHOUT CLUSTER`,
    everywhere: true,
  },
  {
    title: 'tables are rewritten',
    sql: `ALTER TABLE public.orders ALTER COLUMN span TYPE int4range USING span * span;
      ALTER TABLE public.log ALTER COLUMN n TYPE bigint; ALTER TABLE public.log ALTER COLUMN n TYPE int;
      ALTER TABLE public.log SET UNLOGGED; ALTER TABLE public.log SET LOGGED`,
  },
  {
    title: 'rows are taken out and put back in another order',
    sql: `SET session_replication_role = replica; CREATE TABLE held AS SELECT * FROM public.orders; TRUNCATE public.orders CASCADE;
      INSERT INTO public.orders SELECT * FROM held ORDER BY id DESC; DROP TABLE held;
      CREATE TABLE held AS SELECT * FROM public.log; TRUNCATE public.log; INSERT INTO public.log SELECT * FROM held ORDER BY n DESC; DROP TABLE held`,
  },
  {
    title: 'what was never committed',
    sql: `BEGIN; DELETE FROM public.log; DROP TABLE sales.lines; SELECT lo_unlink(7001); ROLLBACK;
      BEGIN; UPDATE public.orders SET seller = 'x'; ROLLBACK`,
  },
  {
    title: 'objects are made and dropped again',
    sql: `CREATE TABLE x (a int); CREATE INDEX ON x (a); CREATE VIEW y AS SELECT * FROM x; CREATE FUNCTION z() RETURNS int LANGUAGE sql AS 'SELECT 1';
      DROP TABLE x CASCADE; DROP FUNCTION z(); CREATE SCHEMA s; DROP SCHEMA s; SELECT lo_unlink(lo_from_bytea(0, 'x'))`,
  },
  {
    title: 'a column is added and dropped again',
    sql: 'ALTER TABLE public.orders ADD COLUMN more int DEFAULT 5; ALTER TABLE public.orders DROP COLUMN more; UPDATE public.log SET n = n',
  },
  {
    title: 'an index, a constraint and a trigger are made anew',
    sql: `DROP INDEX public.orders_tags; CREATE INDEX orders_tags ON public.orders USING gin (tags);
      ALTER TABLE public.orders DROP CONSTRAINT orders_parent, DROP CONSTRAINT orders_amount;
      ALTER TABLE public.orders ADD CONSTRAINT orders_amount CHECK (amount >= 0),
        ADD CONSTRAINT orders_parent FOREIGN KEY (parent) REFERENCES public.orders ON DELETE CASCADE;
      DROP TRIGGER orders_note ON public.orders;
      CREATE TRIGGER orders_note BEFORE INSERT OR UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.note()`,
  },
  {
    title: 'triggers are switched off and on again',
    sql: `ALTER TABLE public.orders DISABLE TRIGGER ALL; ALTER TABLE public.orders ENABLE TRIGGER ALL;
      ALTER TABLE sales.customers ENABLE TRIGGER sleeping; ALTER TABLE sales.customers DISABLE TRIGGER sleeping`,
  },
  {
    title: 'a view and a function are replaced by the same',
    sql: `CREATE OR REPLACE VIEW public.recent AS SELECT id, buyer FROM public.orders WHERE at > '2026-01-02 01:00+01';
      CREATE OR REPLACE FUNCTION public.add(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b'`,
  },
  {
    title: 'names, schemas and owners are changed and changed back',
    sql: `ALTER TABLE public.log RENAME TO diary; ALTER TABLE public.diary RENAME TO log; ALTER TABLE public.log SET SCHEMA sales;
      ALTER TABLE sales.log SET SCHEMA public; ALTER TABLE public.log OWNER TO keeper; ALTER TABLE public.log OWNER TO postgres;
      ALTER TYPE public.mood RENAME VALUE 'ok' TO 'x'; ALTER TYPE public.mood RENAME VALUE 'x' TO 'ok'`,
  },
  {
    title: 'a grant is given once more, and another taken away and given back',
    sql: `GRANT SELECT ON public.orders TO reader; GRANT INSERT ON public.log TO reader; REVOKE INSERT ON public.log FROM reader;
      COMMENT ON TABLE public.orders IS NULL; COMMENT ON TABLE public.orders IS 'what was ordered'`,
  },
  {
    title: 'materialized views are refreshed',
    sql: 'REFRESH MATERIALIZED VIEW CONCURRENTLY sales.totals; REFRESH MATERIALIZED VIEW sales.germans; REFRESH MATERIALIZED VIEW sales.since',
    everywhere: true,
  },
  {
    title: 'sequences are used and set to where they were',
    sql: `SELECT nextval('public.steps'); SELECT setval('public.steps', 6);
      SELECT setval('sales.lines_position_seq', 5000); ALTER TABLE public.numbered ALTER COLUMN id RESTART WITH 30; SELECT nextval('public.numbered_id_seq')`,
  },
  {
    title: 'large objects are written again with the same bytes',
    sql: `SELECT lo_put(7001, 0, 'one'); SELECT lo_unlink(7002); SELECT lo_from_bytea(7002, 'two'); COMMENT ON LARGE OBJECT 7002 IS 'the second';
      VACUUM FULL pg_largeobject`,
    everywhere: true,
  },
  {
    title: 'a partition is detached and attached again',
    sql: `ALTER TABLE public.parts DETACH PARTITION public.parts_rest; ALTER TABLE public.parts ATTACH PARTITION public.parts_rest DEFAULT`,
  },
  {
    title: 'statistics are gathered, and more of them for a while',
    sql: `ALTER TABLE public.orders ALTER COLUMN buyer SET STATISTICS 500; ANALYZE; ALTER TABLE public.orders ALTER COLUMN buyer SET STATISTICS -1;
      SELECT pg_stat_reset(); CHECKPOINT`,
  },
]
