import type { Shape } from './table-shapes.ts'

export const objectShapes: Shape[] = [
  {
    title: 'types of every kind, used in each other',
    sql: `
      CREATE EXTENSION hstore; CREATE EXTENSION citext; CREATE EXTENSION ltree; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION cube; CREATE EXTENSION isn;
      CREATE TYPE mood AS ENUM ('sad', 'ok', ''); ALTER TYPE mood ADD VALUE 'happy' AFTER 'sad';
      CREATE DOMAIN positive AS int CONSTRAINT above_zero CHECK (VALUE > 0) NOT NULL DEFAULT 1;
      CREATE DOMAIN short AS varchar(5) COLLATE "C" CHECK (VALUE IN ('a', 'b') OR VALUE ~ '^x');
      ALTER DOMAIN short ADD CHECK (VALUE <> 'xx') NOT VALID;
      CREATE TYPE pair AS (a int, b mood[], "C c" text COLLATE "C");
      CREATE DOMAIN checked_pair AS pair CHECK ((VALUE).a < 100);
      CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
      CREATE TYPE text_range AS RANGE (subtype = text, collation = "C", multirange_type_name = texts_multi);
      CREATE TYPE shell;
      CREATE TABLE uses (id serial PRIMARY KEY, m mood, p pair, cp checked_pair[], d positive, s short, fr float_range,
        tr text_range, tm texts_multi, h hstore, c citext, l ltree, i isbn, cu cube);
      INSERT INTO uses (m, p, cp, d, s, fr, tr, tm, h, c, l, i, cu)
      SELECT 'happy', ROW(i, '{sad,""}', 'x,"y')::pair, ARRAY[ROW(1, NULL, '')::checked_pair], i, 'a', float_range(i, i + 0.5),
        '[a,b)', '{[a,b),[c,d)}', 'a=>1,b=>NULL', 'Abc', 'a.b.c', '0-393-04002-X', '(1,2),(3,4)' FROM generate_series(1, 90) AS i;
      CREATE TABLE rows_of (u uses, us uses[]); INSERT INTO rows_of SELECT u, ARRAY[u, u] FROM uses AS u LIMIT 20;
      CREATE TABLE typed OF pair (PRIMARY KEY (a)); INSERT INTO typed VALUES (5, '{ok}', 'z');
      CREATE INDEX uses_hstore ON uses USING gin (h); CREATE INDEX uses_path ON uses USING gist (l);
      CREATE INDEX uses_citext ON uses USING hash (c); CREATE INDEX uses_range ON uses USING spgist (tr);
      CREATE INDEX uses_cube ON uses USING gist (cu);
      CREATE TYPE point3 AS (x int, y int, z int);
      CREATE FUNCTION to_text(point3) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.x::text';
      CREATE CAST (point3 AS text) WITH FUNCTION to_text(point3) AS IMPLICIT;
      CREATE CAST (bigint AS point3) WITH INOUT AS ASSIGNMENT; COMMENT ON CAST (point3 AS text) IS 'c';`,
  },
  {
    title: 'functions, procedures, operators, aggregates, text search, collations and conversions',
    sql: `
      CREATE SCHEMA app;
      CREATE FUNCTION app.atomic(a int, b int DEFAULT 2, VARIADIC c int[] DEFAULT '{}') RETURNS int
        LANGUAGE sql STABLE STRICT PARALLEL SAFE COST 7 BEGIN ATOMIC SELECT a + b; END;
      CREATE PROCEDURE app.work(INOUT x int, OUT y text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp
        SET work_mem = '8MB' AS $body$ BEGIN x := 1; y := $$a$$; END $body$;
      CREATE FUNCTION app.hidden() RETURNS text LANGUAGE sql AS $f$ SELECT '
--
-- TOC entry 1 (class 0 OID 0)
-- Name: hidden; Type: TABLE DATA; Schema: app; Owner: postgres
--

\\restrict abc
COPY app.x (a) FROM stdin;
1
\\.
\\unrestrict abc
SET default_table_access_method = heap;
' $f$;
      COMMENT ON FUNCTION app.hidden() IS '
--
-- TOC entry 3 (class 1259 OID 5)
-- Name: x; Type: TABLE; Schema: app; Owner: -
--

CREATE TABLE app.x (a int);
';
      CREATE FUNCTION app.setof(OUT a int, OUT b text) RETURNS SETOF record LANGUAGE sql ROWS 3 AS 'SELECT 1, ''x''';
      CREATE FUNCTION app.cmp(text, text) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT pg_catalog.bttextcmp($2, $1)';
      CREATE FUNCTION app.lt(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS 'SELECT $1 > $2';
      CREATE OPERATOR app.<<< (LEFTARG = text, RIGHTARG = text, FUNCTION = app.lt, COMMUTATOR = OPERATOR(app.>>>));
      CREATE OPERATOR app.>>> (LEFTARG = text, RIGHTARG = text, FUNCTION = app.lt, COMMUTATOR = OPERATOR(app.<<<));
      CREATE OPERATOR FAMILY app.backwards USING btree;
      CREATE OPERATOR CLASS app.backwards FOR TYPE text USING btree FAMILY app.backwards AS OPERATOR 1 >(text, text),
        OPERATOR 2 >=(text, text), OPERATOR 3 =(text, text), OPERATOR 4 <=(text, text), OPERATOR 5 <(text, text), FUNCTION 1 app.cmp(text, text);
      CREATE AGGREGATE app.sum2 (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0', MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int, PARALLEL = SAFE);
      CREATE FUNCTION app.step(internal, VARIADIC "any") RETURNS internal LANGUAGE internal AS 'ordered_set_transition_multi';
      CREATE AGGREGATE app.place (VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = app.step, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
      CREATE TEXT SEARCH DICTIONARY app.plain (TEMPLATE = pg_catalog.simple, STOPWORDS = english, ACCEPT = false);
      CREATE TEXT SEARCH CONFIGURATION app.searched (COPY = pg_catalog.german);
      ALTER TEXT SEARCH CONFIGURATION app.searched ALTER MAPPING FOR asciiword WITH app.plain, german_stem;
      CREATE TEXT SEARCH PARSER app.parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
      CREATE COLLATION app.german (provider = icu, locale = 'de@colNumeric=yes', deterministic = false);
      CREATE COLLATION app.copied FROM "C";
      CREATE DEFAULT CONVERSION app.converted FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
      CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;
      CREATE TABLE app.docs (id int PRIMARY KEY, t text COLLATE app.german,
        v tsvector GENERATED ALWAYS AS (to_tsvector('app.searched', t)) STORED) USING heap2;
      INSERT INTO app.docs SELECT i, 'Grüße ' || i || ' dem Haus' FROM generate_series(1, 200) AS i;
      CREATE INDEX docs_v ON app.docs USING gin (v); CREATE UNIQUE INDEX docs_de ON app.docs (t COLLATE app.german);
      CREATE INDEX docs_t ON app.docs (t COLLATE "C" app.backwards DESC NULLS LAST) WHERE id > 3;
      CREATE INDEX docs_gist ON app.docs USING gist (v tsvector_ops (siglen = 300));
      CREATE INDEX docs_ex ON app.docs (app.cmp(t, 'x'), (id + 1)) WITH (fillfactor = 70);`,
  },
  {
    title: 'sequences, identity, exclusion, storage, statistics, views, rules, triggers and policies',
    sql: `
      CREATE EXTENSION btree_gist; CREATE SCHEMA ext; CREATE EXTENSION pg_trgm WITH SCHEMA ext;
      CREATE SEQUENCE down INCREMENT -3 MINVALUE -1000 MAXVALUE 5 START 5 CYCLE CACHE 4; SELECT nextval('down'), nextval('down');
      CREATE SEQUENCE small AS smallint; CREATE SEQUENCE used; SELECT setval('used', 77, false);
      CREATE UNLOGGED TABLE volatile (id int GENERATED ALWAYS AS IDENTITY (START 100 INCREMENT 5), t text);
      INSERT INTO volatile (t) SELECT 'x' FROM generate_series(1, 10);
      CREATE TABLE always (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, t text COMPRESSION pglz, big text,
        during tstzrange, room int, EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0) DEFERRABLE);
      ALTER TABLE always ALTER COLUMN big SET STORAGE EXTERNAL, ALTER COLUMN t SET STATISTICS 500, ALTER COLUMN t SET (n_distinct = -0.5),
        SET (fillfactor = 70, autovacuum_enabled = off, toast.autovacuum_enabled = off);
      INSERT INTO always (t, big, during, room) SELECT 't' || i, repeat(md5(i::text), 200),
        tstzrange('2026-01-01'::timestamptz + i * interval '1 h', '2026-01-01'::timestamptz + (i + 1) * interval '1 h'), i % 3 FROM generate_series(1, 500) AS i;
      CREATE STATISTICS always_stats (dependencies, mcv) ON t, room FROM always; ALTER STATISTICS always_stats SET STATISTICS 50;
      CREATE STATISTICS always_expression ON (lower(t)), (room + 1) FROM always;
      CREATE INDEX always_trgm ON always USING gin (t ext.gin_trgm_ops); CREATE INDEX always_lower ON always (lower(t));
      ALTER INDEX always_lower ALTER COLUMN 1 SET STATISTICS 77;
      ALTER TABLE always CLUSTER ON always_pkey; ALTER TABLE always REPLICA IDENTITY USING INDEX always_pkey;
      CREATE VIEW grouped AS SELECT id, t, count(*) FROM always GROUP BY id;
      CREATE VIEW checked WITH (security_barrier) AS SELECT * FROM always WHERE room IN (1, 2) WITH LOCAL CHECK OPTION;
      CREATE RECURSIVE VIEW counting (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM counting WHERE n < 5;
      CREATE VIEW starred AS SELECT a.*, b.room AS other FROM always AS a JOIN always AS b USING (id);
      CREATE MATERIALIZED VIEW mv_a AS SELECT room, count(*) AS n FROM always GROUP BY room; CREATE UNIQUE INDEX mv_a_room ON mv_a (room);
      CREATE MATERIALIZED VIEW a_mv_of_mv AS SELECT sum(n) AS n FROM mv_a;
      CREATE MATERIALIZED VIEW mv_grouped AS SELECT id, t FROM always GROUP BY id;
      CREATE MATERIALIZED VIEW mv_empty AS SELECT * FROM mv_a WITH NO DATA; CREATE VIEW on_empty AS SELECT * FROM mv_empty;
      CREATE RULE also AS ON INSERT TO always WHERE NEW.room IN (7, 8) DO ALSO DELETE FROM volatile WHERE id IN (NEW.room, 3);
      CREATE VIEW ruled AS SELECT 1 AS x;
      CREATE RULE into_ruled AS ON INSERT TO ruled DO INSTEAD INSERT INTO volatile (t) VALUES (NEW.x::text) RETURNING id;
      CREATE FUNCTION noisy() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''must not fire in a restore''; END';
      CREATE TRIGGER fires BEFORE INSERT OR UPDATE OF t ON always FOR EACH ROW EXECUTE FUNCTION noisy('a', E'b\\n');
      CREATE TRIGGER sees AFTER DELETE ON always REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION noisy();
      CREATE CONSTRAINT TRIGGER late AFTER INSERT ON always DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION noisy();
      ALTER TABLE always ENABLE ALWAYS TRIGGER fires; ALTER TABLE always ENABLE REPLICA TRIGGER sees; ALTER TABLE always DISABLE RULE also;
      CREATE FUNCTION ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''must not fire in a restore''; END';
      CREATE EVENT TRIGGER at_drop ON sql_drop EXECUTE FUNCTION ddl();
      CREATE EVENT TRIGGER at_end ON ddl_command_end WHEN TAG IN ('CREATE INDEX', 'CREATE PUBLICATION') EXECUTE FUNCTION ddl();
      ALTER TABLE always ENABLE ROW LEVEL SECURITY; ALTER TABLE always FORCE ROW LEVEL SECURITY;
      CREATE POLICY mine ON always AS RESTRICTIVE FOR SELECT USING (t IN ('a', 'b') AND (room = 1 OR (id > 3 AND id < 9)));
      CREATE POLICY add_only ON always FOR INSERT WITH CHECK (room IS NOT NULL);`,
  },
  {
    title: 'owners, grants, default privileges, comments, publications, subscriptions and foreign tables',
    sql: `
      CREATE ROLE "Owner One" NOLOGIN; CREATE ROLE reader NOLOGIN; CREATE ROLE granter NOLOGIN; CREATE ROLE member IN ROLE reader;
      GRANT "Owner One" TO CURRENT_USER;
      CREATE SCHEMA owned AUTHORIZATION "Owner One"; REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA owned TO granter;
      SET ROLE "Owner One";
      CREATE TABLE owned.t (a int, b text, c int); CREATE VIEW owned.v AS SELECT a FROM owned.t;
      CREATE FUNCTION owned.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TYPE owned.e AS ENUM ('a'); CREATE SEQUENCE owned.s;
      GRANT USAGE ON SCHEMA owned TO reader WITH GRANT OPTION; GRANT SELECT (a, b), UPDATE (c) ON owned.t TO reader;
      GRANT INSERT ON owned.t TO granter WITH GRANT OPTION; REVOKE EXECUTE ON FUNCTION owned.f() FROM PUBLIC;
      GRANT USAGE ON TYPE owned.e TO reader; REVOKE SELECT ON owned.v FROM "Owner One"; GRANT ALL ON owned.s TO PUBLIC;
      RESET ROLE; SET ROLE granter; GRANT INSERT ON owned.t TO member; RESET ROLE;
      ALTER DEFAULT PRIVILEGES FOR ROLE "Owner One" IN SCHEMA owned GRANT SELECT ON TABLES TO reader;
      ALTER DEFAULT PRIVILEGES FOR ROLE "Owner One" REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      ALTER DEFAULT PRIVILEGES REVOKE ALL ON TYPES FROM PUBLIC;
      COMMENT ON SCHEMA owned IS E'back\\\\slash\\n''quote'''; COMMENT ON COLUMN owned.t.a IS 'a';
      COMMENT ON FUNCTION owned.f() IS '; DROP TABLE x; --'; COMMENT ON TYPE owned.e IS 'e';
      INSERT INTO owned.t SELECT i, 'b', i FROM generate_series(1, 100) AS i;
      CREATE EXTENSION postgres_fdw; CREATE EXTENSION file_fdw WITH SCHEMA owned;
      CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '192.0.2.1', dbname 'x y');
      CREATE USER MAPPING FOR reader SERVER far OPTIONS (user 'u', password 'p''w'); GRANT USAGE ON FOREIGN SERVER far TO reader;
      CREATE FOREIGN TABLE owned.far_away (a int OPTIONS (column_name 'A'), b text NOT NULL) SERVER far OPTIONS (table_name 't');
      CREATE SERVER files FOREIGN DATA WRAPPER file_fdw; CREATE FOREIGN DATA WRAPPER own_fdw;
      CREATE FOREIGN TABLE passwd (line text) SERVER files OPTIONS (filename '/nowhere', format 'text');
      CREATE TABLE by_part (a int) PARTITION BY LIST (a); CREATE TABLE by_part_here PARTITION OF by_part FOR VALUES IN (1);
      CREATE FOREIGN TABLE by_part_far PARTITION OF by_part FOR VALUES IN (2) SERVER far; INSERT INTO by_part VALUES (1), (1);
      CREATE PUBLICATION of_some FOR TABLE owned.t (a, b) WHERE (a IN (1, 2, 3)) WITH (publish = 'insert');
      CREATE PUBLICATION in_schema FOR TABLES IN SCHEMA owned; CREATE PUBLICATION everything FOR ALL TABLES WITH (publish_via_partition_root);
      CREATE SUBSCRIPTION sleeping CONNECTION 'host=192.0.2.1 dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE);`,
  },
  {
    title: 'a schema public that was dropped',
    sql: 'DROP SCHEMA public; CREATE SCHEMA single; CREATE TABLE single.t (a int); INSERT INTO single.t VALUES (1);',
  },
  {
    title: 'a schema public that was made anew by somebody',
    sql: `CREATE ROLE somebody; DROP SCHEMA public; CREATE SCHEMA public AUTHORIZATION somebody; CREATE TABLE t (a int);
      INSERT INTO t VALUES (1); GRANT ALL ON SCHEMA public TO PUBLIC;`,
  },
  {
    title: 'a schema public that was renamed, and another in its place',
    sql: `ALTER SCHEMA public RENAME TO private; CREATE TABLE private.t (a int); INSERT INTO private.t VALUES (1);
      CREATE SCHEMA public; COMMENT ON SCHEMA public IS 'new'; REVOKE ALL ON SCHEMA private FROM PUBLIC;`,
  },
  {
    title: 'indexes, constraints and triggers that are not in force in the source either',
    sql: `
      CREATE TABLE t (a int, b int); INSERT INTO t SELECT i % 10, i FROM generate_series(1, 100) AS i;
      CREATE INDEX t_b ON t (b); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_b'::regclass;
      CREATE TABLE p (a int PRIMARY KEY); INSERT INTO p VALUES (1); CREATE TABLE f (a int REFERENCES p);
      INSERT INTO f VALUES (1); ALTER TABLE f DISABLE TRIGGER ALL;
      ALTER TABLE t ADD CONSTRAINT never CHECK (b < 50) NOT VALID;
      CREATE TABLE parts (a int) PARTITION BY LIST (a); CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);
      CREATE INDEX parts_a ON ONLY parts (a);
      CREATE TABLE behind (id serial PRIMARY KEY); INSERT INTO behind VALUES (50);`,
  },
  {
    title: 'what came with 18: virtual columns, constraints over periods, and those that are not enforced',
    since: 18,
    sql: `
      CREATE EXTENSION btree_gist;
      CREATE TABLE virtual (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL, c int GENERATED ALWAYS AS (a + 1) STORED,
        n int CONSTRAINT named_nn NOT NULL, CHECK (a > 0) NOT ENFORCED);
      INSERT INTO virtual (a, n) SELECT nullif(i, 3), i FROM generate_series(-5, 100) AS i; ALTER TABLE virtual ADD CONSTRAINT a_nn NOT NULL a NOT VALID;
      CREATE TABLE rooms (id int, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
      INSERT INTO rooms VALUES (1, '[2026-01-01,2026-02-01)'), (1, '[2026-02-01,2026-03-01)');
      CREATE TABLE stays (room int, during daterange, FOREIGN KEY (room, PERIOD during) REFERENCES rooms (id, PERIOD during));
      INSERT INTO stays VALUES (1, '[2026-01-05,2026-02-05)');
      CREATE TABLE lone (id int PRIMARY KEY); CREATE TABLE loose (room int, FOREIGN KEY (room) REFERENCES lone (id) NOT ENFORCED); INSERT INTO loose VALUES (3);
      CREATE TABLE parent (a int NOT NULL, b int); CREATE TABLE child (CONSTRAINT mine NOT NULL b) INHERITS (parent);
      ALTER TABLE parent ADD CONSTRAINT stops CHECK (b > 0) NO INHERIT;`,
  },
]
