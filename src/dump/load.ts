import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { environmentError, messageOf, negative, PgproofError } from '../errors.ts'
import type { Connection } from '../postgres/conninfo.ts'
import { qualified, quoteIdentifier, quoteLiteral, shown } from '../postgres/identifier.ts'
import { isServerFault, withoutValues } from '../postgres/server-fault.ts'
import { openSession, type Session, sqlStateOf } from '../postgres/session.ts'
import type { PinnedSettings } from '../postgres/settings.ts'
import type { CopyTarget } from './copy-statement.ts'
import { Fingerprint, type TableDigest } from './fingerprint.ts'

/** A table's rows to load: where they go, and what they must amount to. */
export interface LoadTable extends TableDigest {
  target: CopyTarget
  viaRoot: boolean
}

export interface LoadOptions<T extends LoadTable> {
  connection: Connection
  pinned: PinnedSettings
  /** Of the archive, by PostgreSQL's name. */
  encoding: string
  jobs: number
  signal: AbortSignal
  /** The rows of a table as COPY text, checked against what is stored. */
  open: (table: T) => AsyncIterable<Buffer>
  progress?: (bytes: number) => void
}

/**
 * Streams rows into tables that are there and empty, `jobs` tables at a time, the largest first. Each table is one transaction, and its digest
 * is compared before it commits. A table that fails is tried once more at the end, one by one in the given order: its checks may call functions
 * that read other tables. Tables that the restore did not make (configuration tables of extensions) come last, appended to what is there.
 */
export async function loadTables<T extends LoadTable>(tables: T[], options: LoadOptions<T>): Promise<void> {
  const loader = new Loader(options)
  const members = await loader.extensionMembers()
  const isMember = (table: T) => members.has(qualified(table.target.schema, table.target.name))
  const own = tables.filter((table) => !isMember(table))
  const queue = [...own].sort((a, b) => b.bytes - a.bytes)
  const failed = new Set<T>()
  await inParallel(options.jobs, queue, (session, table) => loader.tryLoad(session, table, failed), loader)
  const late = [...own.filter((table) => failed.has(table)), ...tables.filter(isMember)]
  await inParallel(1, late, (session, table) => loader.load(session, table, isMember(table)), loader)
}

async function inParallel<T extends LoadTable>(
  jobs: number,
  queue: T[],
  work: (session: Session, table: T) => Promise<void>,
  loader: Loader<T>,
): Promise<void> {
  let failure: { error: unknown } | undefined
  const worker = async () => {
    if (queue.length === 0) return
    const session = await loader.session()
    try {
      for (let table = queue.shift(); table !== undefined && !failure; table = queue.shift()) await work(session, table)
    } catch (error) {
      failure ??= { error }
    } finally {
      await session.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(jobs, queue.length) }, worker))
  if (failure) throw failure.error
}

class Loader<T extends LoadTable> {
  readonly #options: LoadOptions<T>
  #bytes = 0

  constructor(options: LoadOptions<T>) {
    this.#options = options
  }

  async session(): Promise<Session> {
    const { connection, pinned, signal } = this.#options
    return await openSession(connection, { pinned, signal })
  }

  async extensionMembers(): Promise<Set<string>> {
    const session = await this.session()
    try {
      const rows = await session.query<{ schema: string; name: string }>(
        `SELECT n.nspname AS schema, c.relname AS name
           FROM pg_depend d JOIN pg_class c ON c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'e' AND c.relkind IN ('r', 'p')`,
      )
      return new Set(rows.map((row) => qualified(row.schema, row.name)))
    } finally {
      await session.close()
    }
  }

  /** Loads a table, or notes it for the second try where the server refused it. */
  async tryLoad(session: Session, table: T, failed: Set<T>): Promise<void> {
    try {
      await this.load(session, table, false)
    } catch (error) {
      this.#options.signal.throwIfAborted()
      if (error instanceof DamagedRows || !isServerError(error)) throw error
      failed.add(table)
    }
  }

  async load(session: Session, table: T, append: boolean): Promise<void> {
    const { schema, name } = table.target
    try {
      // One round trip: a database may have thousands of small tables.
      await session.query(append || table.viaRoot ? 'BEGIN' : `BEGIN; TRUNCATE ONLY ${qualified(schema, name)}`)
      const copy = session.client.query(copyFrom(copyStatement(table, this.#options.encoding, append)))
      await pipeline(this.#checked(table), copy, { signal: this.#options.signal })
      await session.query('COMMIT')
    } catch (error) {
      await session.query('ROLLBACK').catch(() => {})
      throw this.#explain(error, table)
    }
  }

  async *#checked(table: T): AsyncGenerator<Buffer> {
    const fingerprint = new Fingerprint()
    for await (const chunk of this.#options.open(table)) {
      fingerprint.update(chunk)
      this.#bytes += chunk.length
      this.#options.progress?.(this.#bytes)
      yield chunk
    }
    const found = fingerprint.digest()
    // Thrown before COPY is told that the data has ended, so that nothing of it is kept.
    if (found.sha256 !== table.sha256 || found.rows !== table.rows) {
      const name = shown(table.target.schema, table.target.name)
      throw new DamagedRows(
        1,
        `the stored rows of ${name} are not those that were dumped: ${found.rows} rows of ${table.rows}, another digest`,
        'this backup is damaged: use another one',
      )
    }
  }

  #explain(error: unknown, table: T): unknown {
    if (error instanceof PgproofError || this.#options.signal.aborted) return error
    const name = shown(table.target.schema, table.target.name)
    const state = sqlStateOf(error)
    const reason = `loading ${name} failed: ${withoutValues(state, messageOf(error))}`
    if (!isServerFault(state)) return negative(reason, 'the backup does not restore into this server as it is', error)
    return environmentError(
      reason,
      "see the target's log, then run the test again; the backup is not in question",
      error,
    )
  }
}

/** The rows that came from storage are not those that the inventory promises. */
export class DamagedRows extends PgproofError {}

const isServerError = (error: unknown): boolean =>
  typeof (error instanceof Error ? (error.cause as { code?: unknown })?.code : undefined) === 'string'

/**
 * The COPY statement of a table. The TRUNCATE before it in the same transaction makes COPY skip the free space map, so that rows land in file
 * order, and allows FREEZE, which saves the later rewrite. Rows that go through a partition root, or onto what is there, take neither.
 */
export function copyStatement(table: LoadTable, encoding: string, append: boolean): string {
  const { schema, name, columns } = table.target
  const list = columns.length > 0 ? ` (${columns.map(quoteIdentifier).join(', ')})` : ''
  const freeze = append || table.viaRoot ? '' : 'FREEZE, '
  return `COPY ${qualified(schema, name)}${list} FROM STDIN (${freeze}ENCODING ${quoteLiteral(encoding)})`
}
