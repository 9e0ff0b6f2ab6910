import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3'
import { environmentError } from '../errors.ts'
import type { ObjectFacts } from './store.ts'

/** Classes whose objects have to be thawed before they can be read; `INTELLIGENT_TIERING` has tiers like them, which only a look at the object tells. */
const FROZEN = new Set(['GLACIER', 'DEEP_ARCHIVE'])

/** The class that keeps an object from being read, as a listing tells it: it may have been thawed for a while. */
export const frozenClass = (storageClass: string | undefined): string | undefined =>
  storageClass !== undefined && FROZEN.has(storageClass) ? storageClass : undefined

/** What the answer to a HEAD tells of an object. */
export function objectFacts(answer: HeadObjectCommandOutput, location: string): ObjectFacts {
  const { ContentLength: size, LastModified: modified, ETag } = answer
  if (size === undefined || !modified || !ETag) throw untrusted(location, 'HEAD tells no size, date or tag')
  const sha256 = sha256In(answer.ChecksumSHA256)
  const archived = frozenIn(answer)
  return { size, modified, ...(sha256 && { sha256 }), ...(archived && { archived }) }
}

function frozenIn({ StorageClass, ArchiveStatus, Restore }: HeadObjectCommandOutput): string | undefined {
  const frozen = ArchiveStatus ?? frozenClass(StorageClass)
  // A copy that can be read lies beside it for some days.
  return Restore?.includes('ongoing-request="false"') ? undefined : frozen
}

/** A checksum of several parts ends with their number and is not the SHA-256 of the body. */
function sha256In(base64: string | undefined): string | undefined {
  const bytes = Buffer.from(base64?.includes('-') ? '' : (base64 ?? ''), 'base64')
  return bytes.length === 32 ? bytes.toString('hex') : undefined
}

/** For answers of which nothing is concluded. */
export function untrusted(location: string, what: string) {
  return environmentError(
    `${location} answers in a way that cannot be trusted: ${what}`,
    'check the endpoint; nothing is guessed from such an answer',
  )
}
