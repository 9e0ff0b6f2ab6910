import { messageOf } from '../../errors.ts'
import { type CatalogueFacts, readCatalogueFacts } from '../../postgres/catalogue-facts.ts'
import { type Role, readRoles } from '../../postgres/roles.ts'
import { openSession, type Session } from '../../postgres/session.ts'
import { readStandIns, type StandIns } from '../../postgres/stand-ins.ts'
import { type RelationNames, tableNames } from '../leaf-names.ts'
import type { Source } from './source.ts'

/** What is read in the snapshot besides the dump. */
export interface SnapshotFacts {
  facts: CatalogueFacts
  roles: Role[]
  standIns: StandIns
  /** Of every table, by its OID. */
  names: RelationNames
}

/** A read-only transaction that holds one moment of the database for pg_dump and for our own reading. */
export class Snapshot {
  readonly id: string
  readonly session: Session

  private constructor(id: string, session: Session) {
    this.id = id
    this.session = session
  }

  static async open(source: Source, signal: AbortSignal): Promise<Snapshot> {
    const session = await openSession(source.connection, { pinned: source.pinned, signal })
    try {
      // A standby has no serializable transactions; repeatable read is what pg_dump itself uses.
      await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const [row] = await session.query<{ id: string }>('SELECT pg_export_snapshot() AS id')
      return new Snapshot((row as { id: string }).id, session)
    } catch (error) {
      await session.close()
      throw error
    }
  }

  /** To be read before rows flow: from then on the session may be lost without harm to the dump. */
  async facts(leftOut: readonly string[]): Promise<SnapshotFacts> {
    const { session } = this
    return {
      facts: await readCatalogueFacts(session),
      roles: await readRoles(session),
      standIns: await readStandIns(session, leftOut),
      names: await tableNames(session),
    }
  }

  /**
   * The tables that were given new contents by others since the snapshot was taken: TRUNCATE and an ALTER TABLE that rewrites do not keep the
   * old rows for older snapshots (documentation, "Caveats" of MVCC), so whoever reads such a table in the snapshot finds it empty.
   * Once pg_dump holds its locks nobody can do that any more.
   */
  async rewritten(): Promise<RelationNames> {
    const rows = await this.session.query<{ oid: number; schema: string; name: string }>(
      // The catalogue's row is the snapshot's; the function looks at the present.
      `SELECT c.oid, n.nspname AS schema, c.relname AS name
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.relfilenode <> 0
          AND pg_relation_filenode(c.oid) IS DISTINCT FROM c.relfilenode`,
    )
    return new Map(rows.map(({ oid, schema, name }) => [oid, { schema, name }]))
  }

  /** Ends the transaction. Returns a warning where it was lost before: pg_dump has its own by then. */
  async close(): Promise<string | undefined> {
    try {
      await this.session.query('ROLLBACK')
      return undefined
    } catch (error) {
      return `the session that held the snapshot was lost on the way; the dump has its own: ${messageOf(error)}`
    } finally {
      await this.session.close()
    }
  }
}
