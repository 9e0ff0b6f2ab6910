import { S3Client } from '@aws-sdk/client-s3'
import type { HttpResponse } from '@smithy/types'
import { parseEndpoint, type S3Address } from './address.ts'
import type { Keeping } from './keeping.ts'
import type { OpenOptions } from './open.ts'
import { credentialProvider } from './s3-credentials.ts'
import { faultIn } from './s3-fault.ts'
import { profileFor, type S3Profile } from './s3-profiles.ts'

/** An answer that is a web page: a captive portal, a proxy's login, a site instead of an API. */
export class NotS3 extends Error {
  constructor(status: number) {
    super(`a web page came back (HTTP ${status})`)
    this.name = 'NotS3'
  }
}

export interface S3Connection {
  client: S3Client
  profile: S3Profile
  endpoint: string | undefined
  /** How what is put is to be kept. */
  keeping: Keeping
  /** The region that was asked for, where one was. */
  region: string | undefined
  /** The `Date` of the last answer, the store's own clock in whole seconds. */
  lastDate(): Date | undefined
}

/** Makes the client; the SDK's own retries are off, because the retry decorator has them. */
export async function connectS3(address: S3Address, options: OpenOptions): Promise<S3Connection> {
  const { environment, credentials = {} } = options
  const fromEnvironment = environment.AWS_ENDPOINT_URL_S3 || environment.AWS_ENDPOINT_URL
  const endpoint = address.endpoint ?? (fromEnvironment ? parseEndpoint(fromEnvironment) : undefined)
  const asked = credentials.awsRegion || environment.AWS_REGION || environment.AWS_DEFAULT_REGION
  const profile = profileFor(address, endpoint, asked)
  const { region } = profile
  let date: Date | undefined
  const client = new S3Client({
    ...(endpoint ? { endpoint } : {}),
    region: region ?? 'us-east-1',
    followRegionRedirects: profile.name === 'AWS' && !region,
    forcePathStyle: profile.pathStyle,
    credentials: await credentialProvider(credentials, environment, region),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 1,
    requestHandler: requestHandlerOptions(options.stallSeconds ?? 60),
  })
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args).catch((error: unknown) => {
        // Network errors have a `code`; the SDK drops it from an error of another realm, as test runners have them.
        const { code, message } = faultIn(error)
        throw Object.assign(new Error(message, { cause: error }), { code })
      })
      const response = result.response as HttpResponse
      if (response.headers.date) date = new Date(response.headers.date)
      if (/^text\/html\b/i.test(response.headers['content-type'] ?? '') && response.statusCode < 500) {
        response.body?.destroy?.()
        throw new NotS3(response.statusCode)
      }
      return result
    },
    // Inside the SDK's own deserializer, which would take a page for an empty answer.
    { step: 'deserialize', priority: 'low', name: 'pgproofAnswer' },
  )
  return { client, profile, endpoint, region, keeping: options.keeping ?? {}, lastDate: () => date }
}

function requestHandlerOptions(stallSeconds: number) {
  const agent = { keepAlive: true, maxSockets: 64 }
  return {
    connectionTimeout: Math.min(stallSeconds, 15) * 1000,
    socketTimeout: stallSeconds * 1000,
    httpAgent: agent,
    httpsAgent: agent,
  }
}
