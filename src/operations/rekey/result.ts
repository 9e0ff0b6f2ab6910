import type { Outcome } from '../results.ts'
import type { RekeyedBackup, RekeyResult } from '../results-rekey.ts'
import type { Plan } from './plan.ts'
import type { Rekeying } from './rekey.ts'

/** Tells all of it. What failed stays as it was, and makes the answer a no. */
export function conclude(rekeying: Rekeying, done: readonly RekeyedBackup[], { unreadable }: Plan): RekeyResult {
  const { context, source, name, started, warnings } = rekeying
  const backups = done.toSorted((a, b) => (a.backup.id < b.backup.id ? 1 : -1))
  const count = (state: RekeyedBackup['state']) => backups.filter((one) => one.state === state).length
  const copied = count('copied') + count('finished')
  return {
    ...outcome(backups, unreadable),
    verb: 'rekey',
    seconds: (context.now().getTime() - started.getTime()) / 1000,
    warnings: [...warnings, ...unreadable.map(({ id, why }) => `backup ${id} was not rekeyed: ${why}`)],
    location: source.location,
    name,
    backups,
    totals: {
      copied: count('copied'),
      finished: count('finished'),
      'as asked': count('as asked'),
      left: count('left'),
      failed: count('failed') + unreadable.length,
    },
    notChecked:
      copied === 0 ? [] : [{ what: 'whether the copies restore', why: 'only pgproof restore-test shows that' }],
  }
}

function outcome(backups: readonly RekeyedBackup[], unreadable: Plan['unreadable']): Outcome {
  const failures = [
    ...backups.flatMap(({ state, why, backup }) =>
      state === 'failed' ? [`backup ${backup.id} stays as it was: ${why}`] : [],
    ),
    ...unreadable.map(({ id, why }) => `backup ${id} was not rekeyed: ${why}`),
  ]
  const [first, ...more] = failures
  if (first === undefined) return { ok: true, code: 0 }
  const others = more.length > 0 ? `; and ${more.length} more` : ''
  const hint =
    'find out what changed the storage (pgproof verify), and count on another backup; what could be rekeyed was'
  return { ok: false, code: 1, reason: `${first}${others}`, hint }
}
