import { refusal } from '../../errors.ts'
import { quoteIdentifier } from '../../postgres/identifier.ts'
import { detectPooler } from '../../postgres/pooler.ts'
import { openSession } from '../../postgres/session.ts'
import type { PlanNote, PlannedStep } from '../results-restore.ts'
import { applyDatabaseFacts } from '../round-trip/database-settings.ts'
import { type Beside, besideName, createBeside, dropBeside, fillBeside, nameBeside, proveBeside } from './beside.ts'
import { readContents } from './emptiness.ts'
import { dropLeftBehind, leftBehind } from './left-behind.ts'
import { omittedOf } from './omitted.ts'
import type { Acted, MethodPlan, PlannedRun, RestoreMethod, RestoreRun } from './run.ts'
import { lockSwaps } from './swap/lock.ts'
import { unequal } from './unequal.ts'

/** Restores into a database that does not exist, or that holds nothing. It gets its name only when it was proved equal. */
export const newDatabase: RestoreMethod = { name: 'new-database', plan, act }

async function plan(run: RestoreRun): Promise<MethodPlan> {
  const { destination } = run
  const name = besideName(run)
  const notes: PlanNote[] = []
  if (destination.exists) notes.push(...(await refuseContents(run)))
  const old = await keepOthersAway(run)
  for (const database of old) {
    const why = 'a restore that was broken off left it; nothing uses it, and it is dropped'
    notes.push({ severity: 'information', what: `database ${database}`, why })
  }
  const into = `database ${name}`
  const steps: PlannedStep[] = [
    ...(old.length > 0 ? [{ id: 'clean', title: `Drop what was left behind: ${old.join(', ')}`, writes: true }] : []),
    { id: 'restore', title: `Restore into the new ${into}`, writes: true },
    { id: 'prove', title: 'Prove it equal to the backup, and run the assertions', writes: true },
    { id: 'name', title: nameTitle(run, name), writes: true },
  ]
  return { steps, notes, names: { beside: name } }
}

/**
 * Takes the lock that all restores of the database share, and returns what is to be dropped of earlier ones. Behind a pooler no lock is held, so
 * that nobody can tell whether what is there is in use.
 */
async function keepOthersAway(run: RestoreRun): Promise<string[]> {
  const { session, database } = run.destination
  if ((await detectPooler(session.connection, session)) !== undefined) return []
  await lockSwaps(session, database)
  return await leftBehind(run)
}

function nameTitle({ destination }: RestoreRun, name: string): string {
  const { database, exists } = destination
  const first = exists ? `Drop the empty database ${database}, rename` : 'Rename'
  return `${first} ${name} to ${database}, and give it owner, grants and settings of the backup`
}

async function refuseContents(run: RestoreRun): Promise<PlanNote[]> {
  const { destination } = run
  const session = await openSession(destination.connection, { signal: run.signal })
  try {
    const contents = await readContents(session)
    if (contents.holds !== undefined) {
      throw refusal(
        `the database ${destination.database} on ${destination.server} holds something: ${contents.holds}`,
        'give another name with target-database; to exchange it with a way back, use method: swap; nothing was changed',
      )
    }
    return contents.extensions.map((extension) => ({
      severity: 'information',
      what: `extension ${extension}`,
      why: 'it is installed in the empty database, which is made anew: it will be there only if the backup has it',
    }))
  } finally {
    await session.close()
  }
}

async function act(run: PlannedRun): Promise<Acted> {
  const { destination, steps, plan: planned } = run
  if (planned.steps.some(({ id }) => id === 'clean')) await steps.take('clean', () => dropLeftBehind(run))
  let beside: Beside | undefined
  try {
    const restored = await steps.take('restore', async () => {
      beside = await createBeside(run, besideName(run))
      await fillBeside(run, beside)
      return beside
    })
    const proved = await steps.take('prove', () => proveBeside(run, restored))
    if (proved.differences.length > 0) throw unequal(run, proved.differences)
    await steps.take('name', async () => {
      if (destination.exists) await dropEmpty(run)
      await nameFinally(run, restored)
    })
    return { proof: proved.proof, differences: [], notChecked: proved.notChecked }
  } catch (error) {
    if (beside) await dropBeside(run, beside)
    throw error
  }
}

/** Looked at once more: it was empty when the plan was made. Without FORCE, so that somebody who is connected stops it. */
async function dropEmpty(run: RestoreRun): Promise<void> {
  await refuseContents(run)
  await run.destination.session.query(`DROP DATABASE ${quoteIdentifier(run.destination.database)}`)
}

async function nameFinally(run: RestoreRun, beside: Beside): Promise<void> {
  const { destination, chosen } = run
  const { session, database } = destination
  await nameBeside(run, beside)
  const { filter, facts } = chosen.inventory
  if (chosen.part !== undefined || filter.schemas.length + filter.tables.length > 0) return
  for (const { name, found } of await applyDatabaseFacts(session, database, facts.database, omittedOf(run.request))) {
    run.warnings.push(`${name}${found === undefined ? '' : ` (${found})`}`)
  }
}
