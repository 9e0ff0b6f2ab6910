import { asOf, client, jobs, reportInputs, spoolDir, whichBackup, writtenStorageInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { keyCheckInputs, openingInputs, signInputs } from '../keys.ts'
import { duration, list, share } from '../kinds.ts'

export const verify = declare({
  verb: 'verify',
  sentence: 'Read a backup back, every byte of it, and compare each digest and row count. Needs no database.',
  inputs: {
    backup: whichBackup,
    ...writtenStorageInputs,
    'as-of': asOf,
    ...openingInputs,
    ...keyCheckInputs,
    ...signInputs,
    sample: share({
      sentence: 'Read only this share of the backup, another one each time. A sample is never "verified".',
    }),
    'max-backup-age': duration({ sentence: 'A backup older than this is stale.', default: '48h' }),
    'required-tables': list({
      sentence: 'Tables that must be in the backup and must not be empty, as `schema.table`, one per line.',
    }),
    'size-tolerance': share({
      sentence: 'How far the stored size may be from the median of the last five backups.',
      above: true,
    }),
    jobs,
    client,
    'spool-dir': spoolDir,
    ...reportInputs,
  },
  outputs: {
    id: 'Id of the backup.',
    objects: 'Number of objects read.',
    bytes: 'Bytes read from the storage.',
    share: 'Share of the backup that was read, from 0 to 1.',
    tables: 'Number of tables compared.',
    rows: 'Number of rows compared.',
    damaged: 'Number of damaged objects.',
  },
})
