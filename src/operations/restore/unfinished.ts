import { setTimeout as sleep } from 'node:timers/promises'
import { refusal } from '../../errors.ts'
import { dropDatabase } from './drop-database.ts'
import { lookAtStep, type RollbackRun, takeStep } from './rollback-run.ts'
import { allowConnections } from './swap/exchange.ts'

/** After a swap that was broken off before the exchange: the live database first, then what the swap has made. Returns whether anything was to be done. */
export async function tidyUnfinished(run: RollbackRun): Promise<boolean> {
  const { standing, names } = run.swapped
  const { live, beside } = standing
  if (live && !live.open) await openLive(run)
  const own = beside?.unfinished === true || beside?.unused === true
  if (own) {
    await takeStep(run, 'drop', `Drop ${names.beside}, which was not finished`, () => dropUnfinished(run))
  } else if (beside) {
    run.swapped.warnings.push(
      `the database ${names.beside} holds something and does not bear the mark of an unfinished restore, so it was left alone`,
    )
  }
  return (live !== undefined && !live.open) || own
}

/** What has become of the live database, after `tidyUnfinished`. */
export const nothingExchanged = ({ swapped: { standing, database, server } }: RollbackRun): string =>
  standing.live
    ? `nothing had been exchanged: ${database} is what it was, and open`
    : `nothing had been exchanged, and there is no database ${database} on ${server}`

/** Nothing comes before this, not even the record of it. */
export async function openLive(run: RollbackRun): Promise<void> {
  const { place, database } = run.swapped
  await lookAtStep(run, 'open', `Open ${database}`, () => allowConnections(place.session, database, true))
}

async function dropUnfinished({ swapped }: RollbackRun): Promise<void> {
  const { place, names, record, standing } = swapped
  // What the lock does not tell: a restore that came through a pooler holds none, gives such names too, and may be at work.
  if (record === undefined) await refuseUsed(swapped)
  // Without its mark it may be somebody's who has just made it.
  await dropDatabase(place.session, names.beside, { force: standing.beside?.unfinished === true })
}

/** How long sessions that are ending may take, in milliseconds. */
const PATIENCE_MS = 3000

async function refuseUsed({ place, names }: RollbackRun['swapped']): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  let n = 0
  do {
    const [row] = await place.session.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1',
      [names.beside],
    )
    n = row?.n ?? 0
    if (n === 0) return
    await sleep(100)
  } while (performance.now() < end)
  throw refusal(
    `${n} ${n === 1 ? 'session uses' : 'sessions use'} ${names.beside}: a restore may be at work in it`,
    'let it end and try again; the live database is open',
  )
}
