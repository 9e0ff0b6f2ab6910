import type { Repository, RunKeys } from '../repository/repository.ts'
import { openStore } from '../storage/open.ts'
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
}

/** Opens the storage of a request; nothing is asked of it yet. Throws exit 2 for a wrong address or a key that is none. */
export async function openStorage(
  request: StorageRequest,
  context: Context,
  signal: AbortSignal,
): Promise<Repository & { readonly keys: RunKeys }> {
  const keys = await readKeys(request, context, signal)
  const credentials = {
    accessKeyId: request.s3AccessKeyId,
    secretAccessKey: request.s3SecretAccessKey,
    awsRole: request.awsRole,
    awsRegion: request.awsRegion,
    idToken: context.idToken,
  }
  const { serverSideEncryption: encryption, kmsKey, storageClass } = request
  const keeping = { encryption: encryption === 'bucket' ? undefined : encryption, kmsKey, storageClass }
  const store = await openStore(request.storage, { environment: context.environment, credentials, keeping, signal })
  const closeStore = store.close.bind(store)
  const close = () => {
    keys.end()
    closeStore()
  }
  return Object.assign(store, { keys, close })
}
