import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { usageError } from '../errors.ts'
import { checkParameters } from './conninfo-check.ts'
import { parseKeywordValues, parseUri } from './conninfo-text.ts'
import { passwordFromFile, readService, writePasswordFile } from './passfile.ts'
import { optionsText, type PinnedSettings } from './settings.ts'

/**
 * How to reach a database: libpq's parameters by libpq's own keywords (host, port, user, dbname, password, sslmode …), with the PG* environment,
 * the service file, the password file and the defaults merged in. Several hosts stay as libpq's comma-separated lists.
 */
export interface Connection {
  readonly parameters: Readonly<Record<string, string>>
}

/** libpq's environment variables and the keywords they stand for. https://www.postgresql.org/docs/18/libpq-envars.html */
export const environmentNames: Readonly<Record<string, string>> = {
  PGHOST: 'host',
  PGHOSTADDR: 'hostaddr',
  PGPORT: 'port',
  PGDATABASE: 'dbname',
  PGUSER: 'user',
  PGPASSWORD: 'password',
  PGPASSFILE: 'passfile',
  PGREQUIREAUTH: 'require_auth',
  PGCHANNELBINDING: 'channel_binding',
  PGOPTIONS: 'options',
  PGAPPNAME: 'application_name',
  PGSSLMODE: 'sslmode',
  PGSSLNEGOTIATION: 'sslnegotiation',
  PGSSLCOMPRESSION: 'sslcompression',
  PGSSLCERT: 'sslcert',
  PGSSLKEY: 'sslkey',
  PGSSLCERTMODE: 'sslcertmode',
  PGSSLROOTCERT: 'sslrootcert',
  PGSSLCRL: 'sslcrl',
  PGSSLCRLDIR: 'sslcrldir',
  PGSSLSNI: 'sslsni',
  PGREQUIREPEER: 'requirepeer',
  PGSSLMINPROTOCOLVERSION: 'ssl_min_protocol_version',
  PGSSLMAXPROTOCOLVERSION: 'ssl_max_protocol_version',
  PGGSSENCMODE: 'gssencmode',
  PGKRBSRVNAME: 'krbsrvname',
  PGGSSLIB: 'gsslib',
  PGGSSDELEGATION: 'gssdelegation',
  PGCONNECT_TIMEOUT: 'connect_timeout',
  PGTARGETSESSIONATTRS: 'target_session_attrs',
  PGLOADBALANCEHOSTS: 'load_balance_hosts',
  PGMINPROTOCOLVERSION: 'min_protocol_version',
  PGMAXPROTOCOLVERSION: 'max_protocol_version',
}

/** Where the client of a container engine finds its engine. */
export const engineVariables = [
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
]

/** Seconds until an attempt to connect is given up, unless `connect_timeout` says otherwise. */
export const defaultConnectTimeout = 15

/**
 * Given to pg_dump and pg_restore as `--dbname=`: libpq takes the keep-alive, which has no environment variables, from here and everything else from the environment.
 * Networks of hosted runners drop a connection that was silent for four minutes.
 */
export const keepAliveArgument = 'keepalives_idle=30 keepalives_interval=10 keepalives_count=6'

/**
 * Reads a connection address as libpq does: a URI or keywords and values, over the service file, over PG* variables, over the defaults.
 * Throws a usage error for what libpq would refuse; no message repeats a value, which may be a password in the wrong place.
 */
export function parseConnection(text: string | undefined, environment: Record<string, string | undefined>): Connection {
  const given = parseText(text?.trim() ?? '')
  const { service: _, servicefile: __, ...fromService } = readService(given, environment)
  const merged: Record<string, string> = { ...fromEnvironment(environment), ...fromService, ...given }
  delete merged.service
  delete merged.servicefile
  for (const [keyword, value] of Object.entries(merged)) if (value === '') delete merged[keyword]
  const parameters = withDefaults(merged, environment)
  checkParameters(parameters)
  const [host, ...others] = hostsOf(parameters)
  const password = others.length === 0 && host ? passwordFromFile(parameters, host, environment) : undefined
  return { parameters: password === undefined ? parameters : { ...parameters, password } }
}

export function withDatabase(connection: Connection, dbname: string): Connection {
  return { parameters: { ...connection.parameters, dbname } }
}

/** One of the hosts of a connection, as libpq pairs its lists. `address` is what is connected to, `name` what a certificate must be for. */
export interface Host {
  name: string
  address: string
  port: number
}

