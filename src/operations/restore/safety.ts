import { negative } from '../../errors.ts'
import { nameFor } from '../../repository/layout.ts'
import { SAFETY_COPY } from '../../repository/retention-candidate.ts'
import type { Encryption } from '../../sealing/seal.ts'
import { backup } from '../backup/backup.ts'
import type { Context } from '../context.ts'
import type { KeyRequest, SealingRequest } from '../keys.ts'
import type { BackedUpTable, BackupReference } from '../results.ts'
import { verify } from '../verify/verify.ts'
import type { RestoreRequest } from './request.ts'
import type { RestoreRun } from './run.ts'

/** The backup of the live database, and what its tables held. */
export interface Safety {
  backup: BackupReference
  tables: BackedUpTable[]
}

/** Milliseconds; as the command line's default. */
const LOCK_TIMEOUT_MS = 300_000

/** Backs the live database up, beside the backup that is restored, and reads every byte back. Throws where it cannot be relied upon. */
export async function makeSafetyBackup(run: RestoreRun): Promise<Safety> {
  const { request, chosen, destination } = run
  const context = inside(run)
  const { storage, s3AccessKeyId, s3SecretAccessKey, awsRole, awsRegion, serverSideEncryption, kmsKey } = request
  const access = { storage, s3AccessKeyId, s3SecretAccessKey, awsRole, awsRegion, serverSideEncryption, kmsKey }
  const { jobs, client } = request
  // Backups under a name are of one database.
  const same = destination.database === chosen.backup.manifest.source.database
  const name = same ? chosen.backup.name : nameFor(destination.database)
  const common = { ...access, ...signingOf(run), jobs, client, name }
  const made = await backup(
    {
      ...common,
      ...sealingOf(request, chosen.backup.manifest.encryption),
      databaseUrl: keywords(destination.connection.parameters),
      type: SAFETY_COPY,
      tags: [],
      profile: 'auto',
      lockTimeout: LOCK_TIMEOUT_MS,
      compressionLevel: 3,
      spoolLimit: 1024 ** 3,
      crossCheck: 'off',
      schemas: [],
      excludeSchemas: [],
      tables: [],
      excludeTables: [],
      excludeTableData: [],
      schemaOnly: false,
      dataOnly: false,
    },
    context,
  )
  const { id } = made.backup
  const { identity, passphrase, gpgPrivateKey } = request
  const opening = { identity, passphrase, gpgPrivateKey }
  const verified = await verify(
    { ...common, ...opening, backup: id, maxBackupAge: Number.POSITIVE_INFINITY, requiredTables: [] },
    context,
  )
  if (verified.ok) return { backup: made.backup, tables: made.tables }
  throw negative(
    `the safety backup ${id} cannot be relied upon: ${verified.reason}; nothing was changed`,
    'find out what is wrong with the storage before anything is restored',
  )
}

/** Who restores at night need not have the key that signs: the copy is made without, and said to be. */
function signingOf({ request, warnings }: RestoreRun): KeyRequest {
  const { signKey, verifyKey } = request
  if (signKey !== undefined) return { signKey, verifyKey }
  if (verifyKey !== undefined)
    warnings.push('the safety backup is not signed, for want of sign-key: with verify-key it does not count')
  return { signing: 'none' }
}

/** As the request says, or else for the same holders as the backup that is restored. */
function sealingOf(request: RestoreRequest, encryption: Encryption | null): SealingRequest {
  const { encryptTo = [], gpgRecipients = [] } = request
  if (request.encryption === 'none') return { encryption: 'none' }
  if (encryptTo.length + gpgRecipients.length > 0) return { encryption: request.encryption, encryptTo, gpgRecipients }
  if (encryption === null) return { encryption: request.encryption }
  const { method, mode, recipients } = encryption
  if (mode === 'passphrase') return { encryption: method, passphrase: request.passphrase }
  return { encryption: method, ...(method === 'age' ? { encryptTo: recipients } : { gpgRecipients: recipients }) }
}

/** The address says all there is to say: PG* variables mean other databases. */
function inside({ context, signal }: RestoreRun): Context {
  const environment = Object.fromEntries(
    Object.entries(context.environment).filter(([name]) => !/^PG(?!PROOF)/.test(name)),
  )
  return { ...context, signal, environment }
}

const keywords = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([keyword, value]) => `${keyword}='${value.replace(/[\\']/g, '\\$&')}'`)
    .join(' ')
