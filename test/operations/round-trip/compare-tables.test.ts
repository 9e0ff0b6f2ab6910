import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Fingerprint } from '../../../src/dump/fingerprint.ts'
import { compareTables, type DumpedAgain } from '../../../src/operations/round-trip/compare-tables.ts'
import { openSession, type Session } from '../../../src/postgres/session.ts'
import type { Inventory, InventoryTable } from '../../../src/repository/inventory.ts'
import type { BackupReader } from '../../../src/repository/read.ts'
import { facts, index } from '../../proof/catalogue-facts.ts'
import { startTestServer, type TestServer } from '../../support/postgres.ts'

let server: TestServer
let session: Session
beforeAll(async () => {
  server = await startTestServer()
  const database = await server.createDatabase(
    'restored',
    `
    CREATE TABLE orders ("the ""id" int PRIMARY KEY, note text); INSERT INTO orders VALUES (1, 'a'), (2, 'b');
    CREATE TABLE nothing (); INSERT INTO nothing SELECT FROM generate_series(1, 3);
    CREATE TABLE root (id int) PARTITION BY RANGE (id);
    CREATE TABLE leaf_1 PARTITION OF root FOR VALUES FROM (0) TO (10); CREATE TABLE leaf_2 PARTITION OF root DEFAULT;
    INSERT INTO root VALUES (1), (20);
    CREATE TABLE configured (id int); INSERT INTO configured VALUES (1); ALTER EXTENSION plpgsql ADD TABLE configured`,
  )
  session = await openSession(database)
}, 60_000)
afterAll(async () => {
  await session?.close()
  await server.stop()
})

const digestOf = (text: string) => {
  const fingerprint = new Fingerprint()
  fingerprint.update(Buffer.from(text))
  return fingerprint.digest()
}

interface Stored extends InventoryTable {
  /** Its rows at each reading; the last ones for all that follow. */
  readings: string[]
}

/** A table of the backup, whose rows are what its only part holds. */
const stored = (name: string, text: string, more: Partial<Stored> = {}): Stored => ({
  ...{ dumpId: 1, file: '1.dat', oid: 1, schema: 'public', name, root: null, columns: ['id'], ...digestOf(text) },
  ...{ parts: [{ backup: 'b', object: name, offset: 0, length: 1, rawBytes: 1 }], readings: [text] },
  ...more,
})

/** A table of the second dump; `root` where its rows go through one. */
function again(name: string, text: string, columns = ['id'], root?: string): DumpedAgain {
  const target = { schema: 'public', name: root ?? name, columns }
  return {
    ...{ schema: 'public', name, ...digestOf(text) },
    table: { dumpId: 1, file: '1.dat', oid: 1, target, viaRoot: root !== undefined },
  }
}

/** What is said of each table: undefined where it is equal. */
async function differences(tables: Stored[], dumped: DumpedAgain[], showKeys = true) {
  const readings = new Map(tables.map((table) => [table.name, [...table.readings]]))
  const parts = async function* (of: InventoryTable['parts']) {
    for (const { object } of of) {
      const left = readings.get(object) as string[]
      yield Buffer.from((left.length > 1 ? left.shift() : left[0]) as string)
    }
  }
  const keyOf = (table: string, column: string) => index({ schema: 'public', table, primary: true, columns: [column] })
  const indexes = [keyOf('orders', '"the ""id"'), keyOf('leaf_1', 'id')]
  const results = await compareTables({
    inventory: { tables, facts: facts({ indexes }) } as unknown as Inventory,
    again: dumped,
    reader: { parts } as unknown as BackupReader,
    encoding: 'UTF8',
    showKeys,
    session,
  })
  for (const result of results) expect(result.equal).toBe(result.difference === undefined)
  return Object.fromEntries(results.map(({ name, difference }) => [name, difference]))
}

const columns = ['the "id', 'note']

test('equal digests are equal, without a look at the rows', async () => {
  const unread = stored('orders', '1\ta\n', { columns, readings: ['never\tread\n'] })
  expect(await differences([unread], [again('orders', '1\ta\n', columns)])).toEqual({ orders: undefined })
})

