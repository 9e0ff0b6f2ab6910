import { availableParallelism } from 'node:os'
import { STORAGE_CLASSES } from '../storage/keeping.ts'
import { trustInputs } from './keys.ts'
import { choice, flag, instant, integer, list, text } from './kinds.ts'

/** Where the backups are, and what opens the storage. */
export const storageInputs = {
  storage: text({
    sentence: 'Where backups are kept: `s3://bucket/prefix?endpoint=…&region=…` or `file:///path`.',
    required: true,
    // Kept in memory, a backup would be gone when the command ends.
    pattern: /^(?!memory:)/,
    allowed: 's3://bucket/prefix, file:///path or ./path',
  }),
  name: text({
    sentence:
      "The name that the backups are filed under. Without it, the database's name, or the only name in the storage.",
  }),
  's3-access-key-id': text({
    sentence: 'Access key of the storage. Without it, the AWS credential chain is used.',
    standard: ['AWS_ACCESS_KEY_ID'],
  }),
  's3-secret-access-key': text({
    sentence: 'Secret key that belongs to `s3-access-key-id`.',
    secret: 'whole',
    standard: ['AWS_SECRET_ACCESS_KEY'],
  }),
  'aws-role': text({
    sentence:
      'ARN of the IAM role to assume with the OIDC token of the workflow (needs `permissions: id-token: write`).',
  }),
  'aws-region': text({
    sentence: 'Region of the bucket and of the role.',
    standard: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
  }),
  ...trustInputs,
}

const ENCRYPTION_AT_REST = ['bucket', 'AES256', 'aws:kms'] as const

/** How a store is asked to encrypt what it is given. */
export const encryptionAtRest = (sentence: string) => choice(ENCRYPTION_AT_REST, { sentence, default: 'bucket' })

/** Which key it takes for that. */
export const kmsKey = (sentence: string) =>
  text({ sentence, pattern: /^\S+$/, allowed: 'the id, ARN or alias of a key' })

/** The same for verbs that write into it. */
export const writtenStorageInputs = {
  ...storageInputs,
  'server-side-encryption': encryptionAtRest(
    'How the store is asked to encrypt what is put; `bucket` leaves it to the bucket. A store that does not confirm it is refused.',
  ),
  'kms-key': kmsKey("With `aws:kms`: id, ARN or alias of the key. Without it, the account's own for S3."),
}

/** Where the bytes of backups go; records, manifests and heartbeats stay in the bucket's own class. */
export const storageClassOf = (what: string) =>
  text({
    sentence: `Storage class of ${what}: ${STORAGE_CLASSES.map((one) => `\`${one}\``).join(', ')}. Without it, the bucket's own.`,
    pattern: new RegExp(`^(${STORAGE_CLASSES.join('|')})$`),
    allowed: `one of ${STORAGE_CLASSES.join(', ')} (what must be thawed first cannot be read back, so it would be no backup)`,
  })

export const storageClass = storageClassOf("a backup's data")

/** For verbs that only read backups. */
export const asOf = instant({
  sentence:
    'Look at the storage as it was at this time, by the old versions that its bucket keeps: backups that were deleted or overwritten since are there. Nothing that was checked is recorded.',
  momentary: true,
})

/** What is told, and where. */
export const reportInputs = {
  config: text({
    sentence: 'File with settings and assertions. Without it, `pgproof.yml` where there is one.',
  }),
  report: list({
    sentence: 'Files to write the report to, one per line; the ending decides: `.html`, `.md` or `.json`.',
  }),
  'report-detail': choice(['auto', 'full', 'totals'], {
    sentence:
      'Whether reports and summaries name tables. `auto` shows totals only on a public repository, everything elsewhere.',
    default: 'auto',
  }),
  'report-artifact': flag({
    sentence: 'Upload the HTML report as an artifact of the workflow run.',
    only: 'action',
  }),
  json: flag({ sentence: 'Print the result as one JSON object on standard output.', only: 'command' }),
}

