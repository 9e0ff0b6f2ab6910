import { expect, test } from '@jest/globals'
import { wordsOf } from '../../src/dump/restore.ts'

test('the entry and the error are told, and nobody’s data', () => {
  const stderr = `pg_restore: from TOC entry 3456; 2606 16402 FK CONSTRAINT orders orders_customer_fkey shop
pg_restore: error: could not execute query: ERROR:  insert or update on table "orders" violates foreign key constraint "orders_customer_fkey"
DETAIL:  Key (email)=(CANARY@example.org) is not present in table "customers".
Command was: ALTER TABLE ONLY public.orders ADD CONSTRAINT … 'CANARY'
`
  const words = wordsOf(stderr)
  expect(words).toContain('orders_customer_fkey')
  expect(words).toContain('violates foreign key constraint')
  expect(words).not.toContain('CANARY')
})

test('a value that an index expression refused is not told', () => {
  const words = wordsOf(
    'pg_restore: error: could not execute query: ERROR:  invalid input syntax for type integer: "CANARY"',
  )
  expect(words).toContain('invalid input syntax for type integer')
  expect(words).not.toContain('CANARY')
})

test('without an error line the program’s last words are told', () => {
  expect(wordsOf('pg_restore: terminated\n')).toBe('pg_restore: terminated')
})
