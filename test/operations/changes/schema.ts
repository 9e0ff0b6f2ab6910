import { richSchema } from '../../proof/rich-schema.ts'

/** A value of a type, and one that its own comparison, or a hasty one, takes for the same. */
export const values: [type: string, value: string, other: string][] = [
  ['smallint', '7', '8'],
  ['bigint', '9007199254740993', '9007199254740992'],
  ['numeric', '1.50', '1.5'],
  ['float8', '0.1', '0.1::float8 + 1e-17 * 2'],
  ['real', '0', "'-0'"],
  ['money', '1', '1.01'],
  ['text', "'a'", "'a '"],
  ['varchar', "U&'\\00e9'", "U&'e\\0301'"],
  ['"char"', "'a'", "'b'"],
  ['name', "''", 'NULL'],
  ['citext', "'Word'", "'word'"],
  ['bytea', "'\\x00ff'", "'\\x00fe'"],
  ['boolean', 'false', 'NULL'],
  ['date', "'2026-03-01'", "'infinity'"],
  ['timestamptz', "'2026-03-01 00:00+00'", "'2026-03-01 00:00:00.000001+00'"],
  ['timetz', "'12:00+00'", "'14:00+02'"],
  ['interval', "'1 day'", "'24 hours'"],
  ['uuid', "'00000000-0000-0000-0000-000000000001'", "'00000000-0000-0000-0000-000000000002'"],
  ['json', `'{"a": 1}'`, `'{"a":1}'`],
  ['jsonb', `'{"a": 1}'`, `'{"a": 1.0}'`],
  ['xml', "'<a/>'", "'<a></a>'"],
  ['inet', "'10.0.0.1/24'", "'10.0.0.1/25'"],
  ['bit varying(4)', "B'01'", "B'010'"],
  ['tsvector', "'''a'':1A'", "'''a'':1B'"],
  ['int[]', "'{1,NULL}'", "'{NULL,1}'"],
  ['text[]', "'{NULL}'", `'{"NULL"}'`],
  ['int[][]', "'[0:1]={1,2}'", "'{1,2}'"],
  ['numrange', "'[1,2)'", "'[1,2]'"],
  ['point', "'(1,2)'", "'(1,2.0000001)'"],
  ['regclass', "'sales.lines'", "'sales.customers'"],
  ['sales.state', "'paid'", "'sent'"],
  ['sales.colour', "'red'", "'blue'"],
  ['public.pair', "'(1,a)'", "'(1,)'"],
  ['hstore', "'a=>NULL'", `'a=>"NULL"'`],
]

const valueTables = values.map(
  ([type, value], at) =>
    `CREATE TABLE kinds.t${at} (id int PRIMARY KEY, v ${type}); INSERT INTO kinds.t${at} VALUES (1, ${value}), (2, ${value});`,
)

