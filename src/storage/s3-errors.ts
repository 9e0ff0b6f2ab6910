import { environmentError, PgproofError } from '../errors.ts'
import { noCredentials } from './s3-credentials.ts'
import { faultIn, type S3Fault } from './s3-fault.ts'
import { ObjectArchived } from './store.ts'
import { TransientFailure } from './transient.ts'

export type S3Verb =
  | 'PutObject'
  | 'GetObject'
  | 'HeadObject'
  | 'ListBucket'
  | 'DeleteObject'
  | 'GetBucketVersioning'
  | 'ListObjectVersions'
  | 'GetObjectVersion'
  | 'DeleteObjectVersion'
  | 'GetLifecycleConfiguration'

/** What was tried, for the sentence. */
export interface S3Attempt {
  verb: S3Verb
  bucket: string
  /** The object's whole name in the bucket, or the prefix that was listed. */
  name: string
  endpoint: string | undefined
  region: string | undefined
}

type Explanation = (fault: S3Fault, attempt: S3Attempt, cause: unknown) => PgproofError

const busy: Explanation = ({ code, status }, attempt, cause) =>
  new TransientFailure(
    'busy',
    `${storeOf(attempt)} is overloaded or out of order: ${status ?? ''} ${code} at ${attempt.verb}`.replace(
      / {2,}/g,
      ' ',
    ),
    'wait and run again; if it stays, ask the provider, or lower the number of jobs',
    cause,
  )

const broken: Explanation = ({ code, message }, attempt, cause) =>
  new TransientFailure(
    'broken',
    `the connection to ${storeOf(attempt)} broke at ${attempt.verb}: ${code && !message.includes(code) ? `${code}, ` : ''}${message}`,
    'check the network between this machine and the store, then run again',
    cause,
  )

const mangled: Explanation = ({ code }, attempt, cause) =>
  new TransientFailure(
    'mangled',
    `${storeOf(attempt)} received other bytes than were sent (${code})`,
    'check the memory of this machine and what stands between it and the store',
    cause,
  )

const garbled: Explanation = ({ message }, attempt, cause) =>
  new TransientFailure(
    'mangled',
    `the answer of ${storeOf(attempt)} at ${attempt.verb} is cut or not of S3's form: ${message.replace(/ \/ Deserialization error.*/, '')}`,
    'check the endpoint and what stands between this machine and the store',
    cause,
  )

const unreachable =
  (what: string, hint: string): Explanation =>
  (_fault, attempt, cause) =>
    new TransientFailure('unreachable', `${storeOf(attempt)} ${what}`, hint, cause)

const final =
  (
    sentence: (attempt: S3Attempt, fault: S3Fault) => string,
    hint: string | ((attempt: S3Attempt, fault: S3Fault) => string),
  ): Explanation =>
  (fault, attempt, cause) =>
    environmentError(sentence(attempt, fault), typeof hint === 'string' ? hint : hint(attempt, fault), cause)

const CLOCK = 'set the clock of this machine (NTP), then run again'
const NEW_KEYS = 'make a new key pair for this bucket and give both parts again'

const accessDenied = final(
  ({ verb, bucket, name }) =>
    `access denied: these credentials may not ${verb} in bucket ${bucket}${name ? ` (${name})` : ''}`,
  ({ verb }) =>
    `allow ${PERMISSION[verb]} in the policy of the user or role, and check that no bucket policy or KMS key denies it`,
)

/** What an IAM policy has to allow for each verb; a HEAD needs the right to read. */
const PERMISSION: Record<S3Verb, string> = {
  PutObject: 's3:PutObject',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject and s3:ListBucket',
  ListBucket: 's3:ListBucket',
  DeleteObject: 's3:DeleteObject',
  GetBucketVersioning: 's3:GetBucketVersioning',
  ListObjectVersions: 's3:ListBucketVersions',
  GetObjectVersion: 's3:GetObjectVersion',
  DeleteObjectVersion: 's3:DeleteObjectVersion',
  GetLifecycleConfiguration: 's3:GetLifecycleConfiguration',
}

const wrongRegion = final(
  ({ bucket, region }, fault) =>
    `bucket ${bucket} is not in region ${region ?? 'us-east-1'}${fault.region ? ` but in ${fault.region}` : ''}`,
  ({ bucket }, fault) => `write s3://${bucket}/…?region=${fault.region ?? "<the bucket's region>"}`,
)

const expired = final(
  () => 'the S3 credentials have expired',
  'get new ones; in Actions use aws-role, which renews them while the job runs',
)

const certificate = final(
  (attempt, { code }) => `the TLS certificate of ${storeOf(attempt)} is not trusted (${code})`,
  'check the endpoint; for a certificate of your own set NODE_EXTRA_CA_CERTS to its CA file',
)

const quota = final(
  ({ bucket }, { code }) => `the storage quota of bucket ${bucket} is used up (${code})`,
  'raise the quota or make room; nothing is removed by itself, and earlier backups are untouched',
)

const unknownKey = final(
  () => 'the store does not know this access key',
  'check AWS_ACCESS_KEY_ID and the endpoint: the key may belong to another provider',
)

