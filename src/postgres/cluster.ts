import { appendFile, chown, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentError } from '../errors.ts'
import { runChild } from './child.ts'
import type { Programs } from './programs.ts'
import type { Account } from './server-folder.ts'

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

/** Where a server lives and how it is reached. */
export interface Place {
  data: string
  sockets: string
  all: string[]
  account: Account | undefined
  password: string | undefined
  port: number
}

/** Runs initdb; fails with what it said. */
export async function makeCluster(
  programs: Programs,
  place: Place & { signal: AbortSignal | undefined },
): Promise<void> {
  const { command, args } = programs.command('initdb')
  const passwordFile = `${place.data}.password`
  const authentication = ['--auth-local=trust', '--auth-host=scram-sha-256']
  if (place.password !== undefined) {
    await writeFile(passwordFile, place.password, { mode: 0o600, flag: 'wx' })
    if (place.account) await chown(passwordFile, place.account.uid, place.account.gid)
    authentication.push(`--pwfile=${passwordFile}`)
  }
  const cluster = ['--no-sync', '--no-instructions', '--username=postgres', '--encoding=UTF8', '--locale=C']
  // The default since 18; they cost time, and nothing here is kept.
  if (programs.major >= 18) cluster.push('--no-data-checksums')
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

/** Appends to postgresql.conf: settings for speed, those that the place demands, and at last the caller's. */
export async function writeSettings(place: Place, settings: Record<string, string> = {}): Promise<void> {
  const all = {
    ...throwawaySettings,
    listen_addresses: place.password === undefined ? '' : '127.0.0.1',
    port: String(place.port),
    unix_socket_directories: place.sockets,
    unix_socket_permissions: '0700',
    ...settings,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
  await appendFile(join(place.data, 'postgresql.conf'), lines.join(''))
}

/** The server's messages go to a file, which outlives a pipe that nobody reads any more. */
export function logFile(place: Place): string {
  return `${place.data}.log`
}

export function serverEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
