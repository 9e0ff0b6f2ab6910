import type { Change } from './rows.ts'

/** Expressions that print differently after their first restore, each in another kind of object. */
export const expressions = `
CREATE ROLE clerk;
CREATE DOMAIN public.size AS varchar(5) CONSTRAINT sizes CHECK (VALUE IN ('s', 'm', 'l'));
CREATE TYPE public.box AS (w varchar(5));
CREATE FUNCTION public.pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE public.goods (id int PRIMARY KEY, code varchar(5), size public.size, day date,
  usual boolean DEFAULT ('x'::varchar(3) IN ('x', 'y')), CONSTRAINT codes CHECK (code IN ('a', 'b') AND (id > 0 AND id < 100000 AND id <> 7)),
  often boolean GENERATED ALWAYS AS (code IN ('a', 'c')) STORED, EXCLUDE USING btree (id WITH =) WHERE (code IN ('a', 'b')));
INSERT INTO public.goods (id, code, size, day) SELECT i, 'a', 's', '2026-01-01' FROM generate_series(10, 60) AS i;
CREATE INDEX goods_code ON public.goods (id) WHERE code IN ('a', 'b');
CREATE INDEX goods_is ON public.goods ((code IN ('a', 'b')));
CREATE STATISTICS public.goods_stats ON (code IN ('a', 'b')), id FROM public.goods;
CREATE POLICY goods_policy ON public.goods USING (code IN ('a', 'b') AND (id > 0 AND id < 9 AND id <> 7)) WITH CHECK (code IN ('a', 'c'));
CREATE RULE goods_rule AS ON DELETE TO public.goods WHERE OLD.code IN ('q', 'r') DO INSTEAD NOTHING;
CREATE TRIGGER goods_trigger BEFORE UPDATE ON public.goods FOR EACH ROW WHEN (NEW.code IN ('a', 'b')) EXECUTE FUNCTION public.pass();
CREATE VIEW public.goods_view AS SELECT id, CASE WHEN code IN ('a', 'b') THEN 1 ELSE 2 END AS c FROM public.goods WHERE code IN ('a', 'b');
CREATE MATERIALIZED VIEW public.goods_held AS SELECT id FROM public.goods WHERE code IN ('a', 'b') AND (id > 0 AND id < 90 AND id <> 7);
CREATE FUNCTION public.goods_listed() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM public.goods WHERE code IN ('a', 'b'); END;
CREATE PUBLICATION goods_out FOR TABLE public.goods WHERE (id IN (1, 2) AND (id > 0 AND id < 9 AND id <> 7)) WITH (publish = 'insert');
`

/** The kinds whose text is another after the first restore; what is printed the same anyway proves nothing about settling. */
export const settledKinds = 12

const changed = (title: string, sql: string, ...found: string[]): Change => ({ title, sql, found })

export const expressionChanges: Change[] = [
  changed(
    'a check',
    `ALTER TABLE public.goods DROP CONSTRAINT codes;
     ALTER TABLE public.goods ADD CONSTRAINT codes CHECK (code IN ('a', 'b') AND (id > 0 AND id < 100000 AND id <> 8))`,
    'TABLE public.goods has another definition',
  ),
  changed(
    'a domain',
    `ALTER DOMAIN public.size DROP CONSTRAINT sizes; ALTER DOMAIN public.size ADD CONSTRAINT sizes CHECK (VALUE IN ('s', 'm'))`,
    'DOMAIN public.size has another definition',
  ),
  changed(
    'a partial index',
    "DROP INDEX public.goods_code; CREATE INDEX goods_code ON public.goods (id) WHERE code IN ('a')",
    'INDEX public.goods_code has another definition',
  ),
  changed(
    'a policy',
    "ALTER POLICY goods_policy ON public.goods WITH CHECK (code IN ('a', 'd'))",
    'POLICY public.goods goods_policy has another definition',
  ),
  changed(
    'a rule',
    "CREATE OR REPLACE RULE goods_rule AS ON DELETE TO public.goods WHERE OLD.code IN ('q') DO INSTEAD NOTHING",
    'RULE public.goods goods_rule has another definition',
  ),
  changed(
    'a trigger',
    `CREATE OR REPLACE TRIGGER goods_trigger BEFORE UPDATE ON public.goods FOR EACH ROW WHEN (NEW.code IN ('a', 'c'))
     EXECUTE FUNCTION public.pass()`,
    'TRIGGER public.goods goods_trigger has another definition',
  ),
  changed(
    'statistics',
    `DROP STATISTICS public.goods_stats; CREATE STATISTICS public.goods_stats ON (code IN ('a', 'c')), id FROM public.goods`,
    'STATISTICS public.goods_stats has another definition',
  ),
  changed(
    'a default',
    "ALTER TABLE public.goods ALTER COLUMN usual SET DEFAULT ('x'::varchar(3) IN ('x', 'z'))",
    'TABLE public.goods has another definition',
  ),
  changed(
    'a view',
    `CREATE OR REPLACE VIEW public.goods_view AS
     SELECT id, CASE WHEN code IN ('a', 'c') THEN 1 ELSE 2 END AS c FROM public.goods WHERE code IN ('a', 'b')`,
    'VIEW public.goods_view has another definition',
  ),
  changed(
    'rows beside what settles',
    'DELETE FROM public.goods WHERE id = 11',
    'public.goods: 1 row missing',
    'public.goods_held: not what its query gives',
  ),
]
