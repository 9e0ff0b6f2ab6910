import type { Change } from './rows.ts'

/** Changes that a second dump does not show, or shows without a word of what they mean. */

const index = (fact: string, name: string) => `UPDATE pg_index SET ${fact} WHERE indexrelid = '${name}'::regclass`

/** A row that was deleted and inserted again while the index did not listen. */
const unheard = (name: string, what: string, id: number): Change => ({
  title: `${name} lacks a row`,
  sql: `SET session_replication_role = replica; ${index('indisready = false', `public.${name}`)};
    WITH gone AS (DELETE FROM public.orders WHERE id = ${id} RETURNING *) INSERT INTO public.orders SELECT * FROM gone;
    ${index('indisready = true', `public.${name}`)}`,
  found: [`public.${name}: ${what}`],
})

const generated = (table: string, column: string, how: string) =>
  `UPDATE pg_attribute SET attgenerated = '${how}' WHERE attrelid = '${table}'::regclass AND attname = '${column}'`

const overwritten = (table: string, column: string, value: string) =>
  `${generated(table, column, '')}; UPDATE ${table} SET ${column} = ${value} WHERE id <= 3; ${generated(table, column, 's')}`

const kind = (view: string, letter: string) =>
  `UPDATE pg_class SET relkind = '${letter}', relhasrules = ${letter === 'm'} WHERE oid = '${view}'::regclass`

const refilled = (view: string, sql: string) => `${kind(view, 'r')}; ${sql}; ${kind(view, 'm')}`

const keyTriggers = (table: string) => `tgisinternal AND tgrelid = '${table}'::regclass`

