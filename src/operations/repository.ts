import { openStore } from '../storage/open.ts'
import type { Store } from '../storage/store.ts'
import type { Context } from './context.ts'

/** What every verb is told about its storage. */
export interface StorageRequest {
  storage: string
  s3AccessKeyId?: string | undefined
  s3SecretAccessKey?: string | undefined
  awsRole?: string | undefined
  awsRegion?: string | undefined
}

/** Opens the storage of a request; nothing is asked of it yet. */
export async function openStorage(request: StorageRequest, context: Context, signal: AbortSignal): Promise<Store> {
  const credentials = {
    accessKeyId: request.s3AccessKeyId,
    secretAccessKey: request.s3SecretAccessKey,
    awsRole: request.awsRole,
    awsRegion: request.awsRegion,
    idToken: context.idToken,
  }
  return await openStore(request.storage, { environment: context.environment, credentials, signal })
}
