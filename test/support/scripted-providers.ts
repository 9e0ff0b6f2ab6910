import dns from 'node:dns'
import { type Fault, type ScriptedRequest, type ScriptedS3, s3Error, startScriptedS3 } from './scripted-http.ts'

export type Provider = 'AWS' | 'R2' | 'B2' | 'plain'

/** Host of each, its region, and what it says to what it does not take; from the providers' tables of S3 compatibility. */
const PROVIDERS: Record<
  Provider,
  { host: string; region: string; refuse(request: ScriptedRequest): Fault | undefined }
> = {
  AWS: {
    host: 's3.eu-central-1.amazonaws.com',
    region: 'eu-central-1',
    // New buckets know no path style.
    refuse: ({ host }) => (host.startsWith('bucket.') ? undefined : s3Error(400, 'InvalidRequest', 'no path style')),
  },
  R2: {
    host: 'abc.r2.cloudflarestorage.com',
    region: 'auto',
    refuse: ({ headers }) =>
      headers['x-amz-server-side-encryption'] || headers['x-amz-object-lock-mode']
        ? s3Error(501, 'NotImplemented')
        : undefined,
  },
  B2: {
    host: 's3.us-west-004.backblazeb2.com',
    region: 'us-west-004',
    refuse: ({ headers }) => {
      if (headers['if-none-match']) return s3Error(501, 'NotImplemented')
      const checksum = Object.keys(headers).some((name) => name.startsWith('x-amz-checksum-'))
      if (checksum || headers['x-amz-sdk-checksum-algorithm']) return s3Error(400, 'InvalidArgument')
      return headers['x-amz-server-side-encryption'] === 'aws:kms' ? s3Error(400, 'InvalidRequest') : undefined
    },
  },
  plain: { host: 's3.pgproof.test', region: 'us-east-1', refuse: () => undefined },
}

const lookup = dns.lookup

/** Leads every host below the providers' names to this machine, until it is called again with false. */
function leadHere(on: boolean): void {
  const hosts = Object.values(PROVIDERS).map(({ host }) => host)
  const here = { address: '127.0.0.1', family: 4 }
  const led = (name: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) => {
    if (!hosts.some((host) => name === host || name === `bucket.${host}`)) {
      lookup(name, options as dns.LookupOptions, done as never)
    } else if (options.all) done(null, [here])
    else done(null, here.address, here.family)
  }
  dns.lookup = (on ? led : lookup) as typeof dns.lookup
}

export interface ScriptedProvider extends ScriptedS3 {
  /** What was refused, in order, as `PUT 501`. */
  refused: string[]
}

/** A scripted server under a provider's own name, which refuses what that one refuses, before the script is asked. */
export async function startProvider(provider: Provider): Promise<ScriptedProvider> {
  const { host, region, refuse } = PROVIDERS[provider]
  leadHere(true)
  const s3 = await startScriptedS3()
  const port = new URL(s3.endpoint).port
  const { reset, stop } = s3
  const refused: string[] = []
  const scripted: ScriptedProvider = Object.assign(s3, {
    refused,
    endpoint: `http://${host}:${port}`,
    address: `s3://bucket/prefix?endpoint=http://${host}:${port}`,
    reset() {
      reset()
      refused.length = 0
      s3.script = guard
    },
    async stop() {
      leadHere(false)
      await stop()
    },
  })
  const guard = (request: ScriptedRequest): Fault | undefined => {
    const signed = /Credential=[^/]+\/\d+\/([^/]+)\/s3\//.exec(request.headers.authorization ?? '')?.[1]
    const fault =
      signed === region ? refuse(request) : s3Error(400, 'AuthorizationHeaderMalformed', `expecting '${region}'`)
    if (fault) refused.push(`${request.method} ${fault.status}`)
    return fault
  }
  scripted.script = guard
  return scripted
}
