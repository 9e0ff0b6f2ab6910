import { negative } from '../../errors.ts'
import type { RestoreRun } from './run.ts'

/** What was restored does not equal the backup, or an assertion does not hold, and nothing was exchanged for it. */
export function unequal({ chosen }: RestoreRun, differences: string[]) {
  const more = differences.length > 1 ? `; and ${differences.length - 1} more` : ''
  return negative(
    `what was restored does not equal backup ${chosen.backup.id}, or is not as asserted: ${differences[0]}${more}`,
    'nothing was changed; choose another backup (pgproof list), or correct the assertion',
  )
}
