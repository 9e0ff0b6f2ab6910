import { execFileSync } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'

export interface SigstoreRequest {
  /** `POST fulcio.githubapp.com/api/v2/signingCert` */
  what: string
  headers: IncomingMessage['headers']
  body: Buffer
}

export interface SigstoreAnswer {
  status: number
  json: unknown
}

/**
 * What signs and keeps attestations: GitHub's Fulcio and timestamps, the public Fulcio and Rekor, GitHub's ID tokens and its API, each under its
 * own name over TLS. They are reached by the proxy and the certificate in `environment`, so that nothing in pgproof or in the library knows of the test.
 */
export interface ScriptedSigstore {
  environment: Record<string, string>
  requests: SigstoreRequest[]
  /** Answers instead of the usual ones, by `SigstoreRequest.what` without its query. */
  answers: Map<string, SigstoreAnswer>
  /** The certificate of the authority that Fulcio signs with. */
  authority: string
  reset(): void
  stop(): Promise<void>
}

const HOSTS = [
  'fulcio.githubapp.com',
  'timestamp.githubapp.com',
  'fulcio.sigstore.dev',
  'rekor.sigstore.dev',
  'tokens.actions.githubusercontent.com',
  'api.github.com',
]

/** Whose runs the ID tokens are. */
const SUBJECT = 'repo:ada/shop:ref:refs/heads/main'
export const TIMESTAMP = 'a timestamp of RFC 3161'
export const ID_TOKEN = [{ alg: 'none' }, { iss: 'https://token.actions.githubusercontent.com', sub: SUBJECT }, {}]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.')

export async function startScriptedSigstore(): Promise<ScriptedSigstore> {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-sigstore-'))
  const [authority, key] = [join(folder, 'authority.crt'), join(folder, 'authority.key')]
  const names = HOSTS.map((host) => `DNS:${host}`).join(',')
  const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=scripted -addext subjectAltName=${names}`
  execFileSync('openssl', [...words.split(' '), '-keyout', key, '-out', authority], { stdio: 'pipe' })
  const server = createServer({ key: readFileSync(key), cert: readFileSync(authority) }, (request, response) => {
    void answer(sigstore, folder, request, response).catch((error) => response.destroy(error as Error))
  }).listen(0, '127.0.0.1')
  const proxy = createHttpServer().listen(0, '127.0.0.1')
  await Promise.all([once(server, 'listening'), once(proxy, 'listening')])
  const port = (of: { address(): unknown }) => (of.address() as AddressInfo).port
  // Whatever host is asked for, this one answers; TLS inside the tunnel says which was meant.
  proxy.on('connect', (_, client) => {
    const tunnel = connect(port(server), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      tunnel.pipe(client).pipe(tunnel)
    })
    for (const end of [tunnel, client]) end.on('error', () => [tunnel, client].forEach((one) => void one.destroy()))
  })
  const sigstore: ScriptedSigstore = {
    environment: {
      HTTPS_PROXY: `http://127.0.0.1:${port(proxy)}`,
      NODE_EXTRA_CA_CERTS: authority,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'ada/shop',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://tokens.actions.githubusercontent.com/token?api-version=2.0',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'canary-request-token',
    },
    requests: [],
    answers: new Map(),
    authority,
    reset() {
      sigstore.requests.length = 0
      sigstore.answers.clear()
    },
    async stop() {
      for (const one of [server, proxy]) {
        one.closeAllConnections()
        one.close()
      }
      await Promise.all([once(server, 'close'), once(proxy, 'close')])
      rmSync(folder, { recursive: true })
    },
  }
  return sigstore
}

async function answer(
  { requests, answers }: ScriptedSigstore,
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const what = `${request.method} ${request.headers.host}${request.url}`
  const body = await buffer(request)
  requests.push({ what, headers: request.headers, body })
  const usual = USUAL[what.replace(/\?.*/, '')]
  const { status, json } = answers.get(what.replace(/\?.*/, '')) ??
    usual?.(body, folder) ?? { status: 404, json: { message: `nothing is scripted for ${what}` } }
  const bytes = Buffer.isBuffer(json) ? json : Buffer.from(JSON.stringify(json))
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': String(bytes.length) }).end(bytes)
}

type Answerer = (body: Buffer, folder: string) => SigstoreAnswer

/** As Fulcio does: a certificate for the key, once its holder has proved to have the secret half. */
const certify: Answerer = (body, folder) => {
  const { credentials, publicKeyRequest } = JSON.parse(body.toString())
  const key = createPublicKey(publicKeyRequest.publicKey.content)
  const proof = Buffer.from(publicKeyRequest.proofOfPossession, 'base64')
  if (credentials.oidcIdentityToken !== ID_TOKEN || !verify('sha256', Buffer.from(SUBJECT), key, proof))
    return { status: 400, json: { message: 'no proof of possession' } }
  writeFileSync(join(folder, 'asked.pem'), publicKeyRequest.publicKey.content)
  const words = 'x509 -new -force_pubkey asked.pem -subj /CN=run -days 1 -CA authority.crt -CAkey authority.key'
  const certificate = execFileSync('openssl', words.split(' '), { cwd: folder, stdio: 'pipe' }).toString()
  return { status: 201, json: { signedCertificateEmbeddedSct: { chain: { certificates: [certificate] } } } }
}

const record: Answerer = (body) => {
  const entry = {
    body: body.toString('base64'),
    integratedTime: 1,
    logID: 'ab',
    logIndex: 42,
    verification: { signedEntryTimestamp: Buffer.from('promised').toString('base64') },
  }
  return { status: 201, json: { [createHash('sha256').update(body).digest('hex')]: entry } }
}

const USUAL: Record<string, Answerer> = {
  'GET tokens.actions.githubusercontent.com/token': () => ({ status: 200, json: { value: ID_TOKEN } }),
  'POST fulcio.githubapp.com/api/v2/signingCert': certify,
  'POST fulcio.sigstore.dev/api/v2/signingCert': certify,
  'POST timestamp.githubapp.com/api/v1/timestamp': () => ({ status: 201, json: Buffer.from(TIMESTAMP) }),
  'POST rekor.sigstore.dev/api/v1/log/entries': record,
  'POST api.github.com/repos/ada/shop/attestations': () => ({ status: 201, json: { id: 4711 } }),
}