/** The hosts in the order in which they are tried. */
export function hostsOf(parameters: Connection['parameters']): Host[] {
  const names = (parameters.host ?? '').split(',')
  const addresses = (parameters.hostaddr ?? '').split(',')
  const ports = (parameters.port ?? '5432').split(',')
  return Array.from({ length: Math.max(names.length, addresses.length) }, (_, index) => {
    const address = addresses[index] || names[index] || defaultSocketFolder()
    const port = ports.length === 1 ? ports[0] : ports[index]
    return { name: names[index] || address, address, port: Number(port || 5432) }
  })
}

/** The same connection to one of its hosts only, so that a child reaches the server that a session of ours has found. */
export function withHost(connection: Connection, host: Host, password: string | undefined): Connection {
  const { hostaddr, target_session_attrs: _, load_balance_hosts: __, ...rest } = connection.parameters
  const address = hostaddr === undefined ? {} : { hostaddr: host.address }
  const secret = password === undefined ? {} : { password }
  return { parameters: { ...rest, ...address, ...secret, host: host.name, port: String(host.port) } }
}

/** For people: `orders on db.example.org:5432 as backup`, without secrets. */
export function describeConnection(connection: Connection): string {
  const { dbname, user } = connection.parameters
  const hosts = hostsOf(connection.parameters).map(({ name, port }) =>
    isSocket(name) ? `${name} port ${port}` : `${name.includes(':') ? `[${name}]` : name}:${port}`,
  )
  return `${dbname} on ${hosts.join(', ')} as ${user}`
}

/** Whether any of the hosts is neither a socket nor a loopback address. */
export function isRemote(connection: Connection): boolean {
  return hostsOf(connection.parameters).some(
    ({ address }) => !isSocket(address) && !/^(localhost|127(\.\d+){3}|::1)$/i.test(address),
  )
}

/** What must never be shown: the password, as it is and URL-encoded. */
export function secretsOf(connection: Connection): string[] {
  const { password } = connection.parameters
  return password ? [...new Set([password, encodeURIComponent(password), encodeURI(password)])] : []
}

export function isSocket(host: string): boolean {
  return host.startsWith('/') || host.startsWith('@')
}

/** What a child is given of the run that starts it. */
export interface ChildRoom {
  environment: Record<string, string | undefined>
  /** A folder of the run's own (0700), for the password file. Only tests go without: then the password stands in the child's environment. */
  temporary?: string
}

/**
 * The whole environment of a libpq child. The password is in a file that only this user can read: arguments can be read by everyone,
 * and an environment by whatever the user runs. Messages are English because pgproof reads them.
 */
export function libpqEnvironment(
  connection: Connection,
  pinned: PinnedSettings,
  { environment: outside, temporary }: ChildRoom = { environment: process.env },
): Record<string, string> {
  const result: Record<string, string> = { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C' }
  for (const name of ['PATH', 'HOME', 'TMPDIR', ...engineVariables]) if (outside[name]) result[name] = outside[name]
  for (const [variable, keyword] of Object.entries(environmentNames)) {
    const value = connection.parameters[keyword]
    if (value !== undefined) result[variable] = value
  }
  result.PGOPTIONS = [connection.parameters.options ?? '', optionsText(pinned)].join(' ').trim()
  result.PGAPPNAME ??= 'pgproof'
  result.PGCONNECT_TIMEOUT ??= String(defaultConnectTimeout)
  const { PGPASSWORD: password, ...rest } = result
  if (password === undefined || temporary === undefined) return result
  return { ...rest, PGPASSFILE: writePasswordFile(temporary, password) }
}

function parseText(text: string): Record<string, string> {
  if (text === '') return {}
  return /^postgres(ql)?:\/\//.test(text) ? parseUri(text) : parseKeywordValues(text)
}

function fromEnvironment(environment: Record<string, string | undefined>): Record<string, string> {
  const found = Object.entries(environmentNames).map(([variable, keyword]) => [keyword, environment[variable]])
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== ''))
}

function withDefaults(
  parameters: Record<string, string>,
  environment: Record<string, string | undefined>,
): Record<string, string> {
  const user = parameters.user ?? systemUser()
  const host = parameters.hostaddr === undefined ? { host: defaultSocketFolder() } : {}
  const passfile = environment.HOME ? { passfile: `${environment.HOME}/.pgpass` } : {}
  return { port: '5432', dbname: user, ...host, ...passfile, ...parameters, user }
}

/** Debian's libpq looks into /var/run/postgresql, others into /tmp. */
function defaultSocketFolder(): string {
  return existsSync('/var/run/postgresql') ? '/var/run/postgresql' : '/tmp'
}

function systemUser(): string {
  try {
    return userInfo().username
  } catch (cause) {
    throw usageError(
      'no database user is given and this account has no name',
      'add user=… to the address or set PGUSER',
      cause,
    )
  }
}
