import { reportInputs, storageInputs } from '../common.ts'
import { declare } from '../declare.ts'

export const escrow = declare({
  verb: 'escrow',
  sentence:
    'Print a recovery sheet: where the backups are, what opens them, who keeps it, and what to type. No key is in it.',
  inputs: { ...storageInputs, ...reportInputs },
  outputs: {},
  only: 'command',
  prints: 'markdown',
})