const BY_CODE: Record<string, Explanation> = {
  NoSuchBucket: final(
    ({ bucket }) => `there is no bucket ${bucket}`,
    'check the name, the endpoint and the account, or create the bucket',
  ),
  AccessDenied: accessDenied,
  Forbidden: accessDenied,
  AllAccessDisabled: accessDenied,
  AccountProblem: accessDenied,
  InvalidAccessKeyId: unknownKey,
  XAdminUserNotFound: unknownKey,
  SignatureDoesNotMatch: final(() => 'the secret access key does not fit its key id', NEW_KEYS),
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  TokenRefreshRequired: expired,
  InvalidToken: final(
    () => 'the session token is not valid',
    'leave AWS_SESSION_TOKEN out for permanent keys, give it with temporary ones',
  ),
  PermanentRedirect: wrongRegion,
  TemporaryRedirect: wrongRegion,
  AuthorizationHeaderMalformed: wrongRegion,
  IllegalLocationConstraintException: wrongRegion,
  RequestTimeTooSkewed: (_fault, _attempt, cause) =>
    new TransientFailure('skewed', "this machine's clock is more than 15 min off the store's", CLOCK, cause),
  InvalidObjectState: (_fault, { name, bucket }, cause) =>
    new ObjectArchived(
      `${name} is archived, not damaged: it must be thawed before it can be read`,
      `thaw it (aws s3api restore-object --bucket ${bucket} --key ${name} --restore-request Days=7), wait until that is done, then run again; and keep lifecycle rules away from this prefix`,
      cause,
    ),
  QuotaExceeded: quota,
  XMinioStorageFull: quota,
  StorageFull: quota,
  InsufficientStorage: quota,
  storage_cap_exceeded: quota,
  'KMS.DisabledException': final(({ bucket }) => `the KMS key of bucket ${bucket} is disabled`, 'enable the key'),
  'KMS.NotFoundException': final(
    ({ bucket }) => `the KMS key of bucket ${bucket} is gone`,
    'give the bucket another key; objects under the old one cannot be read',
  ),
  SlowDown: busy,
  ServiceUnavailable: busy,
  InternalError: busy,
  OperationAborted: busy,
  ConditionalRequestConflict: busy,
  TooManyRequests: busy,
  Throttling: busy,
  ThrottlingException: busy,
  RequestTimeout: broken,
  IncompleteBody: broken,
  BadDigest: mangled,
  XAmzContentSHA256Mismatch: mangled,
  XAmzContentChecksumMismatch: mangled,
  ENOTFOUND: unreachable(
    'has no address in DNS',
    'check the endpoint, region and bucket in the storage address for a typo',
  ),
  EAI_AGAIN: unreachable('could not be looked up in DNS', 'check the name servers of this machine'),
  ECONNREFUSED: unreachable('refuses connections', 'check host and port of the endpoint, and that the server runs'),
  EHOSTUNREACH: unreachable('cannot be reached', 'check the network; GitHub runners have no IPv6'),
  ENETUNREACH: unreachable('cannot be reached', 'check the network; GitHub runners have no IPv6'),
  ERR_SSL_WRONG_VERSION_NUMBER: final(
    (attempt) => `${storeOf(attempt)} does not speak TLS`,
    'write the endpoint with http:// where it is meant so',
  ),
  ERR_SSL_PACKET_LENGTH_TOO_LONG: final(
    (attempt) => `${storeOf(attempt)} does not speak TLS`,
    'write the endpoint with http:// where it is meant so',
  ),
  EPROTO: final(
    (attempt) => `${storeOf(attempt)} does not speak TLS`,
    'write the endpoint with http:// where it is meant so',
  ),
  NotS3: final(
    (attempt, { message }) => `${storeOf(attempt)} does not answer as S3 does: ${message}`,
    'check the endpoint: it may be a console or a proxy that wants a login',
  ),
  CredentialsProviderError: (_fault, _attempt, cause) => noCredentials(cause),
}

/** The server does not know the request at all. */
export const isNotImplemented = ({ code, status }: S3Fault): boolean =>
  status === 501 || status === 405 || ['NotImplemented', 'MethodNotAllowed'].includes(code)

/** The server has no such thing as versions. */
export const isNoVersioning = (fault: S3Fault): boolean =>
  isNotImplemented(fault) || fault.code === 'VersioningNotConfigured'

const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_)/
const CUT = /^(ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|TimeoutError|ERR_STREAM_PREMATURE_CLOSE|HPE_|UND_ERR)/

const unexpected = final(
  (attempt, { code, status, message }) =>
    `${attempt.verb} failed at ${storeOf(attempt)}: ${status ? `HTTP ${status} ` : ''}${code}: ${message}`,
  'check the storage address and the permissions; pgproof doctor tries each one',
)

/** Turns whatever a request threw into a failure for the user: one sentence, what to do, and whether trying again may help. */
export function explainS3Error(error: unknown, attempt: S3Attempt): PgproofError {
  if (error instanceof PgproofError) return error
  const fault = faultIn(error)
  return (explanationFor(fault) ?? unexpected)(fault, attempt, error)
}

function explanationFor({ code, status, region, message }: S3Fault): Explanation | undefined {
  if (Object.hasOwn(BY_CODE, code)) return BY_CODE[code]
  if (CERTIFICATE.test(code)) return certificate
  if (CUT.test(code) || /socket hang up|aborted|connection.*timed out/i.test(message)) return broken
  // The store said yes, and what it said could not be read.
  if (status !== undefined && status < 300) return garbled
  if (status === 301 || status === 307 || (status === 400 && region !== undefined)) return wrongRegion
  if (status === 403) return accessDenied
  if (status === 507) return quota
  if (status === 429 || status === 409 || status === 408 || (status !== undefined && status >= 500 && status !== 501))
    return busy
  return undefined
}

function storeOf({ bucket, endpoint }: S3Attempt): string {
  return endpoint ? new URL(endpoint).host : `S3 (bucket ${bucket})`
}
