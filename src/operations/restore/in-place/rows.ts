import { to as copyTo } from 'pg-copy-streams'
import { Fingerprint } from '../../../dump/fingerprint.ts'
import { type LoadTable, loadTablesWithin } from '../../../dump/load.ts'
import { qualified, quoteIdentifier, quoteLiteral } from '../../../postgres/identifier.ts'
import type { Session } from '../../../postgres/session.ts'
import type { InventoryTable } from '../../../repository/inventory.ts'
import type { Chosen } from '../../chosen.ts'
import type { Context } from '../../context.ts'
import type { RestoredTable } from '../../results-restore-test.ts'
import { compareTables, type DumpedAgain } from '../../round-trip/compare-tables.ts'

type Loaded = LoadTable & { entry: InventoryTable }

/** Brings the rows of these tables from storage into the session's open transaction. */
export async function loadRows(
  session: Session,
  { chosen, context, signal }: { chosen: Chosen; context: Context; signal: AbortSignal },
  tables: InventoryTable[],
  appended: (table: InventoryTable) => boolean,
): Promise<void> {
  const loaded: Loaded[] = tables.map((entry) => ({
    entry,
    rows: entry.rows,
    bytes: entry.bytes,
    sha256: entry.sha256,
    target: { ...(entry.root ?? { schema: entry.schema, name: entry.name }), columns: entry.columns },
    viaRoot: entry.root !== null,
  }))
  const { manifest } = chosen.backup
  const total = tables.reduce((sum, table) => sum + table.bytes, 0)
  await loadTablesWithin(
    session,
    loaded,
    {
      encoding: manifest.source.encoding,
      signal,
      open: (table) => chosen.reader.parts(table.entry.parts),
      progress: (done) => context.progress({ kind: 'bytes', done, total }),
    },
    (table) => appended(table.entry),
  )
}

/** Reads every row back in the same transaction, and compares with the backup: nobody else has seen them yet. */
export async function proveRows(session: Session, chosen: Chosen, tables: InventoryTable[]): Promise<RestoredTable[]> {
  const { encoding } = chosen.backup.manifest.source
  const again: DumpedAgain[] = []
  for (const table of tables) again.push(await readAgain(session, table, encoding))
  const inventory = { ...chosen.inventory, tables }
  return await compareTables({ inventory, again, reader: chosen.reader, encoding, showKeys: false, session })
}

async function readAgain(session: Session, table: InventoryTable, encoding: string): Promise<DumpedAgain> {
  const { schema, name, columns, dumpId, file, oid } = table
  const list = columns.length > 0 ? ` (${columns.map(quoteIdentifier).join(', ')})` : ''
  const statement = `COPY ${qualified(schema, name)}${list} TO STDOUT (ENCODING ${quoteLiteral(encoding)})`
  const fingerprint = new Fingerprint()
  for await (const chunk of session.client.query(copyTo(statement)) as AsyncIterable<Buffer>) fingerprint.update(chunk)
  const target = { ...(table.root ?? { schema, name }), columns }
  return {
    ...fingerprint.digest(),
    schema,
    name,
    table: { dumpId, file, oid, target, viaRoot: table.root !== null },
  }
}
