import type { Store } from '../../storage/store.ts'
import { shellWord } from '../restore-command.ts'

type Place = Pick<Store, 'location'>

/** The command that copies one backup, ready for a shell and without a secret. */
export function copyCommand(from: Place, to: Place, { name, id }: { name: string; id: string }): string {
  const where = ['--storage', shellWord(from.location), '--name', shellWord(name), '--copy-to', shellWord(to.location)]
  return ['pgproof', 'copy', ...where, '--backup', id].join(' ')
}
