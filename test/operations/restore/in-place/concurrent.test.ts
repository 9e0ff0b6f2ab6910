import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../../src/operations/backup/backup.ts'
import { type Connection, withDatabase } from '../../../../src/postgres/conninfo.ts'
import { openSession, sqlStateOf } from '../../../../src/postgres/session.ts'
import { restoreInPlace } from '../../../support/in-place.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../../support/postgres.ts'

let server: TestServer
let place: Workplace
let shop: Connection

beforeAll(async () => {
  ;[server, place] = await Promise.all([startTestServer(17), makeWorkplace()])
  await server.psql(server.connection, 'CREATE ROLE keeper LOGIN; CREATE DATABASE shop OWNER keeper')
  shop = { parameters: { ...withDatabase(server.connection, 'shop').parameters, user: 'keeper' } }
  await server.psql(
    shop,
    `CREATE TABLE public.stock (id int PRIMARY KEY, n int NOT NULL); INSERT INTO public.stock SELECT g, g FROM generate_series(1, 5000) g;
     CREATE TABLE public.sold (writer int, n int, PRIMARY KEY (writer, n));`,
  )
  await backup(backupRequest(addressOf(shop), place.storage, { name: 'shop' }), await place.context())
  await server.psql(shop, 'DELETE FROM public.stock WHERE id > 100')
}, 60_000)
afterAll(async () => {
  await Promise.all([server?.stop(), place?.remove()])
})

/** A statement over and over until it is stopped; what a lock cost it once is tried again. */
async function repeat(
  stop: AbortSignal,
  sql: (n: number) => string,
  seen: (rows: Record<string, unknown>[], n: number) => void,
) {
  const session = await openSession(shop)
  try {
    for (let n = 1; !stop.aborted; n += 1) {
      try {
        seen(await session.query(sql(n)), n)
      } catch (error) {
        // What waited for the lock of a table that is dropped finds it gone, and may try again.
        if (!['XX000', '42P01'].includes(sqlStateOf(error) ?? '')) throw error
        n -= 1
      }
    }
  } finally {
    await session.close()
  }
}

test('readers see the state from before or the restored one, and no acknowledged write is in neither backup nor database', async () => {
  const stop = new AbortController()
  const counts = new Set<unknown>()
  const acknowledged = new Set<string>()
  const clients = [
    ...[1, 2].map(() =>
      repeat(
        stop.signal,
        () => 'SELECT count(*) AS n FROM public.stock',
        ([row]) => counts.add(row?.n),
      ),
    ),
    ...[1, 2, 3].map((writer) =>
      repeat(
        stop.signal,
        (n) => `INSERT INTO public.sold VALUES (${writer}, ${n})`,
        (_, n) => acknowledged.add(`${writer} ${n}`),
      ),
    ),
  ]
  const failed = Promise.all(clients)
  const restoring = restoreInPlace(place, shop, { request: { name: 'shop' } }).finally(() => stop.abort())
  const [done] = await Promise.all([restoring, failed])
  expect([...counts].sort()).toEqual([100, 5000])
  const held = async () => {
    const rows = await server.query<{ one: string }>(shop, "SELECT writer || ' ' || n AS one FROM public.sold")
    return rows.map(({ one }) => one)
  }
  const after = await held()
  const backedUp = { name: 'shop', backup: done.acted.safety?.id as string }
  await restoreInPlace(place, shop, { request: backedUp })
  const before = await held()
  expect(before.length).toBeGreaterThan(0)
  expect(after.length).toBeGreaterThan(0)
  const kept = new Set([...before, ...after])
  expect([...acknowledged].filter((one) => !kept.has(one))).toEqual([])
}, 60_000)

test('rows that were written after the commit are no difference: they are said not to be checked', async () => {
  const stop = new AbortController()
  const writing = repeat(
    stop.signal,
    () => `UPDATE public.stock SET n = n + 1 WHERE id = 1`,
    () => {},
  )
  const restoring = restoreInPlace(place, shop, {
    request: { name: 'shop' },
  }).finally(() => stop.abort())
  const [done] = await Promise.all([restoring, writing])
  expect(done.acted.differences).toEqual([])
  expect(done.acted.notChecked.map(({ what }) => what)).toContain('rows after the commit of public.stock')
}, 60_000)
