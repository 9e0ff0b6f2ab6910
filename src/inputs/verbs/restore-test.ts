import {
  asOf,
  attestInputs,
  attestOutputs,
  client,
  databaseUrl,
  jobs,
  reportInputs,
  spoolDir,
  whichBackup,
  writtenStorageInputs,
} from '../common.ts'
import { declare } from '../declare.ts'
import { openingInputs, signInputs } from '../keys.ts'
import { choice, duration, flag, text, yaml } from '../kinds.ts'

export const restoreTest = declare({
  verb: 'restore-test',
  sentence: 'Restore a backup for real, dump it again, and prove that the second dump equals the first.',
  inputs: {
    backup: whichBackup,
    ...writtenStorageInputs,
    'as-of': asOf,
    ...openingInputs,
    ...signInputs,
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
    ...attestInputs,
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
    ...attestOutputs,
  },
})
