import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { PgproofError } from '../../src/errors.ts'
import { openStore } from '../../src/storage/open.ts'
import type { S3Credentials } from '../../src/storage/s3-credentials.ts'
import { failureOf } from '../support/failure.ts'
import { type Fault, type ScriptedS3, s3Error, startScriptedS3 } from '../support/scripted-http.ts'

const ROLE = 'arn:aws:iam::123456789012:role/backup'
const body = Buffer.from('x')

let s3: ScriptedS3
beforeAll(async () => {
  s3 = await startScriptedS3()
})
afterEach(() => s3.reset())
afterAll(() => s3.stop())

const open = (credentials: S3Credentials, environment: Record<string, string> = {}) =>
  openStore(s3.address, { environment, credentials, retrySeconds: 1 })

async function refusalOf(work: Promise<unknown>): Promise<PgproofError> {
  const error = await failureOf(work)
  expect(error.reason + error.hint).not.toContain('CANARY')
  return error
}

/** The key id that the last request was signed with. */
const signer = () => /Credential=([^/]+)\//.exec(s3.requests.at(-1)?.headers.authorization ?? '')?.[1]

describe('keys', () => {
  const variables = { AWS_ACCESS_KEY_ID: 'FROMENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'secretCANARY' }

  test('given ones go before AWS_* variables', async () => {
    await (await open({ accessKeyId: 'GIVEN', secretAccessKey: 'secretCANARY' }, variables)).put('a', body)
    expect(signer()).toBe('GIVEN')
  })

  test('AWS_* variables come from the environment that is given, with the session token', async () => {
    await (await open({}, { ...variables, AWS_SESSION_TOKEN: 'tokenCANARY' })).put('a', body)
    expect(signer()).toBe('FROMENVIRONMENT')
    expect(s3.requests[0]?.headers['x-amz-security-token']).toBe('tokenCANARY')
  })

  test('AWS_ENDPOINT_URL_S3 is the endpoint where the address names none', async () => {
    const store = await openStore('s3://bucket/x', { environment: { ...variables, AWS_ENDPOINT_URL_S3: s3.endpoint } })
    await store.put('a', body)
    expect([...s3.objects.keys()]).toEqual(['x/a'])
  })

  test.each([
    [{ accessKeyId: 'AKID' }, {}, 's3-access-key-id is given without s3-secret-access-key'],
    [{ secretAccessKey: 'secretCANARY' }, {}, 's3-secret-access-key is given without s3-access-key-id'],
    [{}, { AWS_ACCESS_KEY_ID: 'AKID' }, 'AWS_ACCESS_KEY_ID is given without AWS_SECRET_ACCESS_KEY'],
    [
      {},
      { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secretCANARY\n' },
      'AWS_SECRET_ACCESS_KEY holds white space',
    ],
    [{ awsRole: 'backup', awsRegion: 'eu-west-1' }, {}, 'aws-role "backup" is not a role\'s ARN'],
    [{ awsRole: ROLE, awsRegion: 'eu-west-1' }, {}, 'aws-role needs an OIDC token'],
  ])('%j and %j: exit 2', async (credentials, environment, reason) => {
    const error = await refusalOf(open(credentials, environment as unknown as Record<string, string>))
    expect(error.code).toBe(2)
    expect(error.reason).toBe(reason)
  })

  test('aws-role without a region: exit 2', async () => {
    const opening = openStore('s3://bucket', {
      environment: {},
      credentials: { awsRole: ROLE, idToken: async () => 't' },
    })
    expect(await refusalOf(opening)).toMatchObject({ code: 2, reason: 'aws-role is given without aws-region' })
  })

  test('none anywhere: exit 3 and how to give them', async () => {
    const before = { ...process.env }
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    })
    try {
      const store = await open({})
      for (const work of [() => store.put('a', body), () => store.get('a'), () => store.head('a')]) {
        const error = await refusalOf(work())
        expect(error.code).toBe(3)
        expect(error.reason).toMatch(/^no S3 credentials were found/)
        expect(error.hint).toMatch(/AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.*aws-role.*s3-access-key-id/)
      }
      expect(s3.requests).toHaveLength(0)
    } finally {
      process.env = before
    }
  })
})

describe('a role by OIDC', () => {
  /** STS and S3 in one: what is not for the bucket is for STS. */
  const sts = (lifeSeconds: number): ((keyId: number) => Fault) => {
    return (keyId) => ({
      status: 200,
      headers: { 'content-type': 'text/xml' },
      body: `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>
        <AccessKeyId>ROLEKEY${keyId}</AccessKeyId><SecretAccessKey>secretCANARY</SecretAccessKey><SessionToken>session</SessionToken>
        <Expiration>${new Date(Date.now() + lifeSeconds * 1000).toISOString()}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
    })
  }
  const isSts = (request: { method: string }) => request.method === 'POST'
  const roleStore = (idToken: () => Promise<string>) =>
    open({ awsRole: ROLE, awsRegion: 'eu-west-1', idToken }, { AWS_ENDPOINT_URL_STS: s3.endpoint })

  test('mints a new token each time that the session is renewed', async () => {
    let minted = 0
    s3.script = (request) => (isSts(request) ? sts(2)(minted) : undefined)
    const store = await roleStore(async () => `token-${++minted}`)
    await store.put('a', body)
    const [first, key] = [minted, signer()]
    await store.put('b', body)
    expect(minted).toBeGreaterThan(first)
    expect(signer()).not.toBe(key)
    const tokens = s3.requests
      .filter(isSts)
      .map((request) => new URLSearchParams(String(request.body)).get('WebIdentityToken'))
    expect(new Set(tokens).size).toBe(tokens.length)
  })

  test('uses a session as long as it lasts', async () => {
    let minted = 0
    s3.script = (request) => (isSts(request) ? sts(3600)(minted) : undefined)
    const store = await roleStore(async () => `token-${++minted}`)
    for (const key of ['a', 'b', 'c']) await store.put(key, body)
    expect(minted).toBe(1)
  })

  test('a role that does not trust this job: exit 3 and what to check', async () => {
    s3.script = (request) =>
      isSts(request)
        ? { ...s3Error(403, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity') }
        : undefined
    const store = await roleStore(async () => 'tokenCANARY')
    const error = await refusalOf(store.put('a', body))
    expect(error.code).toBe(3)
    expect(error.reason).toMatch(/does not let this job take the role arn:aws:iam/)
    expect(error.hint).toMatch(/trust policy/)
  })

  test('no token: exit 3 and the permission', async () => {
    const store = await roleStore(() => Promise.reject(new Error('no ACTIONS_ID_TOKEN_REQUEST_URL')))
    expect(await refusalOf(store.put('a', body))).toMatchObject({
      code: 3,
      hint: expect.stringMatching(/id-token: write/),
    })
  })
})
