import { refusal } from '../../errors.ts'
import { quoteIdentifier } from '../../postgres/identifier.ts'
import { lookAtStep, type RollbackRun, takeStep } from './rollback-run.ts'
import { allowConnections } from './swap/exchange.ts'

/** After a swap that was broken off before the exchange: the live database first, then what the swap has made. Returns whether anything was to be done. */
export async function tidyUnfinished(run: RollbackRun): Promise<boolean> {
  const { standing, names } = run.swapped
  const { live, beside } = standing
  if (live && !live.open) await openLive(run)
  if (beside?.unfinished) {
    await takeStep(run, 'drop', `Drop ${names.beside}, which was not finished`, () => dropUnfinished(run))
  } else if (beside) {
    run.swapped.warnings.push(
      `the database ${names.beside} does not bear the mark of an unfinished restore, so it was left alone`,
    )
  }
  return (live !== undefined && !live.open) || beside?.unfinished === true
}

/** Nothing comes before this, not even the record of it. */
export async function openLive(run: RollbackRun): Promise<void> {
  const { place, database } = run.swapped
  await lookAtStep(run, 'open', `Open ${database}`, () => allowConnections(place.session, database, true))
}

async function dropUnfinished({ swapped }: RollbackRun): Promise<void> {
  const { place, names, record } = swapped
  // What the lock of swaps does not tell: a restore into a new database gives such names too, and may be at work.
  if (record === undefined) await refuseUsed(swapped)
  await place.session.query(`DROP DATABASE ${quoteIdentifier(names.beside)} WITH (FORCE)`)
}

async function refuseUsed({ place, names }: RollbackRun['swapped']): Promise<void> {
  const [row] = await place.session.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1',
    [names.beside],
  )
  if (!row || row.n === 0) return
  throw refusal(
    `${row.n} ${row.n === 1 ? 'session uses' : 'sessions use'} ${names.beside}: a restore may be at work in it`,
    'let it end and try again; the live database is open',
  )
}
