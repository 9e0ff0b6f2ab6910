import { asOf, reportInputs, storageInputs, whichBackup } from '../common.ts'
import { declare } from '../declare.ts'
import { openingInputs } from '../keys.ts'

export const show = declare({
  verb: 'show',
  sentence: 'Show what a backup holds, table by table, what it does not hold, and what was done with it by whom.',
  inputs: { backup: whichBackup, ...storageInputs, 'as-of': asOf, ...openingInputs, ...reportInputs },
  outputs: {},
  only: 'command',
})
