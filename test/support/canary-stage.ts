import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { quoteLiteral } from '../../src/postgres/identifier.ts'
import { type Canary, makeCanary, makeGpgKey, makeIdentity, makeSignKey } from './canary.ts'
import { startTestServer, type TestServer } from './postgres.ts'
import { type S3Server, startS3 } from './s3-server.ts'

/** Every secret of the test, those that are wrong on purpose included: a wrong password is a secret of somebody. */
export type Canaries = Awaited<ReturnType<typeof makeCanaries>>

/** Real servers that take the canaries, and nobody else's secrets. */
export interface Stage {
  server: TestServer
  s3: S3Server
  canaries: Canaries
  all: Canary[]
  /** Of a server that answers 200 to everything but what begins with /broken. */
  webhooks: string
  folder: string
  /** Of a short path, as gpg-agent's sockets want it: the runs have their temporary folders here. */
  temporary: string
  stop(): Promise<void>
}

const BLANKS = ' \tü `x`'

async function makeCanaries() {
  const gpgPassphrase = makeCanary('passphrase of the key of gpg', undefined, BLANKS)
  return {
    gpgPassphrase,
    gpgKey: makeGpgKey('key of gpg', gpgPassphrase.value),
    password: makeCanary('password of the database', undefined, BLANKS),
    wrongPassword: makeCanary('wrong password', undefined, BLANKS),
    standardPassword: makeCanary('PGPASSWORD', undefined, BLANKS),
    // What takes the keys of S3 takes no blanks.
    s3Secret: makeCanary('secret key of S3'),
    wrongS3Secret: makeCanary('wrong secret key of S3'),
    passphrase: makeCanary('passphrase', undefined, BLANKS),
    newPassphrase: makeCanary('new passphrase', undefined, BLANKS),
    wrongPassphrase: makeCanary('wrong passphrase', undefined, BLANKS),
    identity: await makeIdentity('identity'),
    wrongIdentity: await makeIdentity('wrong identity'),
    signKey: makeSignKey('sign-key'),
    malformedKey: makeCanary('malformed key', '-', ''),
    // In an address, and in a header, which is not for letters beyond Latin-1.
    webhookToken: makeCanary('token in the address of a webhook', '-'),
    hookSecret: makeCanary('secret of a hook', `'"%@/+\\$&<=,:;?#`),
    githubToken: makeCanary('token of GitHub', '_'),
    runtimeToken: makeCanary('token of the runner', '.'),
  }
}

export async function startStage(): Promise<Stage> {
  const canaries = await makeCanaries()
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-canary-'))
  const temporary = mkdtempSync('/tmp/c-')
  const [server, s3, hooks] = await Promise.all([
    startTestServer(undefined, { tcp: true }),
    startS3({ secretAccessKey: canaries.s3Secret.value }),
    startWebhooks(),
  ])
  await server.psql(
    server.connection,
    `CREATE ROLE ada SUPERUSER LOGIN PASSWORD ${quoteLiteral(canaries.password.value)}`,
  )
  await server.createDatabase('shop', SHOP)
  const webhooks = `http://127.0.0.1:${(hooks.address() as AddressInfo).port}`
  const stop = async () => {
    hooks.close()
    await Promise.all([server.stop(), s3.stop()])
    for (const path of [folder, temporary]) rmSync(path, { recursive: true, force: true })
  }
  return { server, s3, canaries, all: Object.values(canaries), webhooks, folder, temporary, stop }
}

const SHOP = `
  CREATE TABLE orders (id int PRIMARY KEY, note text CHECK (note <> ''));
  INSERT INTO orders SELECT g, 'note ' || g FROM generate_series(1, 2000) g;
  CREATE VIEW newest AS SELECT * FROM orders WHERE id IN (1, 2, 3);
  SELECT lo_from_bytea(0, 'a large object');`

async function startWebhooks(): Promise<Server> {
  const server = createServer((request, response) => {
    response.statusCode = request.url?.startsWith('/broken') ? 500 : 200
    // What is sent to somebody else may come back.
    response.end(JSON.stringify({ url: request.url, headers: request.headers }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}
