import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { type Child, startChild } from './child.ts'
import { logFile, makeCluster, type Place, serverEnvironment, writeSettings } from './cluster.ts'
import type { Connection } from './conninfo.ts'
import type { Programs } from './programs.ts'
import { chooseFolders, serverAccount } from './server-folder.ts'
import { waitUntilReady } from './server-ready.ts'

/** A server of our own that keeps nothing. */
export interface ThrowawayServer {
  /** As superuser, to the database postgres; over TCP with a password where `tcp` was asked for, else over the socket. */
  readonly connection: Connection
  readonly socketFolder: string
  /** Holds its data and its log; empty for a container. */
  readonly folder: string
  /** Its process; 0 for a container, and while it is stopped. */
  readonly pid: number
  readonly container?: string
  /** Shuts down at once, as in a crash, and starts again on the same data and port; without synchronous_commit the last commits are lost. */
  restart(): Promise<void>
  /** Lets it live on when pgproof ends; `stopKeptServer` ends it then. */
  keep(): void
  /** Shuts down at once, without writing anything, and removes the folder. */
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Private to the caller and empty; becomes the server's, and is removed with it. */
  folder: string
  settings?: Record<string, string>
  /** Also listen on 127.0.0.1, on a free port, with a password. */
  tcp?: boolean
  environment: Record<string, string | undefined>
  signal?: AbortSignal
}

/**
 * Makes and starts a server in a folder: on a socket, or also on TCP. It is watched by a supervisor, so that it ends with pgproof.
 * As root it runs as the user `postgres`. Fails with what initdb or the server said.
 */
export async function startServer(programs: Programs, options: ServerOptions): Promise<ThrowawayServer> {
  const account = await serverAccount()
  const folders = await chooseFolders(options.folder, account)
  const password = options.tcp ? randomBytes(16).toString('hex') : undefined
  const port = options.tcp ? await freePort() : 5432
  const place = { ...folders, account, password, port }
  const server = new FolderServer(programs, place, options.signal)
  try {
    await makeCluster(programs, { ...place, signal: options.signal })
    await writeSettings(place, options.settings)
    await server.start()
    return server
  } catch (error) {
    await server.stop()
    throw error
  }
}

class FolderServer implements ThrowawayServer {
  readonly connection: Connection
  readonly socketFolder: string
  readonly folder: string
  readonly #programs: Programs
  readonly #place: Place
  readonly #signal: AbortSignal | undefined
  #child: Child | undefined

  constructor(programs: Programs, place: Place, signal: AbortSignal | undefined) {
    this.#programs = programs
    this.#place = place
    this.#signal = signal
    this.socketFolder = place.sockets
    this.folder = dirname(place.data)
    const { password } = place
    const reached =
      password === undefined ? { host: place.sockets } : { host: '127.0.0.1', password, sslmode: 'disable' }
    this.connection = { parameters: { user: 'postgres', dbname: 'postgres', port: String(place.port), ...reached } }
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  async start(): Promise<void> {
    this.#child = startPostgres(this.#programs, this.#place, this.#signal)
    await waitUntilReady(this.connection, {
      ended: this.#child.done,
      log: () => readFile(logFile(this.#place), 'utf8'),
      signal: this.#signal,
    })
  }

  async restart(): Promise<void> {
    await this.#child?.stop()
    await this.start()
  }

  keep(): void {
    this.#child?.release()
  }

  async stop(): Promise<void> {
    await this.#child?.stop()
    this.#child = undefined
    for (const folder of this.#place.all) await rm(folder, { recursive: true, force: true })
  }
}

function startPostgres(programs: Programs, place: Place, signal: AbortSignal | undefined): Child {
  const { command, args } = programs.command('postgres')
  const script = ['-c', 'log=$1; shift; exec "$@" >>"$log" 2>&1', 'pgproof', logFile(place)]
  return startChild('/bin/sh', [...script, command, ...args, '-D', place.data], {
    environment: serverEnvironment(),
    cwd: '/',
    ...place.account,
    // SIGQUIT is the immediate shutdown: it waits for nobody and writes nothing.
    stopSignal: 'SIGQUIT',
    afterwards: ['rm', '-rf', '--', ...place.all],
    ...(signal ? { signal } : {}),
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer()
    listener.once('error', reject)
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      listener.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
