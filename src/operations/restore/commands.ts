import { shellWord } from '../restore-command.ts'
import type { KeptBefore } from '../results-restore.ts'

interface Swapped {
  /** Id of the restore; undefined where only the server's names tell of it. */
  restore?: string | undefined
  database: string
  /** `<database> from <backup id>`, as `confirm` takes it. */
  confirm: string
  storage?: string | undefined
  name?: string | undefined
}

/** The commands that go back and that drop what is kept; the server's address is taken from PGPROOF_TARGET_URL, which may hold a password. */
export function keptBefore(kept: string, swapped: Swapped): KeptBefore {
  return { database: kept, rollback: rollbackCommand(swapped), finish: finishCommand(swapped) }
}

export function rollbackCommand(swapped: Swapped): string {
  const which = swapped.restore === undefined ? [] : ['--restore', swapped.restore]
  return ['pgproof', 'rollback', ...where(swapped), ...which, ...confirmed(swapped)].join(' ')
}

const finishCommand = (swapped: Swapped): string =>
  ['pgproof', 'restore', '--finish', ...where(swapped), ...confirmed(swapped)].join(' ')

/** A person is asked at a terminal all the same; elsewhere these words are needed. */
const confirmed = ({ confirm }: Swapped): string[] => ['--confirm', shellWord(confirm), '--allow-production']

const where = ({ database, storage, name }: Swapped): string[] => [
  ...(storage === undefined ? [] : ['--storage', shellWord(storage)]),
  ...(name === undefined ? [] : ['--name', shellWord(name)]),
  '--target-database',
  shellWord(database),
]
