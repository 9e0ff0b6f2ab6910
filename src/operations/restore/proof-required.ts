import { negative, PgproofError } from '../../errors.ts'
import { badgesOf } from '../../repository/catalogue.ts'
import { listRecords } from '../../repository/records.ts'
import { restoreTest } from '../restore-test/restore-test.ts'
import type { PlannedStep } from '../results-restore.ts'
import { verify } from '../verify/verify.ts'
import type { RestoreRun } from './run.ts'

/** The step that brings the backup the proof that `require` asks for; undefined where its records show it already. */
export async function proofStep(run: RestoreRun): Promise<PlannedStep | undefined> {
  const { backup } = run.chosen
  const records = (await listRecords(run.store, backup.name, backup.id)).get(backup.id) ?? []
  const { verified, restoreTested } = badgesOf(backup, records, run.context.now())
  if (run.request.require === 'restore-tested') {
    if (restoreTested?.ok) return undefined
    return { id: 'require', title: `Restore-test backup ${backup.id} on a throw-away server first`, writes: false }
  }
  if (verified?.ok || restoreTested?.ok) return undefined
  return { id: 'require', title: `Verify backup ${backup.id} first, every byte of it`, writes: false }
}

/** Verifies or restore-tests the backup. Throws exit 1 where it does not hold: such a backup is not restored. */
export async function requireProof(run: RestoreRun): Promise<void> {
  if (run.request.require === 'restore-tested') return await rehearseApart(run)
  const { request, context, chosen } = run
  const result = await verify(
    {
      ...request,
      name: chosen.backup.name,
      backup: chosen.backup.id,
      // Its age is the person's own business here.
      maxBackupAge: Number.POSITIVE_INFINITY,
      requiredTables: [],
    },
    context,
  )
  if (!result.ok) throw new PgproofError(result.code, result.reason, result.hint)
}

/** Restores the backup on a throw-away server and proves it equal; the target's server is not touched. */
export async function rehearseApart(run: RestoreRun): Promise<void> {
  const { request, context, chosen } = run
  const result = await restoreTest(
    {
      ...request,
      name: chosen.backup.name,
      backup: chosen.backup.id,
      targetUrl: undefined,
      keep: 'no',
      compareLive: false,
      showKeys: false,
      allowSourceServer: false,
    },
    context,
  )
  if (result.ok) return
  throw negative(result.reason, `choose another backup (pgproof list): ${result.hint}`)
}
