import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { CsvConverter, csvHeader } from '../../../dump/csv.ts'
import { usageError } from '../../../errors.ts'
import { shown } from '../../../postgres/identifier.ts'
import type { InventoryTable } from '../../../repository/inventory.ts'
import type { Chosen } from '../../chosen.ts'
import { checkedRows } from './rows.ts'
import type { FileWork } from './work.ts'

/** The rows of one table, of all its partitions where it has some, with a line of names; in the encoding of the database. */
export async function writeCsv({ chosen, context, request }: FileWork, path: string): Promise<void> {
  const tables = tablesOf(chosen, request.tables[0] as string)
  const { columns } = tables[0] as InventoryTable
  const { encoding } = chosen.backup.manifest.source
  const header = encodedHeader(columns, encoding)
  const lines = async function* () {
    yield header
    for (const table of tables) {
      const converter = new CsvConverter(columns.length)
      const places = columns.map((name) => table.columns.indexOf(name))
      const rows = checkedRows(chosen, table)
      for await (const chunk of isSame(places) ? rows : reordered(rows, places)) yield converter.convert(chunk)
    }
  }
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  await pipeline(lines, file, { signal: context.signal })
}

/** Rows are in the encoding of the database already; of the others than these nothing here can write a letter beyond ASCII. */
function encodedHeader(columns: string[], encoding: string): Buffer {
  const header = csvHeader(columns)
  if (encoding === 'LATIN1') return Buffer.from(header, 'latin1')
  if (['UTF8', 'SQL_ASCII'].includes(encoding) || Buffer.byteLength(header) === header.length)
    return Buffer.from(header)
  throw usageError(
    `the names of the columns (${columns.join(', ')}) cannot be written in the database's encoding, ${encoding}`,
    'end to-file with .sql, which pg_restore writes',
  )
}

/** Exit 2 unless exactly one table is asked for. */
export function refuseOtherThanOne({ tables, schemas, schemaOnly }: FileWork['request']): void {
  if (tables.length === 1 && schemas.length === 0 && !schemaOnly) return
  throw usageError('a .csv file holds the rows of one table', 'name exactly one with tables, and nothing else')
}

/** The table, or its partitions; what comes along with it (an extension's rows) is none of it. */
function tablesOf({ inventory }: Chosen, asked: string): InventoryTable[] {
  const names = ({ schema, name }: InventoryTable) => [`${schema}.${name}`, shown(schema, name), name]
  const exact = inventory.tables.filter((table) => names(table).includes(asked))
  const extension = new Set(
    inventory.facts.tables.filter((one) => one.extension !== null).map(({ schema, name }) => `${schema}.${name}`),
  )
  const own = inventory.tables.filter(({ schema, name }) => !extension.has(`${schema}.${name}`))
  const found = exact.length > 0 ? exact : own
  if (found.length > 0) return found
  throw usageError(`the backup holds no rows of ${asked}`, 'name a table whose rows it holds: a view has none')
}

const isSame = (places: readonly number[]): boolean => places.every((place, index) => place === index)

/** A partition may have its columns in another order than the first one. */
async function* reordered(rows: AsyncIterable<Buffer>, places: readonly number[]): AsyncGenerator<Buffer> {
  let rest = ''
  for await (const chunk of rows) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop() ?? ''
    const moved = lines.map((line) => {
      const values = line.split('\t')
      return `${places.map((place) => values[place]).join('\t')}\n`
    })
    yield Buffer.from(moved.join(''), 'latin1')
  }
}
