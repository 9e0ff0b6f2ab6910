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

export interface RowOptions<T extends LoadTable> {
  /** Of the archive, by PostgreSQL's name. */
  encoding: string
  signal: AbortSignal
  /** The rows of a table as COPY text, checked against what is stored. */
  open: (table: T) => AsyncIterable<Buffer>
  progress?: (bytes: number) => void
}

export interface LoadOptions<T extends LoadTable> extends RowOptions<T> {
  connection: Connection
  pinned: PinnedSettings
  jobs: number
}

/**
 * Streams rows into tables that are there and empty, `jobs` tables at a time, the largest first. Each table is one transaction, and its digest
 * is compared before it commits. A table that fails is tried once more at the end, one by one in the given order: its checks may call functions
 * that read other tables. Tables that the restore did not make (configuration tables of extensions) come last, appended to what is there.
 */
export async function loadTables<T extends LoadTable>(tables: T[], options: LoadOptions<T>): Promise<void> {
  const loader = new Loader(options, OWN)
  const session = () => openSession(options.connection, options)
  const members = await extensionMembers(session)
  const isMember = (table: T) => members.has(qualified(table.target.schema, table.target.name))
  const own = tables.filter((table) => !isMember(table))
  const queue = [...own].sort((a, b) => b.bytes - a.bytes)
  const failed = new Set<T>()
  await inParallel(options.jobs, queue, (one, table) => loader.tryLoad(one, table, failed), session)
  const late = [...own.filter((table) => failed.has(table)), ...tables.filter(isMember)]
  await inParallel(1, late, (one, table) => loader.load(one, table, isMember(table)), session)
}

/**
 * The same in the transaction that `session` has open, table by table in the given order: one that fails is taken back alone and tried once more
 * at the end. What `appended` names is added to what is there.
 */
export async function loadTablesWithin<T extends LoadTable>(
  session: Session,
  tables: T[],
  options: RowOptions<T>,
  appended: (table: T) => boolean = () => false,
): Promise<void> {
  const loader = new Loader(options, WITHIN)
  const failed = new Set<T>()
  for (const table of tables) if (!appended(table)) await loader.tryLoad(session, table, failed)
  for (const table of failed) await loader.load(session, table, false)
  for (const table of tables) if (appended(table)) await loader.load(session, table, true)
}

async function inParallel<T extends LoadTable>(
  jobs: number,
  queue: T[],
  work: (session: Session, table: T) => Promise<void>,
  open: () => Promise<Session>,
): Promise<void> {
  let failure: { error: unknown } | undefined
  const worker = async () => {
    if (queue.length === 0) return
    const session = await open()
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

async function extensionMembers(open: () => Promise<Session>): Promise<Set<string>> {
  const session = await open()
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

/** What keeps a table's rows together: a transaction of its own, or a part of the one that is open. */
const OWN = { begin: 'BEGIN', commit: 'COMMIT', rollback: 'ROLLBACK' }
const WITHIN = {
  begin: 'SAVEPOINT pgproof_rows',
  commit: 'RELEASE SAVEPOINT pgproof_rows',
  rollback: 'ROLLBACK TO SAVEPOINT pgproof_rows',
}

class Loader<T extends LoadTable> {
  readonly #options: RowOptions<T>
  readonly #words: typeof OWN
  #bytes = 0

  constructor(options: RowOptions<T>, words: typeof OWN) {
    this.#options = options
    this.#words = words
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
      const { begin } = this.#words
      await session.query(append || table.viaRoot ? begin : `${begin}; TRUNCATE ONLY ${qualified(schema, name)}`)
      const copy = session.client.query(copyFrom(copyStatement(table, this.#options.encoding, append)))
      await pipeline(this.#checked(table), copy, { signal: this.#options.signal })
      await session.query(this.#words.commit)
    } catch (error) {
      await session.query(this.#words.rollback).catch(() => {})
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
    return environmentError(reason, "see the target's log, then try again; the backup is not in question", error)
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
