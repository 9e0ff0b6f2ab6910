import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A real S3 server with one empty bucket, and everything a client needs to reach it. */
export interface S3Server {
  endpoint: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  /** `s3://bucket/prefix?endpoint=…&region=us-east-1` */
  address: string
  /** AWS_* variables with the credentials, to be given as an environment. */
  environment: Record<string, string>
  /** The server's folder: the object `prefix/key` is the file `<folder>/<bucket>/prefix/key`. */
  folder: string
  stop(): Promise<void>
}

const BUCKET = 'backups'
const ACCESS_KEY_ID = 'pgproof-test'
const SECRET_ACCESS_KEY = 'not-a-secret-but-long-enough'

/** Starts versitygw over a temporary folder, with old versions kept where it is asked to. Each call is a server of its own; `stop` ends it and removes the folder. */
export async function startS3(options: { versions?: boolean; secretAccessKey?: string } = {}): Promise<S3Server> {
  requireVersitygw()
  const base = await mkdtemp(join(tmpdir(), 'pgproof-s3-'))
  const folder = join(base, 'root')
  const port = await freePort()
  const { versions = false, secretAccessKey = SECRET_ACCESS_KEY } = options
  const child = spawnGateway(base, port, versions, secretAccessKey)
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }
    await rm(base, { recursive: true, force: true })
  }
  try {
    await waitForPort(port, child)
    return { ...describe(port, folder, secretAccessKey), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function describe(port: number, folder: string, secretAccessKey: string): Omit<S3Server, 'stop'> {
  const endpoint = `http://127.0.0.1:${port}`
  return {
    endpoint,
    bucket: BUCKET,
    accessKeyId: ACCESS_KEY_ID,
    secretAccessKey,
    address: `s3://${BUCKET}/prefix?endpoint=${endpoint}&region=us-east-1`,
    environment: {
      AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: 'us-east-1',
    },
    folder,
  }
}

function requireVersitygw(): void {
  if (spawnSync('versitygw', ['--version']).status === 0) return
  throw new Error(
    'these tests need the S3 server versitygw on PATH: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0',
  )
}

/** Metadata goes to a folder beside the data, since not every temporary folder has extended attributes. */
function spawnGateway(base: string, port: number, versions: boolean, secretAccessKey: string): ChildProcess {
  const script =
    'mkdir -p root/$BUCKET meta versions && exec versitygw --quiet --port "127.0.0.1:$PORT" posix --sidecar "$PWD/meta" $VERSIONS "$PWD/root"'
  return spawn('sh', ['-c', script], {
    cwd: base,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      BUCKET,
      PORT: String(port),
      VERSIONS: versions ? `--versioning-dir ${base}/versions` : '',
      ROOT_ACCESS_KEY: ACCESS_KEY_ID,
      ROOT_SECRET_KEY: secretAccessKey,
    },
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function waitForPort(port: number, child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said = (said + chunk).slice(-2000)
  })
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`versitygw ended with ${child.exitCode}: ${said}`)
    if (await accepts(port)) return
    await sleep(50)
  }
  throw new Error(`versitygw did not come up on port ${port}: ${said}`)
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  return await new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).then((up) => {
    socket.destroy()
    return up as boolean
  })
}
