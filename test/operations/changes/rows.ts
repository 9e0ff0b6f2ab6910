import { values } from './schema.ts'

/** Something done to a restored database. `found` are parts of what has to be said of it: each is there, and nothing else is said. */
export interface Change {
  title: string
  sql: string
  found: string[]
  /** Tried on the oldest major too. */
  everywhere?: true
  /** Touches what others need. */
  alone?: true
}

/** Changes that are tried in one copy, because what is said of one cannot be taken for what is said of another. */
export interface Batch {
  changes: Change[]
  sql: string
}

const subjectOf = (found: string): string => found.replace(/(?:: | has another| is missing| is not in).*/s, '')

/** Puts each change into the first batch where none has a subject in common with it. */
export function batches(changes: Change[]): Batch[] {
  const groups: { changes: Change[]; subjects: Set<string> }[] = []
  for (const change of changes) {
    const subjects = change.found.map(subjectOf)
    const fits = (group: (typeof groups)[number]) =>
      group.changes[0]?.alone !== true && subjects.every((subject) => !group.subjects.has(subject))
    const group = change.alone ? undefined : groups.find(fits)
    if (group === undefined) groups.push({ changes: [change], subjects: new Set(subjects) })
    else {
      group.changes.push(change)
      for (const subject of subjects) group.subjects.add(subject)
    }
  }
  return groups.map((group) => ({
    changes: group.changes,
    sql: group.changes.map(({ sql }) => sql).join('; RESET session_replication_role;\n'),
  }))
}

/** Each change in a copy of its own. */
export const singly = (changes: Change[]): Batch[] => changes.map((change) => ({ changes: [change], sql: change.sql }))

/** Letters of pg_class.relispartition: a partition that takes any row for as long. */
const loose = (relation: string, sql: string) => `
  UPDATE pg_class SET relispartition = false WHERE oid = '${relation}'::regclass; ${sql};
  UPDATE pg_class SET relispartition = true WHERE oid = '${relation}'::regclass`

export const rowChanges: Change[] = [
  {
    title: 'a row is missing',
    sql: 'DELETE FROM sales.lines WHERE order_id = 77',
    found: ['sales.lines: 1 row missing'],
    everywhere: true,
  },
  {
    title: 'rows are missing and one is changed',
    sql: "DELETE FROM sales.lines WHERE order_id IN (5, 6); UPDATE sales.lines SET note = 'other' WHERE order_id = 7",
    found: ['sales.lines: 2 rows missing, 1 changed'],
  },
  {
    title: 'the last row is missing',
    sql: 'DELETE FROM public.orders WHERE id = 600',
    found: ['public.orders: 1 row missing'],
  },
  { title: 'all rows are missing', sql: 'TRUNCATE public.log', found: ['public.log: 200 rows missing'] },
  {
    title: 'a row is added',
    sql: "INSERT INTO public.log VALUES ('line 51', 51)",
    found: ['public.log: 1 row too many'],
  },
  {
    title: 'a row without a key is there once more, and another once less',
    sql: `INSERT INTO public.log VALUES ('line 3', 3);
      DELETE FROM public.log WHERE ctid = (SELECT min(ctid) FROM public.log WHERE n = 4)`,
    found: ['public.log: 1 row missing, 1 too many'],
  },
  {
    title: 'one value is NULL',
    sql: 'UPDATE public.orders SET tags = NULL WHERE id = 9',
    found: ['public.orders: 1 row changed'],
  },
  {
    title: "two columns' values are swapped",
    sql: 'UPDATE public.orders SET buyer = seller, seller = buyer',
    found: ['public.orders: 600 rows changed'],
  },
  {
    title: 'two rows have each the value of the other',
    sql: 'UPDATE public.orders SET amount = CASE id WHEN 10 THEN 16.5 ELSE 15 END WHERE id IN (10, 11)',
    found: ['public.orders: 2 rows changed'],
  },
  {
    title: 'a row lies in another partition than its own',
    sql: loose(
      'sales.orders_2026',
      `INSERT INTO sales.orders_2026 (id, day, customer, amount, state)
       SELECT id, day, customer, amount, state FROM sales.orders_2025 WHERE id = 20;
       SET session_replication_role = replica; DELETE FROM sales.orders_2025 WHERE id = 20`,
    ),
    found: ['sales.orders_2025: 1 row missing', 'sales.orders_2026: 1 row too many'],
  },
  {
    title: 'rows of a table are in the one that inherits from it',
    sql: `ALTER TABLE child REPLICA IDENTITY FULL;
      WITH gone AS (DELETE FROM ONLY child WHERE a = 5 RETURNING a, b, c, e) INSERT INTO grandchild (a, b, c, e) SELECT * FROM gone;
      ALTER TABLE child REPLICA IDENTITY DEFAULT`,
    found: ['public.child: 1 row missing', 'public.grandchild: 1 row too many'],
  },
  {
    title: 'one value of each type is another that may pass for the same',
    sql: values.map(([, , other], at) => `UPDATE kinds.t${at} SET v = ${other} WHERE id = 2;`).join('\n'),
    found: values.map((_, at) => `kinds.t${at}: 1 row changed`),
    everywhere: true,
  },
  {
    title: 'a sequence is set back',
    sql: "SELECT setval('sales.lines_position_seq', 4999)",
    found: ['SEQUENCE SET sales.lines_position_seq has another definition'],
    everywhere: true,
  },
  {
    title: 'a sequence gives the same value again',
    sql: "SELECT setval('public.steps', 6, false)",
    found: ['SEQUENCE SET public.steps has another definition'],
  },
  {
    title: 'an identity begins anew',
    sql: 'ALTER TABLE public.numbered ALTER COLUMN id RESTART',
    found: ['SEQUENCE SET public.numbered_id_seq has another definition'],
  },
  {
    title: 'a large object is missing',
    sql: 'SELECT lo_unlink(7001)',
    found: ['large object 7001 is missing', 'large objects: 1 missing (7001)'],
    everywhere: true,
  },
  {
    title: 'a large object has another byte',
    sql: "SELECT lo_put(7004, 2, 'x')",
    found: ['large object 7004 has other contents (4 bytes in the backup, 4 after the restore)'],
    everywhere: true,
  },
  {
    title: 'a large object is cut',
    sql: 'SELECT lo_truncate(lo_open(7004, 131072), 3)',
    found: ['large object 7004 has other contents (4 bytes in the backup, 3 after the restore)'],
    alone: true,
  },
  {
    title: 'a large object is besides',
    sql: "SELECT lo_from_bytea(7003, 'three')",
    found: ['large object 7003 is not in the backup', 'large objects: 1 not in the backup (7003)'],
  },
  {
    title: 'a large object has another owner',
    sql: 'ALTER LARGE OBJECT 7001 OWNER TO keeper',
    found: ['large objects: 1 with another owner, comment or grant (7001)'],
  },
  {
    title: 'a large object has lost its comment',
    sql: 'COMMENT ON LARGE OBJECT 7002 IS NULL',
    found: ['large objects: 1 with another owner, comment or grant (7002)'],
  },
  {
    title: 'a large object may be written by somebody else',
    sql: 'GRANT UPDATE ON LARGE OBJECT 7004 TO keeper',
    found: ['large objects: 1 with another owner, comment or grant (7004)'],
  },
]
