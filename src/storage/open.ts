import { type FileAddress, type MemoryAddress, parseStorageAddress, type S3Address, type Scheme } from './address.ts'
import { openFileStore } from './file.ts'
import { checkKeeping, type Keeping } from './keeping.ts'
import { openMemoryStore } from './memory.ts'
import type { S3Credentials } from './s3-credentials.ts'
import type { Store } from './store.ts'

export interface OpenOptions {
  /** AWS_* variables are read from here. */
  environment: Record<string, string | undefined>
  credentials?: S3Credentials
  /** How what is put is to be kept; only a bucket can be told. */
  keeping?: Keeping
  /** Ends everything under way; its reason is what is thrown. */
  signal?: AbortSignal
  /** Seconds without a byte after which a connection counts as dead; 60 unless given. */
  stallSeconds?: number
  /** Seconds within which a passing fault is tried again; 300 unless given. */
  retrySeconds?: number
}

type Openers = {
  [S in Scheme]: (
    address: Extract<S3Address | FileAddress | MemoryAddress, { scheme: S }>,
    options: OpenOptions,
  ) => Promise<Store>
}

/** A new storage is one file, one parser in address.ts and one line here. The AWS SDK is loaded only where it is used: it takes longer than all the rest. */
const OPENERS: Openers = {
  s3: async (address, options) => (await import('./s3-open.ts')).openS3(address, options),
  file: async (address, options) => openFileStore(address, options),
  memory: async (address) => openMemoryStore(address.name),
}

/**
 * Opens the storage at `address` (see `parseStorageAddress`) without a request to it: what is wrong there shows at the first use.
 * @throws PgproofError 2 for a wrong address or half-given credentials
 */
export async function openStore(address: string, options: OpenOptions): Promise<Store> {
  const parsed = parseStorageAddress(address)
  if (parsed.scheme !== 's3') checkKeeping(options.keeping ?? {}, 'a folder', { encryptions: [], storageClasses: [] })
  const open = OPENERS[parsed.scheme] as (address: typeof parsed, options: OpenOptions) => Promise<Store>
  return await open(parsed, options)
}
