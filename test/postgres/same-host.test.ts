import { expect, test } from '@jest/globals'
import { isSameHost, mayBeSameHost } from '../../src/postgres/same-host.ts'

test.each([
  ['localhost:5432', '127.0.0.1:5432', true],
  ['/var/run/postgresql:5432', 'localhost:5432', true],
  ['db.example.org:5432', 'db.example.org:5432', true],
  ['127.0.0.1:5432', '127.0.0.1:5433', false],
  ['192.0.2.1:5432', '127.0.0.1:5432', false],
  ['192.0.2.1:5432', '192.0.2.2:5432', false],
  // Nothing is known of a name that has no address.
  ['nowhere.invalid:5432', '127.0.0.1:5432', true],
])('%s and %s: %s', async (one, other, same) => {
  expect(await mayBeSameHost(one, other)).toBe(same)
})

test.each([
  ['localhost:5432', '127.0.0.1:5432', true],
  ['/var/run/postgresql:5432', '127.0.0.1:5432', true],
  ['/tmp/one:5432', '/tmp/one:5432', true],
  // One server may have its sockets in two folders, and two servers one port.
  ['/tmp/one:5432', '/tmp/two:5432', undefined],
  ['nowhere.invalid:5432', '127.0.0.1:5432', undefined],
  ['nowhere.invalid:5432', '127.0.0.1:5433', false],
])('whether %s is %s is known, or not: %s', async (one, other, same) => {
  expect(await isSameHost(one, other)).toBe(same)
})