export const blindSpots: Change[] = [
  {
    title: 'an index is not valid',
    sql: index('indisvalid = false', 'sales.customers_lower'),
    found: ['sales.customers_lower: index not valid', 'INDEX sales.customers_lower is missing'],
    everywhere: true,
  },
  {
    title: "a partitioned table's index is not valid",
    sql: index('indisvalid = false', 'sales.orders_amount'),
    found: ['sales.orders_amount: index not valid'],
    everywhere: true,
  },
  {
    title: 'an index is not ready',
    sql: index('indisready = false', 'sales.customers_tags'),
    found: ['sales.customers_tags: index not ready', 'INDEX sales.customers_tags is missing'],
  },
  {
    title: 'an index is not live',
    sql: index('indislive = false', 'sales.customers_tags'),
    found: ['sales.customers_tags: index not live'],
  },
  {
    title: "a key's index is not unique",
    sql: index('indisunique = false', 'public.orders_pkey'),
    found: ['public.orders_pkey: index not unique'],
    everywhere: true,
  },
  {
    title: "a key's index is no primary key",
    sql: index('indisprimary = false', 'sales.lines_pkey'),
    found: ['sales.lines_pkey: index no primary key'],
  },
  {
    title: "a key's index is not checked at once",
    sql: index('indimmediate = false', 'public.orders_pkey'),
    found: ['public.orders_pkey: index not checked at once'],
  },
  {
    title: 'a unique index takes nulls for distinct',
    sql: index('indnullsnotdistinct = false', 'public.orders_once'),
    found: ['public.orders_once: index nulls distinct', 'CONSTRAINT public.orders orders_once has another definition'],
  },
  {
    title: 'an exclusion excludes nothing',
    sql: index('indisexclusion = false', 'sales.customers_during_excl'),
    found: ['sales.customers_during_excl: index no exclusion'],
  },
  {
    title: "a foreign key's triggers are switched off",
    sql: `UPDATE pg_trigger SET tgenabled = 'D' WHERE ${keyTriggers('sales.lines')}`,
    found: ['sales.lines lines_order_id_day_fkey: triggers switched off'],
    everywhere: true,
  },
  {
    title: "a foreign key's triggers are off in one partition",
    sql: 'ALTER TABLE sales.orders_2026 DISABLE TRIGGER ALL',
    found: [
      'sales.orders orders_customer_fkey: triggers switched off',
      'TRIGGER sales.orders_2026 RI_ConstraintTrigger_',
      'sales.lines lines_order_id_day_fkey: triggers switched off',
    ],
  },
  {
    title: "a foreign key's triggers fire on replicas only",
    sql: `UPDATE pg_trigger SET tgenabled = 'R' WHERE ${keyTriggers('sales.lines')}`,
    found: ['sales.lines lines_order_id_day_fkey: triggers switched off'],
  },
  {
    title: "a foreign key's triggers are gone",
    sql: `DELETE FROM pg_trigger WHERE ${keyTriggers('public.orders')}`,
    found: ['public.orders orders_parent: internal triggers missing'],
    everywhere: true,
  },
  {
    title: 'a constraint that can be deferred is never checked again',
    sql: `DELETE FROM pg_trigger WHERE ${keyTriggers('sales.customers')} AND tgfoid = 'unique_key_recheck'::regproc`,
    found: ['sales.customers customers_email_key: internal triggers missing'],
  },
  { ...unheard('orders_pkey', 'heap tuple', 57), everywhere: true },
  unheard('orders_lower', 'heap tuple', 64),
  unheard('orders_once', 'heap tuple', 71),
  { ...unheard('orders_hash', '1 of 600 rows are not found by the index', 78), everywhere: true },
  { ...unheard('orders_tags', '1 of 600 rows are not found by the index', 85), everywhere: true },
  unheard('orders_doc', '1 of 600 rows are not found by the index', 92),
  unheard('orders_trigrams', '1 of 600 rows are not found by the index', 99),
  { ...unheard('orders_gist', '599 entries for 600 rows', 106), everywhere: true },
  { ...unheard('orders_spgist', '599 entries for 600 rows', 113), everywhere: true },
  { ...unheard('orders_brin', '1 of 600 rows are not found by the index', 3), everywhere: true },
  {
    title: 'a generated value is another',
    sql: overwritten('sales.customers', 'full_name', "'x'"),
    found: [
      'sales.customers.full_name: 3 of 2000 rows differ from their expression',
      'sales.germans: not what its query gives',
    ],
    everywhere: true,
  },
  {
    title: 'a generated value in a partition is NULL',
    sql: overwritten('sales.orders_2025', 'doubled', 'NULL'),
    found: ['sales.orders_2025.doubled: 3 of'],
  },
  {
    title: 'a materialized view is not populated',
    sql: 'REFRESH MATERIALIZED VIEW sales.totals WITH NO DATA',
    found: ['sales.totals: populated changed', 'MATERIALIZED VIEW DATA sales.totals is missing'],
    everywhere: true,
  },
  {
    title: 'a materialized view lacks a row, and has another changed',
    sql: refilled(
      'sales.totals',
      'DELETE FROM sales.totals WHERE customer = 7; UPDATE sales.totals SET orders = 0 WHERE customer = 8',
    ),
    found: ['sales.totals: not what its query gives: 2 rows missing, 1 rows besides'],
    everywhere: true,
  },
  {
    title: 'a materialized view that must be empty is filled',
    sql: 'REFRESH MATERIALIZED VIEW sales.empty',
    found: ['sales.empty: populated changed', 'MATERIALIZED VIEW DATA sales.empty is not in the backup'],
  },
  {
    title: 'a partition is about to be detached',
    sql: "UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'sales.orders_rest'::regclass",
    found: ['sales.orders_rest: detach pending', 'sales.totals: not what its query gives'],
    everywhere: true,
  },
  {
    title: 'a constraint is not validated',
    sql: "UPDATE pg_constraint SET convalidated = false WHERE conname = 'orders_amount'",
    found: [
      'public.orders orders_amount: constraint not validated',
      'CHECK CONSTRAINT public.orders orders_amount is not in the backup',
      'TABLE public.orders has another definition',
    ],
    everywhere: true,
  },
  {
    title: "a partition's foreign key is not validated",
    sql: `UPDATE pg_constraint SET convalidated = false
      WHERE conname = 'orders_customer_fkey' AND conrelid = 'sales.orders_2025'::regclass`,
    found: ['sales.orders orders_customer_fkey: constraint not validated'],
  },
  {
    title: 'a constraint that was not validated is',
    sql: 'ALTER TABLE sales.customers VALIDATE CONSTRAINT later',
    found: [
      'sales.customers later: constraint validated',
      'CHECK CONSTRAINT sales.customers later is missing',
      'TABLE sales.customers has another definition',
    ],
  },
  {
    title: 'a trigger is switched off',
    sql: 'ALTER TABLE public.orders DISABLE TRIGGER orders_note',
    found: ['public.orders orders_note: trigger off', 'TRIGGER public.orders orders_note has another definition'],
    everywhere: true,
  },
  {
    title: 'an event trigger is switched off',
    sql: 'ALTER EVENT TRIGGER on_ddl DISABLE',
    found: ['on_ddl: event trigger off', 'EVENT TRIGGER on_ddl has another definition'],
  },
  {
    title: 'a replica identity is another',
    sql: 'ALTER TABLE sales.customers REPLICA IDENTITY DEFAULT',
    found: ['sales.customers: replica identity changed', 'TABLE sales.customers has another definition'],
    everywhere: true,
  },
  {
    title: 'row security is off',
    sql: 'ALTER TABLE sales.customers DISABLE ROW LEVEL SECURITY',
    found: ['sales.customers: row security changed', 'ROW SECURITY sales.customers is missing'],
    everywhere: true,
  },
  {
    title: 'row security is forced',
    sql: 'ALTER TABLE sales.customers FORCE ROW LEVEL SECURITY',
    found: ['sales.customers: forced row security changed', 'TABLE sales.customers has another definition'],
    everywhere: true,
  },
]

/** Not the backup's fault, and therefore no difference, but said. */
export const ofEnvironment: Change[] = [
  {
    title: 'an extension has another version',
    sql: "DROP EXTENSION btree_gist; CREATE EXTENSION btree_gist VERSION '1.6'",
    found: ['btree_gist: extension in another version (1.6, in the backup'],
    everywhere: true,
  },
]
