import type { Connection } from '../../postgres/conninfo.ts'
import { openSession } from '../../postgres/session.ts'
import { parseAssertions } from '../../proof/assertions/assertions.ts'
import { runAssertions } from '../../proof/assertions/run.ts'
import { startOf } from '../../repository/layout.ts'
import type { Check } from '../results.ts'
import type { RestoreRun } from './run.ts'

export interface Asserted {
  assertions: Check[]
  /** Sentences about those that do not hold. */
  unmet: string[]
}

/** Runs the user's own assertions on a restored database. */
export async function assertAll(run: RestoreRun, connection: Connection): Promise<Asserted> {
  const { request, destination, signal, chosen } = run
  run.context.progress({ kind: 'phase', title: 'Check assertions' })
  const open = () => openSession(connection, { pinned: destination.pinned, signal })
  const asOf = startOf(chosen.backup.id)
  const assertions = await runAssertions(open, parseAssertions(request.assertions, 'assertions'), { asOf, signal })
  const unmet = assertions
    .filter(({ ok, skipped }) => !ok && skipped === undefined)
    .map(({ name, found, expected }) => `assertion ${name}: ${found} (expected ${expected})`)
  return { assertions, unmet }
}
