import {
  attestInputs,
  attestOutputs,
  client,
  databaseUrl,
  jobs,
  reportInputs,
  selection,
  spoolDir,
  storageClass,
  word,
  writtenStorageInputs,
} from '../common.ts'
import { declare } from '../declare.ts'
import { sealingInputs, signInputs } from '../keys.ts'
import { choice, duration, integer, list, size, text } from '../kinds.ts'
import { secondStorageInputs } from '../second-storage.ts'

/** `doctor` looks at the same. */
export const backupInputs = {
  'database-url': databaseUrl,
  ...writtenStorageInputs,
  'storage-class': storageClass,
  ...sealingInputs,
  ...signInputs,
  ...secondStorageInputs,
  type: text({
    ...word,
    sentence: 'What kind of restore point this is: `auto`, `manual`, `pre-migration`, `monthly` or a word of your own.',
    default: 'auto',
  }),
  tags: list({ sentence: 'Tags to find the backup by, one per line.' }),
  jobs,
  ...selection,
  profile: text({
    ...word,
    sentence:
      'Managed provider, which decides what belongs to you: `auto` (found by what the server shows), `none` or `supabase`.',
    default: 'auto',
  }),
  client,
  'lock-timeout': duration({ sentence: 'How long pg_dump waits for a lock on a table.', default: '5m' }),
  'time-budget': duration({
    sentence: "Stop cleanly (exit 3) after this time, before the job's own limit would kill the run.",
  }),
  'compression-level': integer({
    sentence: 'Level of zstd, from 1 (fast) to 19 (small).',
    min: 1,
    max: 19,
    default: '3',
  }),
  'spool-limit': size({
    sentence: 'The most disk that the spool may hold.',
    min: 64 * 1024 ** 2,
    minShown: '64MiB',
    default: '1GiB',
  }),
  'spool-dir': spoolDir,
  'cross-check': choice(['off', 'counts'], {
    sentence: '`counts` also counts every table in the same snapshot and demands the rows that were dumped.',
    default: 'off',
  }),
  ...reportInputs,
}

export const backup = declare({
  verb: 'backup',
  sentence: 'Back up one PostgreSQL database into a storage, with a digest and a row count of every table.',
  inputs: { ...backupInputs, ...attestInputs },
  outputs: {
    id: 'Id of the backup.',
    location: 'Where the backup lies, without secrets.',
    tables: 'Number of tables with rows in the dump.',
    rows: 'Number of rows.',
    'raw-bytes': 'Bytes of all rows as text.',
    'stored-bytes': 'Bytes in the storage.',
    seconds: 'How long it took.',
    'manifest-digest': 'SHA-256 of the manifest.',
    'copy-location': 'Where the second copy lies; empty unless `copy-to` is given, and where it failed.',
    'restore-command': 'The command that brings this backup back; it needs `PGPROOF_TARGET_URL`.',
    ...attestOutputs,
  },
})