test('rows in another order, of rows or of columns, are equal', async () => {
  const turned = { columns: columns.toReversed() }
  expect(
    await differences([stored('orders', 'b\t2\na\t1\n', turned)], [again('orders', '1\ta\n2\tb\n', columns)]),
  ).toEqual({ orders: undefined })
})

test('rows that differ are counted, and their keys shown where that was asked for', async () => {
  const table = stored('orders', '1\ta\n2\tx\n3\tc\n', { columns })
  const dumped = [again('orders', '1\ta\n2\tb\n', columns)]
  expect(await differences([table], dumped)).toEqual({ orders: '1 row missing (3), 1 changed (2)' })
  expect(await differences([table], dumped, false)).toEqual({ orders: '1 row missing, 1 changed' })
})

test('a table that is on one side alone is missing, or not in the backup', async () => {
  expect(await differences([stored('gone', '1\n')], [again('more', '1\n2\n')])).toEqual({
    gone: 'the table is missing',
    more: 'not in the backup, with 2 rows',
  })
})

test.each([[['id']], [['the "id', 'comment']], [['the "id', 'note', 'more']]])(
  'other columns %j are told',
  async (other) => {
    const table = stored('orders', '1\ta\n', { columns })
    expect(await differences([table], [again('orders', '1\n2\n', other)])).toEqual({
      orders: 'the table has other columns; 1 rows in the backup, 2 after the restore',
    })
  },
)

test('rows of a table without columns are counted', async () => {
  expect(await differences([stored('nothing', '\n\n', { columns: [] })], [again('nothing', '\n\n\n', [])])).toEqual({
    nothing: '1 row too many',
  })
})

test('a table of an extension is compared by what was dumped of it alone', async () => {
  expect(await differences([stored('configured', '1\n2\n')], [again('configured', '1\n')])).toEqual({
    configured: '2 rows in the backup, 1 after the restore',
  })
})

const root = { schema: 'public', name: 'root' }

test('leaves of a root are compared together, whichever side goes through it', async () => {
  const [through, direct] = [{ root }, {}]
  for (const [source, target] of [
    [through, 'root'],
    [through, undefined],
    [direct, 'root'],
  ] as const) {
    // Another server spreads the rows otherwise.
    const leaves = [stored('leaf_1', '20\n1\n', source), stored('leaf_2', '', source)]
    const dumped = [again('leaf_1', '1\n', ['id'], target), again('leaf_2', '20\n', ['id'], target)]
    expect(await differences(leaves, dumped)).toEqual({ leaf_1: undefined, leaf_2: undefined })
  }
})

test('a row that is lost under a root is a difference of all its leaves, those with equal digests too', async () => {
  const leaves = [stored('leaf_1', '1\n', { root }), stored('leaf_2', '20\n30\n', { root })]
  const lost = '1 row missing'
  expect(
    await differences(leaves, [again('leaf_1', '1\n', ['id'], 'root'), again('leaf_2', '20\n', ['id'], 'root')]),
  ).toEqual({ leaf_1: expect.stringContaining(lost), leaf_2: expect.stringContaining(lost) })
})

test('leaves that neither side sends through the root are compared one by one', async () => {
  const leaves = [stored('leaf_1', '20\n1\n'), stored('leaf_2', '')]
  expect(await differences(leaves, [again('leaf_1', '1\n'), again('leaf_2', '20\n')])).toEqual({
    leaf_1: '1 row missing (20)',
    leaf_2: '1 row too many',
  })
})

test('rows that read otherwise the second time are still a difference', async () => {
  const moving = stored('orders', '1\tz\n', { columns, readings: ['1\tz\n2\tb\n', '1\ta\n2\tb\n'] })
  expect(await differences([moving], [again('orders', '1\ta\n2\tb\n', columns)])).toEqual({
    orders: '1 rows in the backup, 2 after the restore',
  })
})
