import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BackupRequest, backup } from '../../src/operations/backup/backup.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../support/postgres.ts'

const SHOP = `
  CREATE TABLE orders (id int PRIMARY KEY, what text);
  INSERT INTO orders SELECT g, md5(g::text) FROM generate_series(1, 3000) g;
  CREATE TABLE twin_a AS SELECT g AS a FROM generate_series(1, 50) g;
  CREATE TABLE twin_b AS SELECT g + 1 AS a FROM generate_series(1, 50) g;
  CREATE TABLE empty (a int);
  CREATE TABLE sales (day date, amount int) PARTITION BY RANGE (day);
  CREATE TABLE sales_1 PARTITION OF sales FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
  CREATE TABLE sales_2 PARTITION OF sales FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
  INSERT INTO sales SELECT '2026-01-01'::date + g % 50, g FROM generate_series(0, 99) g;
  CREATE TABLE hollow (day date) PARTITION BY RANGE (day);
  CREATE TABLE hollow_1 PARTITION OF hollow FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
  SELECT lo_from_bytea(50000 + g, convert_to('large object ' || g, 'UTF8')) FROM generate_series(1, 20) g;
  CREATE VIEW totals AS SELECT count(*) + 0 FROM orders;`

/** Changes every object of the next backup, and no name of one: each table, a definition, a large object, the roles. */
const change = (n: number) => `
  UPDATE orders SET what = what || 'x'; UPDATE twin_a SET a = a + 100; UPDATE twin_b SET a = a + 200; UPDATE sales SET amount = amount + 1;
  SELECT lo_put(50001, 0, 'changed ${n}'); CREATE OR REPLACE VIEW totals AS SELECT count(*) + ${n} FROM orders; CREATE ROLE keeper_${n};`

/** Three backups of one database, as they change: two of the name shop, one of the name other in between. */
export interface DamagedShop {
  server: TestServer
  place: Workplace
  database: string
  ids: { earlier: string; own: string }
  folders: { own: string; earlier: string; otherName: string }
  /** A copy of the newest backup's folder. */
  pristine: string
  /** The newest backup's objects, the manifest too, but for data of empty tables, which is alike in all backups. */
  objects: string[]
  close(): Promise<void>
}

/** `more` says what the backups are made with. */
export async function makeShop(more: Partial<BackupRequest> = {}): Promise<DamagedShop> {
  const server = await startTestServer()
  const place = await makeWorkplace()
  const connection = await server.createDatabase('shop', SHOP)
  const database = addressOf(connection)
  const make = async (name: string) =>
    (await backup(backupRequest(database, place.storage, { ...more, name }), await place.context())).backup.id
  const earlier = await make('shop')
  await server.psql(connection, change(1))
  const other = await make('other')
  await server.psql(connection, change(2))
  const own = await make('shop')
  const folderOf = (name: string, id: string) => join(place.folder, 'store', name, 'backups', id)
  const pristine = join(place.folder, 'pristine')
  cpSync(folderOf('shop', own), pristine, { recursive: true })
  const isOwn = (object: string) =>
    !readFileSync(join(pristine, object)).equals(readFileSync(join(folderOf('shop', earlier), object)))
  return {
    server,
    place,
    database,
    ids: { earlier, own },
    folders: { own: folderOf('shop', own), earlier: folderOf('shop', earlier), otherName: folderOf('other', other) },
    pristine,
    objects: readdirSync(pristine).sort().filter(isOwn),
    close: async () => {
      await server.stop()
      await place.remove()
    },
  }
}
