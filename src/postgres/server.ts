import { randomBytes } from 'node:crypto'
import { appendFile, chown, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { environmentError } from '../errors.ts'
import { type Child, runChild, startChild } from './child.ts'
import type { Connection } from './conninfo.ts'
import type { Programs } from './programs.ts'
import { type Account, chooseFolders, serverAccount } from './server-folder.ts'
import { waitUntilReady } from './server-ready.ts'

/** A server of our own that keeps nothing. */
export interface ThrowawayServer {
  /** As superuser, to the database postgres; over TCP with a password where `tcp` was asked for, else over the socket. */
  readonly connection: Connection
  readonly socketFolder: string
  /** Its process; 0 where it runs in a container. */
  readonly pid: number
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
 * Speed over durability, and locks for databases of many tables.
 * Measured by restoring 838 MB on 2 cores: 22.8 s with these, 26.9 s without; a large maintenance_work_mem made GIN indexes slower.
 */
export const throwawaySettings: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '8GB',
  checkpoint_timeout: '1h',
  autovacuum: 'off',
  max_parallel_maintenance_workers: '0',
  max_locks_per_transaction: '1024',
}

/**
 * Makes and starts a server in a folder: on a socket, or also on TCP. It is watched by a supervisor, so that it ends with pgproof.
 * As root it runs as the user `postgres`. Fails with what initdb or the server said.
 */
export async function startServer(programs: Programs, options: ServerOptions): Promise<ThrowawayServer> {
  const account = await serverAccount()
  const folders = await chooseFolders(options.folder, account)
  const remove = async () => {
    for (const folder of folders.all) await rm(folder, { recursive: true, force: true })
  }
  try {
    const password = options.tcp ? randomBytes(16).toString('hex') : undefined
    await makeCluster(programs, { ...folders, account, password, signal: options.signal })
    return await launch(programs, options, { ...folders, account, password, remove })
  } catch (error) {
    await remove()
    throw error
  }
}

interface Place {
  data: string
  sockets: string
  all: string[]
  account: Account | undefined
  password: string | undefined
}

async function makeCluster(programs: Programs, place: Place & { signal: AbortSignal | undefined }): Promise<void> {
  const { command, args } = programs.command('initdb')
  const passwordFile = `${place.data}.password`
  const authentication = ['--auth-local=trust', '--auth-host=scram-sha-256']
  if (place.password !== undefined) {
    await writeFile(passwordFile, place.password, { mode: 0o600, flag: 'wx' })
    if (place.account) await chown(passwordFile, place.account.uid, place.account.gid)
    authentication.push(`--pwfile=${passwordFile}`)
  }
  const cluster = ['--no-sync', '--no-instructions', '--username=postgres', '--encoding=UTF8', '--locale=C']
  const { stdout, end } = await runChild(command, [...args, ...cluster, ...authentication, `--pgdata=${place.data}`], {
    environment: serverEnvironment(),
    cwd: '/',
    ...place.account,
    ...(place.signal ? { signal: place.signal } : {}),
  })
  await rm(passwordFile, { force: true })
  place.signal?.throwIfAborted()
  if (end.code === 0) return
  const said = `${stdout}\n${end.stderr}`.trim().split('\n').slice(-3).join(' / ')
  throw environmentError(
    `initdb of PostgreSQL ${programs.version} failed: ${said}`,
    'check the free space of the temporary folder and that the server package is complete',
  )
}

async function launch(
  programs: Programs,
  options: ServerOptions,
  place: Place & { remove: () => Promise<void> },
): Promise<ThrowawayServer> {
  const port = options.tcp ? await freePort() : 5432
  await writeSettings(place, port, options)
  const child = startPostgres(programs, place, options.signal)
  const parameters = { user: 'postgres', dbname: 'postgres', port: String(port) }
  const socket = { parameters: { ...parameters, host: place.sockets } }
  const { password } = place
  const tcp =
    password === undefined
      ? undefined
      : { parameters: { ...parameters, host: '127.0.0.1', password, sslmode: 'disable' } }
  const stop = async () => {
    await child.stop()
    await place.remove()
  }
  try {
    await waitUntilReady(tcp ?? socket, {
      ended: child.done,
      log: () => readFile(logFile(place), 'utf8'),
      signal: options.signal,
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { connection: tcp ?? socket, socketFolder: place.sockets, pid: child.pid, stop }
}

async function writeSettings(place: Place, port: number, options: ServerOptions): Promise<void> {
  const settings = {
    ...throwawaySettings,
    listen_addresses: options.tcp ? '127.0.0.1' : '',
    port: String(port),
    unix_socket_directories: place.sockets,
    unix_socket_permissions: '0700',
    ...options.settings,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
  await appendFile(join(place.data, 'postgresql.conf'), lines.join(''))
}

function startPostgres(programs: Programs, place: Place, signal: AbortSignal | undefined): Child {
  const { command, args } = programs.command('postgres')
  // Its messages go to a file, which outlives a pipe that nobody reads any more.
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

function logFile(place: Place): string {
  return `${place.data}.log`
}

function serverEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
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
