import { messageOf } from '../errors.ts'
import { openSession, type Session } from '../postgres/session.ts'
import type { Source } from './source.ts'

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
