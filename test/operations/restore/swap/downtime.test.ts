import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { rollback } from '../../../../src/operations/restore/rollback.ts'
import { withDatabase } from '../../../../src/postgres/conninfo.ts'
import { type SwapPlace, startSwapPlace } from '../../../support/swap.ts'

const CLIENTS = 50

let shop: SwapPlace

beforeAll(async () => {
  shop = await startSwapPlace()
}, 60_000)
afterAll(async () => await shop?.stop())

interface Seen {
  /** What clients were told, and how often. */
  told: Map<string, number>
  /** The longest time in which no client at all could write, in seconds. */
  gap: number
  /** Ids that were committed. */
  written: Set<number>
  stop(): Promise<void>
}

/** Clients that connect, write a row and go, over and over. */
function hammer(): Seen {
  const { host, port, user } = shop.server.connection.parameters
  const seen: Seen = { told: new Map(), gap: 0, written: new Set(), stop: async () => {} }
  let stopped = false
  let last = performance.now()
  let next = 1000
  const once = async (): Promise<string> => {
    const client = new pg.Client({ host, port: Number(port), user, database: 'shop' })
    client.on('error', () => {})
    const id = next++
    try {
      await client.connect()
      await client.query('INSERT INTO orders VALUES ($1, $2)', [id, 'by a client'])
      seen.written.add(id)
      seen.gap = Math.max(seen.gap, (performance.now() - last) / 1000)
      last = performance.now()
      return 'written'
    } catch (error) {
      const { code = '', message } = error as Error & { code?: string }
      return `${code} ${message}`
    } finally {
      await client.end().catch(() => {})
    }
  }
  const one = async () => {
    while (!stopped) {
      const told = await once()
      seen.told.set(told, (seen.told.get(told) ?? 0) + 1)
      // Without much of a pause: some have to come to a door that is closed for some 25 ms.
      await sleep(Math.random() * 10)
    }
  }
  const all = Promise.all(Array.from({ length: CLIENTS }, one))
  seen.stop = async () => {
    stopped = true
    await all
  }
  return seen
}

/** What a client may be told while the databases are exchanged: refused, or ended in the middle; never that the database does not exist. */
const ALLOWED = [
  /^written$/,
  /^55000 database "shop" is not currently accepting connections$/,
  /^57P01 terminating connection due to administrator command$/,
  /^ Connection terminated|^ Client has encountered a connection error|^ECONNRESET|^EPIPE/,
]

test('50 clients that reconnect see the old database or the new one, or are refused for less than two seconds', async () => {
  const seen = hammer()
  await sleep(500)
  const met = () => [...seen.told.keys()].some((one) => one.startsWith('55000'))
  const afters: string[] = []
  // Of some milliseconds that a door is closed, a busy machine may let nobody know.
  for (let exchange = 0; exchange < 10 && !met(); exchange++) {
    const result = await shop.swap()
    await sleep(500)
    const back = await rollback(shop.rollbackRequest(), await shop.place.context())
    await sleep(500)
    expect([result, back]).toMatchObject([{ ok: true }, { ok: true }])
    for (const { downtimeSeconds } of [result, back]) expect(downtimeSeconds).toBeLessThan(2)
    afters.push(`shop_after_${result.restore.slice(0, 15).toLowerCase()}`)
  }
  await seen.stop()
  expect([...seen.told.keys()].filter((one) => !ALLOWED.some((allowed) => allowed.test(one)))).toEqual([])
  expect(met()).toBe(true)
  expect(seen.gap).toBeGreaterThan(0)
  expect(seen.gap).toBeLessThan(2)
  expect(await lost(seen, afters)).toEqual([])
}, 120_000)

/** Rows that a client was told are written, and that none of the databases holds. */
async function lost(seen: Seen, afters: string[]): Promise<number[]> {
  const { server, shop: live } = shop
  const kept = new Set<number>()
  for (const name of afters) await server.psql(server.connection, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`)
  for (const database of [live, ...afters.map((name) => withDatabase(live, name))]) {
    for (const { id } of await server.query<{ id: number }>(database, 'SELECT id FROM public.orders')) kept.add(id)
  }
  return [...seen.written].filter((id) => !kept.has(id))
}
