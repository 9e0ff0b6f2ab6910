/** A damage done to a restored database, and what the proof must say of it. */
export interface Damage {
  /** What was done, as half a sentence. */
  title: string
  sql: string
  /** Matches the one of the proof's differences that names it. */
  named: RegExp
}

/** Damages that leave every row count, or even every row, as it was are among them: counting rows would not see those. */
export const DAMAGES: readonly Damage[] = [
  {
    title: 'one row deleted',
    sql: 'DELETE FROM shop.payments WHERE id = (SELECT id FROM shop.payments ORDER BY id LIMIT 1 OFFSET 100)',
    named: /payments"?: 1 row missing$/,
  },
  {
    title: 'one letter changed in one row',
    sql: "UPDATE shop.customers SET name = name || '.' WHERE id = 77",
    named: /customers"?: 1 row changed$/,
  },
  {
    title: 'two prices swapped, so that counts and sums stay the same',
    sql: `UPDATE shop.order_items i SET price = o.price FROM shop.order_items o
           WHERE i.line = 1 AND o.line = 1 AND (i."order", o."order") IN ((10, 11), (11, 10))`,
    named: /order_items"?: 2 rows changed$/,
  },
  {
    title: 'one index dropped',
    sql: 'DROP INDEX shop.payments_reference',
    named: /payments_reference/,
  },
  {
    // The condition is forgotten after the index was built with it: the definition is the old one, half of the entries are not there.
    title: 'an index without the entries of half of its rows',
    sql: `DROP INDEX shop.customers_email;
          CREATE UNIQUE INDEX customers_email ON shop.customers (lower(email)) WHERE id % 2 = 0;
          UPDATE pg_index SET indpred = NULL WHERE indexrelid = 'shop.customers_email'::regclass`,
    named: /customers_email/,
  },
  {
    title: 'a foreign key switched off',
    sql: `UPDATE pg_trigger SET tgenabled = 'D'
           WHERE tgconstraint = (SELECT oid FROM pg_constraint WHERE conname = 'order_items_product_fkey')`,
    named: /order_items_product_fkey/,
  },
  {
    title: 'one byte of a large object changed',
    sql: "SELECT lo_put(photo, 100, 'X') FROM shop.products WHERE id = 7",
    named: /^large object \d+ has other contents/,
  },
]
