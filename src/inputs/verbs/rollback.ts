import { reportInputs, targetInputs, writtenStorageInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { signInputs } from '../keys.ts'
import { duration, text, yaml } from '../kinds.ts'
import { confirmInputs } from './restore.ts'

/** The database comes first: where the storage is away, the names on the server tell enough. */
export const swappedInputs = {
  ...writtenStorageInputs,
  ...signInputs,
  storage: text({
    sentence:
      'Where the records of the swap are: `s3://bucket/prefix?endpoint=…&region=…` or `file:///path`. Without it, only the names on the server tell.',
    pattern: /^(?!memory:)/,
    allowed: 's3://bucket/prefix, file:///path or ./path',
  }),
  ...targetInputs,
  'target-url': text({
    sentence: 'The server of the swap, as `postgresql://user:password@host:port/database`.',
    secret: 'password',
  }),
  'target-database': text({
    sentence: 'The database that was swapped; without it, the one that the address or the newest record names.',
  }),
  restore: text({
    sentence: 'Id of the restore; without it, the newest swap of the database.',
    pattern: /^\d{8}T\d{6}Z-[0-9a-f]{6}$/,
    allowed: 'an id as 20261121T021703Z-7f3a9c',
    momentary: true,
  }),
  'time-budget': duration({ sentence: 'Stop cleanly (exit 3) after this time, unless the databases are exchanged.' }),
}

export const rollback = declare({
  verb: 'rollback',
  sentence: 'Bring the state from before a swap back, from wherever the swap stopped.',
  inputs: {
    ...swappedInputs,
    ...confirmInputs,
    confirm: text({
      sentence:
        'Where no terminal asks: `<database> from <backup id>`, exactly, with the backup that the swap restored; without records the name of the kept database stands for it.',
      momentary: true,
    }),
    hooks: yaml({
      sentence:
        'Commands and addresses as in `pgproof.yml`; those of `before-swap` and `after-swap` are called around the exchange.',
    }),
    ...reportInputs,
  },
  outputs: {
    id: 'Id of the backup that the swap had restored.',
    restore: 'Id of the restore that was rolled back.',
    database: 'The database that was brought back.',
    state: 'What the database is now, in one sentence.',
    'downtime-seconds': 'For how long no client could connect; empty where nothing was exchanged.',
    seconds: 'How long it took.',
  },
})
