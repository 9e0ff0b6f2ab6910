import { environmentError, messageOf, negative, type PgproofError } from '../../../errors.ts'
import { openSession, sqlStateOf } from '../../../postgres/session.ts'
import type { KeptBefore } from '../../results-restore.ts'
import { runHooks } from '../hooks/hooks.ts'
import { hookFacts, type PlannedRun } from '../run.ts'
import type { SwapNames } from './names.ts'
import { readStanding } from './standing.ts'
import { takeOver } from './takeover.ts'

/** too_many_connections: the clients have come back, so they can connect. */
const TOO_MANY = '53300'

/** After the exchange nothing is broken off any more. */
const NEVER = new AbortController().signal

/**
 * Connects to the database under its name, looks whether it is the restored one, and runs the hooks `after-swap`. Where one fails, the state from
 * before is brought back, unless told otherwise; throws exit 1 either way.
 */
export async function checkSwapped(
  run: PlannedRun,
  names: SwapNames,
  kept: KeptBefore,
  restored: number,
): Promise<void> {
  const { steps, hooks, context } = run
  try {
    await steps.look('check-after', () => checkLive(run, restored))
    if (hooks['after-swap'].length === 0) return
    await steps.look('after-swap', async () => {
      await runHooks('after-swap', hooks, hookFacts(run, names.kept), { ...context, signal: NEVER })
    })
  } catch (error) {
    if (run.request.onFailedCheck === 'keep') throw stays(names, kept, error)
    throw await goBack(run, names, kept, error)
  }
}

const stays = ({ database }: SwapNames, kept: KeptBefore, error: unknown) =>
  negative(
    `a check after the swap failed: ${messageOf(error)}`,
    `the restored database stays live as ${database}, as on-failed-check: keep says; to go back: ${kept.rollback}`,
    error,
  )

async function checkLive({ destination }: PlannedRun, restored: number): Promise<void> {
  const { connection, database } = destination
  try {
    const session = await openSession(connection, { pinned: destination.pinned })
    try {
      const [row] = await session.query<{ oid: number }>(
        'SELECT oid FROM pg_database WHERE datname = current_database()',
      )
      if (row?.oid !== restored)
        throw environmentError(`${database} is not the restored database`, 'look at pg_database')
    } finally {
      await session.close()
    }
  } catch (error) {
    if (sqlStateOf(error) !== TOO_MANY) throw error
  }
}

/** Exchanges both once more, and returns the error that says so. */
async function goBack(run: PlannedRun, names: SwapNames, kept: KeptBefore, cause: unknown): Promise<PgproofError> {
  const { destination, steps, warnings } = run
  const { database, after } = names
  const why = messageOf(cause)
  try {
    const back = async () => {
      const exchange = { database, away: after, incoming: names.kept, more: [] }
      const look = <T>(_: string, work: () => Promise<T>) => work()
      const warn = (text: string) => void warnings.push(text)
      await takeOver({ place: destination, exchange, signal: NEVER, look, note: () => {}, warn })
    }
    await steps.look('roll-back', back, `Bring ${names.kept} back as ${database}`)
  } catch (error) {
    return environmentError(
      `a check after the swap failed (${why}), and going back failed too: ${messageOf(error)}`,
      `run: ${kept.rollback}`,
      error,
    )
  }
  const { live } = await readStanding(destination.session, names)
  if (!live?.open) return environmentError(`${database} does not take connections`, `run: ${kept.rollback}`)
  return negative(
    `a check after the swap failed, so the swap was undone: ${why}`,
    `${database} is what it was before, without what was written into the restored one meanwhile; that is kept as ${after}, closed, until pgproof restore --finish drops it`,
    cause,
  )
}