/** Beside the rich schema: a table with an index of each method, one without a key, one for each type, and objects of rarer kinds. */
export const schema = `${richSchema}
CREATE EXTENSION hstore; CREATE EXTENSION pg_trgm; CREATE EXTENSION postgres_fdw;
CREATE ROLE keeper; CREATE ROLE reader;
CREATE TABLE public.orders (id int PRIMARY KEY, buyer text NOT NULL, seller text DEFAULT 'shop', amount numeric, tags text[], doc jsonb,
  span int4range, at timestamptz DEFAULT now(), parent int CONSTRAINT orders_parent REFERENCES public.orders ON DELETE CASCADE,
  CONSTRAINT orders_amount CHECK (amount >= 0), CONSTRAINT orders_once UNIQUE NULLS NOT DISTINCT (buyer));
INSERT INTO public.orders
SELECT i, 'buyer ' || i, 'seller ' || i, i * 1.5, ARRAY['t' || i, 'u' || i % 5], jsonb_build_object('i', i), int4range(i, i + 2),
  '2026-01-01'::timestamptz + i * interval '1 h', nullif(i - 1, 0) FROM generate_series(1, 600) AS i;
CREATE INDEX orders_lower ON public.orders (lower(seller)) WHERE id > 5;
CREATE INDEX orders_hash ON public.orders USING hash (seller);
CREATE INDEX orders_tags ON public.orders USING gin (tags);
CREATE INDEX orders_doc ON public.orders USING gin (doc);
CREATE INDEX orders_trigrams ON public.orders USING gin (seller gin_trgm_ops);
CREATE INDEX orders_gist ON public.orders USING gist (span);
CREATE INDEX orders_spgist ON public.orders USING spgist (span);
CREATE INDEX orders_brin ON public.orders USING brin (id) WITH (pages_per_range = 1);
CREATE FUNCTION public.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER orders_note BEFORE INSERT OR UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.note();
CREATE POLICY orders_mine ON public.orders FOR SELECT TO reader USING (buyer = CURRENT_USER);
CREATE RULE orders_kept AS ON DELETE TO public.orders WHERE OLD.amount > 100000 DO INSTEAD NOTHING;
COMMENT ON TABLE public.orders IS 'what was ordered'; COMMENT ON COLUMN public.orders.buyer IS 'who';
GRANT SELECT ON public.orders TO reader; GRANT INSERT, UPDATE ON public.orders TO keeper WITH GRANT OPTION;
CREATE TABLE public.log (line text, n int);
INSERT INTO public.log SELECT 'line ' || i % 50, i % 50 FROM generate_series(1, 200) AS i;
CREATE VIEW public.recent AS SELECT id, buyer FROM public.orders WHERE at > '2026-01-02 00:00+00';
CREATE TYPE public.pair AS (a int, b text);
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE TYPE public.floats AS RANGE (subtype = float8);
CREATE DOMAIN public.short AS text CONSTRAINT short_length CHECK (length(VALUE) < 10) DEFAULT 'x';
CREATE FUNCTION public.pair_text(public.pair) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.b';
CREATE CAST (public.pair AS text) WITH FUNCTION public.pair_text(public.pair) AS ASSIGNMENT;
CREATE FUNCTION public.add(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT a + b';
CREATE PROCEDURE public.work(INOUT x int) LANGUAGE plpgsql AS 'BEGIN x := 1; END';
CREATE OPERATOR FAMILY public.backwards USING btree;
CREATE OPERATOR CLASS public.backwards FOR TYPE int USING btree FAMILY public.backwards AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =,
  OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint4cmp(int, int);
CREATE TEXT SEARCH DICTIONARY public.plain (TEMPLATE = pg_catalog.simple, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION public.searched (COPY = pg_catalog.german);
CREATE COLLATION public.numbers (provider = icu, locale = 'de-u-kn-true');
CREATE CONVERSION public.converted FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE SEQUENCE public.steps INCREMENT 5; SELECT nextval('public.steps'), nextval('public.steps');
CREATE TABLE public.numbered (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, t text COLLATE public.numbers, s public.short);
INSERT INTO public.numbered (t, s) SELECT 't' || i, 's' FROM generate_series(1, 30) AS i;
CREATE STATISTICS public.orders_stats (mcv) ON buyer, seller FROM public.orders;
CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '192.0.2.1');
CREATE FOREIGN TABLE public.abroad (a int) SERVER far OPTIONS (table_name 't');
CREATE TABLE public.parts (id int, n int) PARTITION BY RANGE (id);
CREATE TABLE public.parts_1 PARTITION OF public.parts FOR VALUES FROM (0) TO (100);
CREATE TABLE public.parts_rest PARTITION OF public.parts DEFAULT; CREATE INDEX parts_n ON public.parts (n);
INSERT INTO public.parts SELECT i, i FROM generate_series(1, 200) AS i;
CREATE SCHEMA kinds; ${valueTables.join(' ')}
`
