import { environmentError, messageOf, PgproofError, usageError } from '../errors.ts'

/** What inputs give; nothing given leaves it to AWS_* variables and the SDK's own chain (profiles, container and instance roles). */
export interface S3Credentials {
  /** ARN of a role to assume with `idToken`. */
  awsRole?: string | undefined
  awsRegion?: string | undefined
  accessKeyId?: string | undefined
  secretAccessKey?: string | undefined
  sessionToken?: string | undefined
  /** Mints a new OIDC token: one lives 5 minutes, a role's session an hour, a backup may last longer than both. */
  idToken?: (() => Promise<string>) | undefined
}

export interface Identity {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  expiration?: Date
}

/** The SDK asks again 5 minutes before `expiration`. */
export type CredentialProvider = () => Promise<Identity>

const HOW =
  'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or aws-role and aws-region for OIDC, or s3-access-key-id and s3-secret-access-key'

/** Picks the way to credentials: a role by OIDC, given keys, AWS_* variables, then whatever the SDK finds. */
export async function credentialProvider(
  given: S3Credentials,
  environment: Record<string, string | undefined>,
  region: string | undefined,
): Promise<CredentialProvider> {
  if (given.awsRole) return await roleProvider(given.awsRole, given, environment, region)
  const keys = keyPair(given.accessKeyId, given.secretAccessKey, given.sessionToken, [
    's3-access-key-id',
    's3-secret-access-key',
  ])
  if (keys) return async () => keys
  const variables = keyPair(
    environment.AWS_ACCESS_KEY_ID,
    environment.AWS_SECRET_ACCESS_KEY,
    environment.AWS_SESSION_TOKEN,
    ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  )
  if (variables) return async () => variables
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  const chain = fromNodeProviderChain(region === undefined ? {} : { clientConfig: { region } })
  return async () => {
    try {
      return await chain()
    } catch (error) {
      throw noCredentials(error)
    }
  }
}

function keyPair(
  id: string | undefined,
  secret: string | undefined,
  token: string | undefined,
  names: [string, string],
): Identity | undefined {
  if (!id && !secret) return undefined
  if (!id || !secret)
    throw usageError(`${id ? names[0] : names[1]} is given without ${id ? names[1] : names[0]}`, 'give both')
  if (/\s/.test(id) || /\s/.test(secret)) {
    throw usageError(
      `${/\s/.test(id) ? names[0] : names[1]} holds white space`,
      'paste the key again, without a line break',
    )
  }
  return { accessKeyId: id, secretAccessKey: secret, ...(token ? { sessionToken: token } : {}) }
}

async function roleProvider(
  roleArn: string,
  given: S3Credentials,
  environment: Record<string, string | undefined>,
  region: string | undefined,
): Promise<CredentialProvider> {
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/.+/.test(roleArn)) {
    throw usageError(
      `aws-role ${JSON.stringify(roleArn)} is not a role's ARN`,
      'write it like arn:aws:iam::123456789012:role/backup',
    )
  }
  const { idToken } = given
  if (!idToken)
    throw usageError(
      'aws-role needs an OIDC token',
      'it is for GitHub Actions with permissions: id-token: write; elsewhere use AWS_* variables',
    )
  const at = given.awsRegion ?? region
  if (!at) throw usageError('aws-role is given without aws-region', 'give the region of the bucket, like eu-central-1')
  const endpoint = environment.AWS_ENDPOINT_URL_STS
  const { fromWebToken } = await import('@aws-sdk/credential-providers')
  return async () => {
    const webIdentityToken = await mint(idToken)
    const clientConfig = { region: at, maxAttempts: 5, ...(endpoint ? { endpoint } : {}) }
    try {
      return await fromWebToken({ roleArn, roleSessionName: 'pgproof', webIdentityToken, clientConfig })()
    } catch (error) {
      throw environmentError(
        `AWS does not let this job take the role ${roleArn}: ${messageOf(error)}`,
        "check the role's trust policy: its provider, audience sts.amazonaws.com and the subject of this repository and environment",
        error,
      )
    }
  }
}

async function mint(idToken: () => Promise<string>): Promise<string> {
  try {
    return await idToken()
  } catch (error) {
    if (error instanceof PgproofError) throw error
    throw environmentError(
      `GitHub gave no OIDC token: ${messageOf(error)}`,
      'give the job permissions: id-token: write',
      error,
    )
  }
}

/** Whatever the SDK's chain says in its own words means one thing to the user. */
export function noCredentials(cause: unknown): PgproofError {
  return environmentError(`no S3 credentials were found: ${messageOf(cause)}`, HOW, cause)
}
