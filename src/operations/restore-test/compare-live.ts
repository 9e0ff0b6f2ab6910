import { messageOf } from '../../errors.ts'
import { parseConnection } from '../../postgres/conninfo.ts'
import { qualified } from '../../postgres/identifier.ts'
import { openSession } from '../../postgres/session.ts'
import type { Inventory } from '../../repository/inventory.ts'
import type { Context } from '../context.ts'
import type { Drift } from '../results-restore-test.ts'

/** The live database's row counts of today beside the backup's. Information only: rows come and go after a snapshot, and a failure here is a warning. */
export async function compareLive(
  request: { databaseUrl?: string | undefined },
  inventory: Inventory,
  context: Context,
  signal: AbortSignal,
): Promise<Drift[] | undefined> {
  context.progress({ kind: 'phase', title: 'Count the live database' })
  try {
    const session = await openSession(parseConnection(request.databaseUrl, context.environment), { signal })
    try {
      await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      const drift: Drift[] = []
      for (const { schema, name, rows } of inventory.tables) {
        const [there] = await session.query<{ is: boolean }>('SELECT to_regclass($1) IS NOT NULL AS is', [
          qualified(schema, name),
        ])
        if (!there?.is) drift.push({ schema, name, backupRows: rows })
        else drift.push({ schema, name, backupRows: rows, liveRows: await count(schema, name) })
      }
      return drift

      async function count(schema: string, name: string): Promise<number> {
        const [row] = await session.query<{ n: number }>(`SELECT count(*) AS n FROM ONLY ${qualified(schema, name)}`)
        return row?.n ?? 0
      }
    } finally {
      await session.close()
    }
  } catch (error) {
    signal.throwIfAborted()
    context.progress({ kind: 'warning', text: `the live database was not counted: ${messageOf(error)}` })
    return undefined
  }
}
