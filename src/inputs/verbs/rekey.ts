import { client, jobs, reportInputs, spoolDir, storageClass, writtenStorageInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { rekeyInputs, signInputs } from '../keys.ts'
import { flag, text } from '../kinds.ts'
import { retentionInputs } from './prune.ts'

export const rekey = declare({
  verb: 'rekey',
  sentence: 'Seal existing backups for other keys, as copies that are read back before the old ones expire.',
  inputs: {
    backup: text({ sentence: 'Which backup: an id, or what selects one, such as `latest`.', momentary: true }),
    all: flag({
      sentence: 'Every backup of the name that is not sealed and signed as asked for yet.',
      momentary: true,
    }),
    ...writtenStorageInputs,
    'storage-class': storageClass,
    ...rekeyInputs,
    ...signInputs,
    grace: retentionInputs.grace,
    retention: retentionInputs.retention,
    jobs,
    client,
    'spool-dir': spoolDir,
    ...reportInputs,
  },
  outputs: {},
  only: 'command',
})
