import { type BackupRequest, backup } from '../../src/operations/backup/backup.ts'
import type { RestoreRequest } from '../../src/operations/restore/request.ts'
import { restore } from '../../src/operations/restore/restore.ts'
import type { RollbackRequest } from '../../src/operations/restore/rollback.ts'
import type { BackupResult } from '../../src/operations/results.ts'
import type { RestoreResult } from '../../src/operations/results-restore.ts'
import { type Connection, withDatabase } from '../../src/postgres/conninfo.ts'
import { type BackupRecord, listRecords } from '../../src/repository/records.ts'
import { openStore } from '../../src/storage/open.ts'
import { backupRequest, makeWorkplace, type Workplace } from './loop.ts'
import { addressOf, startTestServer, type TestServer } from './postgres.ts'
import { restoreRequest } from './restore-request.ts'

/** A server with a small shop that was backed up and has changed since. */
export interface SwapPlace {
  server: TestServer
  place: Workplace
  /** The live database. */
  shop: Connection
  made: BackupResult
  /** With everything confirmed. */
  request(more?: Partial<RestoreRequest>): RestoreRequest
  swap(more?: Partial<RestoreRequest>, context?: Parameters<Workplace['context']>[0]): Promise<RestoreResult>
  rollbackRequest(more?: Partial<RollbackRequest>): RollbackRequest
  /** Databases but the server's own, by name, a star behind those that take no connections. */
  databases(): Promise<string[]>
  /** Drops what swaps have kept, for the next test. */
  dropKept(): Promise<void>
  /** What the orders in the live database say. */
  orders(): Promise<string>
  records(kind: string): Promise<BackupRecord[]>
  stop(): Promise<void>
}

/** What was in the shop at the backup, and what is in it since. */
export const BEFORE = '1=first,2=second,3=third'
export const SINCE = '1=first,4=fourth'

const SHOP = `
  CREATE TABLE orders (id int PRIMARY KEY, what text NOT NULL);
  INSERT INTO orders VALUES (1, 'first'), (2, 'second'), (3, 'third');
  CREATE TABLE dropped AS SELECT g AS id FROM generate_series(1, 7) g;`

const CHANGES = `
  DELETE FROM orders WHERE id > 1; INSERT INTO orders VALUES (4, 'fourth');
  DROP TABLE dropped; CREATE TABLE added AS SELECT g AS id FROM generate_series(1, 5) g;`

export async function startSwapPlace(
  major = 17,
  options: {
    settings?: Record<string, string>
    name?: string
    more?: string
    tcp?: boolean
    backup?: Partial<BackupRequest>
  } = {},
): Promise<SwapPlace> {
  const { settings, name = 'shop', more = '', tcp = false } = options
  const [server, place] = await Promise.all([
    startTestServer(major, { ...(settings && { settings }), tcp }),
    makeWorkplace(),
  ])
  const shop = await server.createDatabase(name, SHOP + more)
  const made = await backup(backupRequest(addressOf(shop), place.storage, options.backup), await place.context())
  await server.psql(shop, CHANGES)
  const confirmed = { confirm: `${name} from ${made.backup.id}`, allowProduction: true }
  const url = addressOf(withDatabase(server.connection, name))
  const swapPlace: SwapPlace = {
    server,
    place,
    shop,
    made,
    request: (more = {}) =>
      restoreRequest(place.storage, url, { method: 'swap', backup: made.backup.id, ...confirmed, ...more }),
    swap: async (more, context) => await restore(swapPlace.request(more), await place.context(context)),
    rollbackRequest: (more = {}) => ({
      storage: place.storage,
      targetUrl: url,
      protected: [],
      approvalByAnother: false,
      ...confirmed,
      ...more,
    }),
    databases: async () => await databasesOf(server),
    dropKept: async () => {
      const kept = (await databasesOf(server)).filter((name) => /_(before|after)_\d{8}t\d{6}\*$/.test(name))
      for (const name of kept) await server.psql(server.connection, `DROP DATABASE "${name.slice(0, -1)}"`)
    },
    orders: async () => await server.psql(shop, "SELECT string_agg(id || '=' || what, ',' ORDER BY id) FROM orders"),
    records: async (kind) => await recordsOf(place, made, kind),
    stop: async () => void (await Promise.all([server.stop(), place.remove()])),
  }
  return swapPlace
}

async function databasesOf(server: TestServer): Promise<string[]> {
  const rows = await server.query<{ name: string }>(
    server.connection,
    `SELECT datname || CASE WHEN datallowconn THEN '' ELSE '*' END AS name FROM pg_database
      WHERE datname NOT IN ('postgres', 'template0', 'template1') ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

async function recordsOf(place: Workplace, { backup: { id, name } }: BackupResult, kind: string) {
  const store = await openStore(place.storage, { environment: {} })
  try {
    return ((await listRecords(store, name)).get(id) ?? []).filter((record) => record.kind === kind)
  } finally {
    store.close()
  }
}