export const jobs = integer({
  sentence: 'How many tables are worked on at the same time.',
  min: 1,
  max: 64,
  default: String(Math.min(4, availableParallelism())),
  shown: 'number of cores, at most 4',
})

export const databaseUrl = text({
  sentence:
    'The database, as `postgresql://user:password@host:port/database` or libpq keywords. Without it, the PG* variables.',
  secret: 'password',
  standard: ['PGHOST', 'PGHOSTADDR', 'PGSERVICE', 'PGDATABASE'],
})

export const spoolDir = text({
  sentence:
    'Folder for what is on its way; it needs a file system that takes private folders. Without it, the temporary folder.',
})

export const client = choice(['auto', 'local', 'docker'], {
  sentence:
    "Where pg_dump and pg_restore of the server's major come from: installed ones (`local`), the image `postgres:N` (`docker`), or the first that works (`auto`).",
  default: 'auto',
})

/** The server and the database that are restored. */
export const targetInputs = {
  'target-url': text({
    sentence:
      'The server to restore into, as `postgresql://user:password@host:port/database`. A database of another name than the one backed up needs `target-database` too.',
    secret: 'password',
  }),
  'target-database': text({
    sentence: 'The database to restore; without it, the one that the backup was made of.',
  }),
}

export const githubToken = text({
  sentence: 'Token to ask GitHub about this run and its workflows (needs `permissions: actions: read`).',
  secret: 'whole',
  standard: ['GITHUB_TOKEN', 'GH_TOKEN'],
  expression: `\${{ github.token }}`,
})

/** For actions whose good result GitHub can attest. */
export const attestInputs = {
  attest: flag({
    sentence:
      'Have GitHub attest the manifest and the result (needs `permissions: id-token: write` and `attestations: write`); a run that could not is a failure, though what it did stands.',
    only: 'action',
  }),
  'github-token': text({
    sentence: 'Token to store the attestation with.',
    secret: 'whole',
    only: 'action',
    standard: ['GITHUB_TOKEN', 'GH_TOKEN'],
    expression: `\${{ github.token }}`,
  }),
}

/** What tells where it is. */
export const attestOutputs = {
  'attestation-id': 'Number of the attestation; empty without `attest`.',
  'attestation-url': 'Where GitHub shows the attestation; empty without `attest`.',
}

export const whichBackup = text({
  sentence:
    'Which backup: an id, `latest`, `latest:<type>`, `latest-verified`, `tag:<tag>`, `random` or `before:2026-11-01T00:00Z`. Partial backups, and the copies that restores make first, are meant only by id or type.',
  default: 'latest',
})

/** Outputs of every action, set on failure too. */
export const commonOutputs = {
  ok: '`true` when the answer is yes, else `false`.',
  code: 'The exit code that the command would have ended with.',
  reason: 'What went wrong, in one sentence; empty when nothing did.',
  record: 'Key of the record written beside the backup; empty where none was.',
  'report-path': 'Path of the HTML report.',
}

/** A word such as a backup's type. */
export const word = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
  allowed: 'a word of letters, digits, dots and hyphens',
}

/** Which part of a database; everything where all of it is empty. */
export const selection = {
  schemas: list({ sentence: 'Only these schemas, by exact name, one per line.' }),
  'exclude-schemas': list({ sentence: 'Not these schemas, by exact name, one per line.' }),
  tables: list({ sentence: 'Only these tables, as `schema.table`, one per line.' }),
  'exclude-tables': list({ sentence: 'Not these tables, as `schema.table`, one per line.' }),
  'exclude-table-data': list({ sentence: 'Only the definition, not the rows, of these tables, one per line.' }),
  'schema-only': flag({ sentence: 'Definitions without rows.' }),
  'data-only': flag({ sentence: 'Rows without definitions.' }),
}
