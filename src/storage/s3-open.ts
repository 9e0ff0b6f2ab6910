import type { S3Address } from './address.ts'
import { checkKeeping } from './keeping.ts'
import type { OpenOptions } from './open.ts'
import { withRetry } from './retry.ts'
import { S3Store } from './s3.ts'
import { connectS3 } from './s3-client.ts'
import type { Store } from './store.ts'

/** An S3 store that tries passing faults again. */
export async function openS3(address: S3Address, options: OpenOptions): Promise<Store> {
  const { signal, stallSeconds = 60, retrySeconds = 300 } = options
  const connection = await connectS3(address, options)
  const { profile } = connection
  checkKeeping(options.keeping ?? {}, profile.name === 'S3-compatible' ? 'the store' : profile.name, profile)
  const store = new S3Store(address, connection, { stallSeconds, ...(signal ? { signal } : {}) })
  return withRetry(store, { budgetMs: retrySeconds * 1000, ...(signal ? { signal } : {}) })
}
