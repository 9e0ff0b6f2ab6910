import { shellWord } from '../restore-command.ts'
import type { KeptBefore } from '../results-restore.ts'
import { confirmationWords } from './confirmation-words.ts'

interface Swapped {
  /** Id of the restore; undefined where only the server's names tell of it. */
  restore?: string | undefined
  database: string
  /** Id of the backup, or the name of the kept database where none is known, as `confirm` takes it. */
  backup: string
  storage?: string | undefined
  name?: string | undefined
}

/** The commands that go back and that drop what is kept; the server's address is taken from PGPROOF_TARGET_URL, which may hold a password. */
export function keptBefore(kept: string, swapped: Swapped): KeptBefore {
  return { database: kept, rollback: rollbackCommand(swapped), finish: finishCommand(swapped) }
}

const rollbackCommand = (swapped: Swapped): string =>
  ['pgproof', 'rollback', ...where(swapped), ...which(swapped), ...confirmed(swapped)].join(' ')

const finishCommand = (swapped: Swapped): string =>
  ['pgproof', 'restore', '--finish', ...where(swapped), ...which(swapped), ...confirmed(swapped)].join(' ')

const which = ({ restore }: Swapped): string[] => (restore === undefined ? [] : ['--restore', restore])

/** A person is asked at a terminal all the same; elsewhere these words are needed. */
const confirmed = ({ database, backup }: Swapped): string[] => [
  '--confirm',
  shellWord(confirmationWords(database, backup)),
  '--allow-production',
]

const where = ({ database, storage, name }: Swapped): string[] => [
  ...(storage === undefined ? [] : ['--storage', shellWord(storage)]),
  ...(name === undefined ? [] : ['--name', shellWord(name)]),
  '--target-database',
  shellWord(database),
]
