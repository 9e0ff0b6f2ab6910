import type { Session } from '../../postgres/session.ts'

/** A value as PostgreSQL prints it, booleans as `true` and `false`. */
export type Cell = string | null

/** What an assertion may do: read. Everything happens inside one READ ONLY transaction that is rolled back. */
export interface Reader {
  /** A query of our own, under `search_path = pg_catalog`. */
  read(sql: string, values?: readonly unknown[]): Promise<Cell[][]>
  /** The first `limit` rows of a user's query, which is run as the query of a cursor: one statement, and one that reads. */
  fetch(sql: string, limit: number): Promise<Cell[][]>
  /** How many rows a user's query gives; they stay on the server. */
  count(sql: string): Promise<number>
}

interface RawResult {
  rows: Cell[][]
  rowCount: number | null
  fields: { dataTypeID: number }[]
}

const booleanOid = 16

/**
 * Runs `work` in a READ ONLY transaction in which no statement may take longer than `timeoutMs`, and rolls it back.
 * The savepoint makes `SET TRANSACTION READ WRITE` impossible from inside. A session that is lost rejects.
 */
export async function readOnly<T>(
  session: Session,
  timeoutMs: number,
  work: (reader: Reader) => Promise<T>,
): Promise<T> {
  await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    await session.query(`SET LOCAL statement_timeout = ${Math.max(1, Math.round(timeoutMs))}`)
    await session.query('SAVEPOINT assertion')
    return await work(reader(session))
  } finally {
    // Where the session is gone there is nothing to roll back, and the first error is the one to tell.
    await session.query('ROLLBACK').catch(() => undefined)
  }
}

function reader(session: Session): Reader {
  const declare = async (sql: string) => {
    await session.query('SET LOCAL search_path = public')
    await session.query('SET LOCAL cursor_tuple_fraction = 1')
    await extended(session, `DECLARE assertion NO SCROLL CURSOR FOR ${sql}`)
  }
  return {
    read: async (sql, values = []) => printed(await extended(session, sql, values)),
    async fetch(sql, limit) {
      await declare(sql)
      return printed(await extended(session, `FETCH FORWARD ${limit} FROM assertion`))
    },
    async count(sql) {
      await declare(sql)
      return (await extended(session, 'MOVE FORWARD ALL IN assertion')).rowCount ?? 0
    },
  }
}

/** The extended protocol takes one statement only; every value comes back as its text. */
async function extended(session: Session, text: string, values: readonly unknown[] = []): Promise<RawResult> {
  const types = { getTypeParser: () => (value: unknown) => value }
  const config = { text, values: [...values], types, rowMode: 'array', queryMode: 'extended' }
  return (await session.client.query(config as never)) as unknown as RawResult
}

function printed({ rows, fields }: RawResult): Cell[][] {
  const spell = (cell: Cell, column: number) =>
    fields[column]?.dataTypeID === booleanOid && cell !== null ? String(cell === 't') : cell
  return rows.map((row) => row.map(spell))
}
