import { usageError } from '../errors.ts'
import type { Repository, RunKeys } from '../repository/repository.ts'
import { type AsOfOptions, asOfStore } from '../storage/as-of.ts'
import { openStore } from '../storage/open.ts'
import type { Store } from '../storage/store.ts'
import type { Context } from './context.ts'
import { type KeyRequest, readKeys } from './keys.ts'

/** What every verb is told about its storage, and about the keys to what lies there. */
export interface StorageRequest extends KeyRequest {
  storage: string
  s3AccessKeyId?: string | undefined
  s3SecretAccessKey?: string | undefined
  awsRole?: string | undefined
  awsRegion?: string | undefined
  serverSideEncryption?: 'bucket' | 'AES256' | 'aws:kms' | undefined
  kmsKey?: string | undefined
  storageClass?: string | undefined
  /** Looks at the storage as it was at this time, by the old versions that its bucket keeps. */
  asOf?: Date | undefined
}

/** Opens the storage of a request; nothing is asked of it yet. Throws exit 2 for a wrong address or a key that is none. */
export async function openStorage(
  request: StorageRequest,
  context: Context,
  signal: AbortSignal,
  asOf?: AsOfOptions,
): Promise<Repository & { readonly keys: RunKeys }> {
  const keys = await readKeys(request, context, signal)
  const today = await openBare(request, context, signal)
  const store = request.asOf === undefined ? today : asOfStore(today, past(request.asOf, context.now()), asOf)
  const closeStore = store.close.bind(store)
  const close = () => {
    keys.end()
    closeStore()
  }
  return Object.assign(store, { keys, close })
}

/** The storage as it is today, without the keys to what lies there. */
export async function openBare(request: StorageRequest, context: Context, signal: AbortSignal): Promise<Store> {
  const credentials = {
    accessKeyId: request.s3AccessKeyId,
    secretAccessKey: request.s3SecretAccessKey,
    awsRole: request.awsRole,
    awsRegion: request.awsRegion,
    idToken: context.idToken,
  }
  const { serverSideEncryption: encryption, kmsKey, storageClass } = request
  const keeping = { encryption: encryption === 'bucket' ? undefined : encryption, kmsKey, storageClass }
  return await openStore(request.storage, { environment: context.environment, credentials, keeping, signal })
}

/** What is to come would be taken for what is there now. */
function past(asOf: Date, now: Date): Date {
  if (asOf <= now) return asOf
  throw usageError(`as-of is ${asOf.toISOString()}, which is still to come`, 'give a time before now')
}
