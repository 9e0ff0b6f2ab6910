import { declare } from '../declare.ts'
import { backupInputs } from './backup.ts'

export const doctor = declare({
  verb: 'doctor',
  sentence: 'Check connection, privileges, client, disk and storage before anything is backed up.',
  inputs: backupInputs,
  outputs: { warnings: 'Number of warnings.', failures: 'Number of failures.' },
})
