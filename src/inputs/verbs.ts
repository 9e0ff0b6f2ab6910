import { client, databaseUrl, jobs, reportInputs, spoolDir, storageInputs, whichBackup } from './common.ts'
import { declare, type Values } from './declare.ts'
import { choice, duration, flag, integer, list, share, size, text, yaml } from './kinds.ts'

const word = { pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, allowed: 'a word of letters, digits, dots and hyphens' }

const selection = {
  schemas: list({ sentence: 'Only these schemas, by exact name, one per line.' }),
  'exclude-schemas': list({ sentence: 'Not these schemas, by exact name, one per line.' }),
  tables: list({ sentence: 'Only these tables, as `schema.table`, one per line.' }),
  'exclude-tables': list({ sentence: 'Not these tables, as `schema.table`, one per line.' }),
  'exclude-table-data': list({ sentence: 'Only the definition, not the rows, of these tables, one per line.' }),
  'schema-only': flag({ sentence: 'Definitions without rows.' }),
  'data-only': flag({ sentence: 'Rows without definitions.' }),
}

const backupInputs = {
  'database-url': databaseUrl,
  ...storageInputs,
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
  inputs: backupInputs,
  outputs: {
    id: 'Id of the backup.',
    location: 'Where the backup lies, without secrets.',
    tables: 'Number of tables with rows in the dump.',
    rows: 'Number of rows.',
    'raw-bytes': 'Bytes of all rows as text.',
    'stored-bytes': 'Bytes in the storage.',
    seconds: 'How long it took.',
    'manifest-digest': 'SHA-256 of the manifest.',
  },
})

export const verify = declare({
  verb: 'verify',
  sentence: 'Read a backup back, every byte of it, and compare each digest and row count. Needs no database.',
  inputs: {
    backup: whichBackup,
    ...storageInputs,
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

export const restoreTest = declare({
  verb: 'restore-test',
  sentence: 'Restore a backup for real, dump it again, and prove that the second dump equals the first.',
  inputs: {
    backup: whichBackup,
    ...storageInputs,
    'target-url': text({
      sentence:
        'Server to restore into, as a superuser; a database of its own is made and dropped there. Without it, a throw-away server is started.',
      secret: 'password',
    }),
    image: text({ sentence: 'Docker image for the throw-away server, such as `pgvector/pgvector:pg17`.' }),
    keep: choice(['no', 'job', 'yes'], {
      sentence:
        'Whether the restored database stays: `job` until the end of the job, for tests of your own; `yes` until you drop it.',
      default: 'no',
    }),
    'allow-source-server': flag({ sentence: "Allow a target on the source's own server." }),
    assertions: yaml({ sentence: 'Assertions of your own on the restored database, as in `pgproof.yml`.' }),
    'compare-live': flag({
      sentence: "Show the live database's row counts of today beside the backup's (needs `database-url`).",
    }),
    'database-url': databaseUrl,
    'show-keys': flag({ sentence: 'Name the primary keys of rows that differ.' }),
    jobs,
    client,
    'spool-dir': spoolDir,
    'time-budget': duration({ sentence: 'Stop cleanly (exit 3) after this time.' }),
    ...reportInputs,
  },
  outputs: {
    id: 'Id of the backup.',
    tables: 'Number of tables restored.',
    rows: 'Number of rows restored.',
    'equal-tables': 'Number of tables that came back equal.',
    differences: 'Number of differences found, of any kind.',
    assertions: 'Number of assertions that were configured.',
    seconds: 'How long it took.',
    database: 'Name of the kept database; empty unless `keep` is `job` or `yes`.',
    host: 'Host of the kept database.',
    port: 'Port of the kept database.',
    'url-file': 'File (0600) with the address of the kept database.',
  },
})

export const listBackups = declare({
  verb: 'list',
  sentence: 'List the backups in a storage: when, how large, and when each was last verified and restore-tested.',
  inputs: { ...storageInputs, ...reportInputs },
  outputs: {
    count: 'Number of backups.',
    latest: 'Id of the newest complete backup.',
    'latest-verified': 'Id of the newest complete backup that was verified.',
    backups: 'The backups as a JSON array.',
  },
})

export const doctor = declare({
  verb: 'doctor',
  sentence: 'Check connection, privileges, client, disk and storage before anything is backed up.',
  inputs: backupInputs,
  outputs: { warnings: 'Number of warnings.', failures: 'Number of failures.' },
})

const { report, 'report-detail': reportDetail, json } = reportInputs

export const demo = declare({
  verb: 'demo',
  sentence: 'See it work: back up a shop of a million rows, prove it, damage copies and watch each being caught.',
  inputs: {
    rows: integer({ sentence: 'About how many rows the shop has.', min: 1000, max: 100_000_000, default: '1000000' }),
    keep: flag({ sentence: 'Leave the folder with the backup behind and say where it is.' }),
    jobs,
    report,
    'report-detail': reportDetail,
    json,
  },
  outputs: {},
})

export const declarations = { backup, verify, 'restore-test': restoreTest, list: listBackups, doctor, demo }

export type BackupRequest = Values<typeof backup>
export type VerifyRequest = Values<typeof verify>
export type RestoreTestRequest = Values<typeof restoreTest>
export type ListRequest = Values<typeof listBackups>
export type DoctorRequest = Values<typeof doctor>
export type DemoRequest = Values<typeof demo>
