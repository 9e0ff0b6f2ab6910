import { client, reportInputs, storageInputs, whichBackup } from '../common.ts'
import { declare } from '../declare.ts'
import { openingInputs } from '../keys.ts'
import { text } from '../kinds.ts'

export const diff = declare({
  verb: 'diff',
  sentence: 'Compare two backups: tables, rows and bytes by table, definitions that changed. No row is read.',
  inputs: {
    backup: whichBackup,
    with: text({
      sentence: 'The backup to compare it with, named like `backup`; without it, the newest complete one before it.',
    }),
    ...storageInputs,
    ...openingInputs,
    client,
    ...reportInputs,
  },
  outputs: {},
  only: 'command',
})
