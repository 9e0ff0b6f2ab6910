import { usageError } from '../../errors.ts'
import { Heartbeat } from '../../repository/heartbeat.ts'
import { keys } from '../../repository/layout.ts'
import type { Repository } from '../../repository/repository.ts'
import { parseStorageAddress } from '../../storage/address.ts'
import type { Store } from '../../storage/store.ts'
import type { Context } from '../context.ts'
import { learnStore } from '../first-use.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import { asSecond } from './second-store.ts'

/** The second storage and what opens it. */
export interface SecondStorageRequest {
  copyTo?: string | undefined
  copyS3AccessKeyId?: string | undefined
  copyS3SecretAccessKey?: string | undefined
  copyAwsRole?: string | undefined
  copyAwsRegion?: string | undefined
  copyServerSideEncryption?: StorageRequest['serverSideEncryption']
  copyKmsKey?: string | undefined
  copyStorageClass?: string | undefined
}

/** A request for the second storage. Where it is given no credentials of its own, those of the first serve: another region of the same provider. */
export function secondStorage<R extends StorageRequest & SecondStorageRequest>(request: R, copyTo: string): R {
  const { copyS3AccessKeyId, copyS3SecretAccessKey, copyAwsRole } = request
  const own = Boolean(copyS3AccessKeyId || copyS3SecretAccessKey || copyAwsRole)
  return {
    ...request,
    storage: copyTo,
    awsRegion: request.copyAwsRegion ?? request.awsRegion,
    serverSideEncryption: request.copyServerSideEncryption,
    kmsKey: request.copyKmsKey,
    storageClass: request.copyStorageClass,
    asOf: undefined,
    ...(own && { s3AccessKeyId: copyS3AccessKeyId, s3SecretAccessKey: copyS3SecretAccessKey, awsRole: copyAwsRole }),
  }
}

/** Opens the second storage; nothing is asked of it yet. */
export const openSecond = (
  request: StorageRequest & SecondStorageRequest,
  copyTo: string,
  context: Context,
  signal: AbortSignal,
): Promise<Repository> => asSecond(() => openStorage(secondStorage(request, copyTo), context, signal))

/** Learns what the second storage can do, as `learnStore` does; what a person should know of it is returned. */
export async function learnSecond(
  to: Store,
  request: StorageRequest & SecondStorageRequest & { copyTo: string },
  context: Context,
  signal: AbortSignal,
): Promise<string[]> {
  const warnings = await learnStore(to, secondStorage(request, request.copyTo), context, signal)
  return warnings.map((text) => `the second storage: ${text}`)
}

/** Throws exit 2 where both addresses are the same, before anything is asked of either. */
export function refuseSameAddress(storage: string, copyTo: string): void {
  if (placeOf(storage) === placeOf(copyTo)) throw sameStorage(storage, copyTo)
}

/** An address without what only says how to reach the place. */
function placeOf(storage: string): string {
  const address = parseStorageAddress(storage)
  if (address.scheme !== 's3') return address.location
  return JSON.stringify([address.endpoint, address.bucket, address.prefix])
}

/**
 * Throws exit 2 where two addresses lead to one storage: what is put into the one shows up in the other. The sign is a reader's heartbeat of one of
 * the backups, so the first thing that is tried on the second storage is to put an object there.
 */
export async function refuseSameStorage(
  from: Store,
  to: Store,
  { name, id, end }: { name: string; id: string; end: string },
  now: Date,
): Promise<void> {
  const sign = keys.reading(name, id, end)
  const heartbeat = new Heartbeat(to, name, id, now, sign)
  await heartbeat.start()
  try {
    if (await from.head(sign)) throw sameStorage(from.location, to.location)
  } finally {
    await heartbeat.stop().catch(() => {})
  }
}

const sameStorage = (storage: string, copyTo: string) =>
  usageError(
    `storage and copy-to are the same storage: ${storage} and ${copyTo}`,
    'name another bucket, prefix or folder in copy-to: a second copy beside the first goes when the first does',
  )
