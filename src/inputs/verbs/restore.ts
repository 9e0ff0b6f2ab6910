import {
  asOf,
  client,
  githubToken,
  jobs,
  reportInputs,
  spoolDir,
  targetInputs,
  whichBackup,
  writtenStorageInputs,
} from '../common.ts'
import { declare } from '../declare.ts'
import { resealingInputs, signInputs } from '../keys.ts'
import { choice, duration, flag, list, text, yaml } from '../kinds.ts'

/** What a person says who really means it; asked for by every verb that writes into a database of somebody's. */
export const confirmInputs = {
  confirm: text({
    sentence: 'Where no terminal asks: `<database> from <backup id>`, exactly, of what is to be restored.',
    momentary: true,
  }),
  'allow-production': flag({
    sentence: 'Allow writing into the database that the backup was made from, or that `protected` names.',
    momentary: true,
  }),
  protected: list({
    sentence:
      'Databases that need `allow-production`, one per line: `database`, `host/database` or `host:port/database`.',
  }),
  'approval-environment': text({
    sentence:
      'Environment of the repository that this run must have been approved for (needs `permissions: actions: read`).',
  }),
  'approval-by-another': flag({ sentence: 'The approval must be by somebody else than who started the run.' }),
  'github-token': githubToken,
}

export const restore = declare({
  verb: 'restore',
  sentence: 'Restore a backup: beside what is there, in exchange for it with a way back, or in its place.',
  inputs: {
    backup: whichBackup,
    ...writtenStorageInputs,
    'as-of': asOf,
    ...resealingInputs,
    ...signInputs,
    ...targetInputs,
    method: choice(['new-database', 'swap', 'in-place'], {
      sentence:
        '`new-database` needs a database that does not exist or is empty; `swap` restores beside the live one and exchanges both; `in-place` is for servers where databases cannot be created or renamed.',
      default: 'new-database',
    }),
    plan: flag({ sentence: 'Show every step and stop.', momentary: true }),
    'plan-digest': text({ sentence: 'Go on only if the plan still has this digest.', momentary: true }),
    'dry-run': flag({ sentence: 'Do all but the writing.', momentary: true }),
    ...confirmInputs,
    require: choice(['verified', 'restore-tested'], {
      sentence: 'The proof that the backup must have; what is missing is done first.',
      default: 'verified',
    }),
    schemas: list({ sentence: 'Only these schemas, by exact name, one per line.' }),
    tables: list({ sentence: 'Only these tables, as `schema.table`, one per line, with what they need.' }),
    'schema-only': flag({ sentence: 'Definitions without rows.' }),
    'data-only': flag({
      sentence: 'Rows without definitions, with `method: in-place` into tables that are there, or `to-file`.',
    }),
    'to-file': text({
      sentence:
        'Write a file instead of restoring: `.sql` (plain), `.dump` (custom), `.csv` (one table) or a folder ending with `/`.',
      momentary: true,
    }),
    'create-roles': flag({ sentence: 'Make the roles that the server lacks, without passwords.' }),
    'no-owner': flag({ sentence: 'Everything belongs to the role that restores.' }),
    'no-privileges': flag({ sentence: 'Restore no grants.' }),
    'no-tablespaces': flag({ sentence: 'Put everything into the default tablespace.' }),
    hooks: yaml({
      sentence:
        'Commands and addresses to call `before-restore`, `before-swap`, `after-swap` and `after-restore`, as in `pgproof.yml`.',
    }),
    'on-failed-check': choice(['roll-back', 'keep'], {
      sentence: 'What a failing check after a swap does.',
      default: 'roll-back',
    }),
    assertions: yaml({ sentence: 'Assertions of your own on the restored database, as in `pgproof.yml`.' }),
    finish: flag({
      sentence: 'Drop the database that a swap kept, instead of restoring; there is no way back afterwards.',
      momentary: true,
    }),
    restore: text({
      sentence: 'With `finish`: id of the restore whose kept database is dropped, where several swaps have kept one.',
      pattern: /^\d{8}T\d{6}Z-[0-9a-f]{6}$/,
      allowed: 'an id as 20261121T021703Z-7f3a9c',
      momentary: true,
    }),
    jobs,
    client,
    'spool-dir': spoolDir,
    'time-budget': duration({ sentence: 'Stop cleanly (exit 3) after this time.' }),
    ...reportInputs,
  },
  outputs: {
    id: 'Id of the backup.',
    restore: 'Id of this restore, which its records carry.',
    database: 'The database that was restored.',
    'plan-digest': 'Digest of the plan.',
    'safety-backup': 'Id of the backup that was made of the live database first; empty where none was.',
    'kept-database': 'Name under which a swap kept the database from before; empty otherwise.',
    'downtime-seconds': 'For how long no client could connect; empty unless it was a swap.',
    tables: 'Number of tables restored.',
    rows: 'Number of rows restored.',
    differences: 'Number of differences from the backup.',
    seconds: 'How long it took.',
  },
})
