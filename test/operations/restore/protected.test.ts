import { expect, test } from '@jest/globals'
import { protectingEntry } from '../../../src/operations/restore/protected.ts'

test.each([
  ['shop', 'db.example.org:5432', 'shop'],
  ['db.example.org/shop', 'db.example.org:5432', 'shop'],
  ['db.example.org:5432/shop', 'db.example.org:5432', 'shop'],
  ['localhost/shop', '127.0.0.1:5433', 'shop'],
  ['localhost/shop', '/var/run/postgresql:5432', 'shop'],
  ['/var/run/postgresql/shop', 'localhost:5432', 'shop'],
  ['/var/run/postgresql:5432/shop', '127.0.0.1:5432', 'shop'],
  ['[::1]:5432/shop', 'localhost:5432', 'shop'],
  ['::1/shop', '::1:5432', 'shop'],
  ['::1/shop', '[::1]:5432', 'shop'],
  ['a/b', 'db.example.org:5432', 'a/b'],
  // Nothing is known of a name that cannot be looked up, so it may be the server.
  ['no-such-host.invalid/shop', '127.0.0.1:5432', 'shop'],
])('%s protects %s/%s', async (entry, server, database) => {
  expect(await protectingEntry(['other', entry], { server, database })).toBe(entry)
})

test.each([
  ['shop', 'db.example.org:5432', 'Shop'],
  ['shop', 'db.example.org:5432', 'shop2'],
  ['127.0.0.1:5433/shop', '127.0.0.1:5432', 'shop'],
  ['127.0.0.2/shop', '10.0.0.1:5432', 'shop'],
  ['127.0.0.1/shop', '127.0.0.1:5432', 'other'],
  ['127.0.0.1/workshop', '127.0.0.1:5432', 'shop'],
])('%s does not protect %s/%s', async (entry, server, database) => {
  expect(await protectingEntry([entry], { server, database })).toBeUndefined()
})

test.each([
  ['postgresql://ada:secret@host/shop', 'is an address: postgresql://…@host/shop'],
  ['host/', 'names no database: host/'],
  ['host:5432', 'names no database: host:5432'],
])('an entry that could protect nothing is refused: %s', async (entry, why) => {
  const asked = protectingEntry(['shop', entry], { server: 'h:5432', database: 'shop' })
  await expect(asked).rejects.toMatchObject({ code: 2, reason: `an entry of protected ${why}` })
})
