import { environmentError, messageOf, PgproofError } from '../errors.ts'
import { type Connection, describeConnection, hostsOf } from './conninfo.ts'

interface Failure {
  /** Of the server (five letters) or of the system (`ECONNREFUSED`). */
  code: string
  message: string
  host: string
  port: number
  user: string
  dbname: string
  where: string
}

/** A reason and a hint, or undefined where the rule does not know the failure. */
type Rule = (failure: Failure) => [string, string] | undefined

/** What is wrong with a connection, in one sentence, and what to do (code 3); errors that are explained already are returned as they are. */
export function explainConnectionError(error: unknown, connection: Connection): PgproofError {
  if (error instanceof PgproofError) return error
  const failure = failureOf(error, connection)
  for (const rule of rules) {
    const found = rule(failure)
    if (found) return environmentError(...found, error)
  }
  return environmentError(
    `cannot connect to ${failure.where}: ${failure.message}`,
    'check the address with psql from the same place',
    error,
  )
}

function failureOf(error: unknown, connection: Connection): Failure {
  const first = error instanceof AggregateError ? error.errors[0] : error
  const [host] = hostsOf(connection.parameters)
  const { user = '', dbname = '', password } = connection.parameters
  const message = messageOf(first)
  return {
    code: String((first as { code?: unknown })?.code ?? ''),
    message: password ? message.replaceAll(password, '***') : message,
    host: host?.name ?? '',
    port: host?.port ?? 5432,
    user,
    dbname,
    where: describeConnection(connection),
  }
}

const authentication: Rule = ({ code, message, user, host, where }) => {
  if (message.includes('no password supplied')) {
    return [`${where} asks for a password and none was given`, 'set PGPASSWORD, or put it into the address']
  }
  if (code === '28P01' || (code === '28000' && /password authentication failed/.test(message))) {
    return [
      `the password for user ${user} at ${host} is wrong`,
      'check user and password; percent-encode special characters in an address',
    ]
  }
  if (code === '28000' && /no encryption/.test(message)) {
    return [`${where} refuses connections without TLS`, 'set sslmode=require, or verify-full with its CA']
  }
  if (code === '28000' && /pg_hba\.conf/.test(message)) {
    return [
      `pg_hba.conf of ${host} lets nobody in as ${user} from here: ${message}`,
      'add a line for this address to pg_hba.conf, or to the allowed networks of the provider',
    ]
  }
  if (code === '28000') {
    return [`${host} refuses user ${user}: ${message}`, 'check that the role exists and may log in']
  }
  if (/SASL|SCRAM|channel.binding/i.test(message)) {
    return [
      `logging in at ${where} failed: ${message}`,
      'check the password; channel_binding=disable where a proxy ends TLS',
    ]
  }
  return undefined
}

const database: Rule = ({ code, dbname, host, user, message }) => {
  if (code === '3D000')
    return [`the database ${dbname} does not exist on ${host}`, 'check its name, in the case that the server has']
  if (code === '42501')
    return [`user ${user} may not connect to ${dbname} on ${host}`, 'grant it: GRANT CONNECT ON DATABASE … TO …']
  if (code === '55000')
    return [`the database ${dbname} on ${host} takes no connections: ${message}`, 'check datallowconn in pg_database']
  if (code === '53300')
    return [`${host} has no connection left: ${message}`, 'close others, raise max_connections, or use fewer jobs']
  return undefined
}

const state: Rule = ({ code, message, where }) => {
  if (code !== '57P03' && code !== '57P01' && code !== '57P02') return undefined
  return [`${where} does not take connections now: ${message}`, 'wait until it is up, then try again']
}

const settings: Rule = ({ code, message, where }) => {
  const setting = /(?:unrecognized configuration parameter|invalid value for parameter) "([^"]+)"/.exec(message)?.[1]
  if (setting === 'lc_monetary') {
    return [`${where} does not have the locale of the source: ${message}`, 'use a server whose system has that locale']
  }
  if (setting) return [`${where} does not take the setting ${setting}: ${message}`, 'use PostgreSQL 14 or newer']
  if (code === '08P01' || /unsupported startup parameter/.test(message)) {
    return [
      `${where} does not take startup options: ${message}`,
      'it is a connection pooler: use the direct address of the server',
    ]
  }
  return undefined
}

const tls: Rule = ({ code, message, where, host }) => {
  if (/does not support SSL/.test(message)) {
    return [
      `${where} does not offer TLS`,
      'turn on ssl on the server, or set sslmode=prefer where the network is trusted',
    ]
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return [
      `the certificate of ${host} is for another name: ${message}`,
      'use the name in the certificate as host, or sslmode=verify-ca',
    ]
  }
  if (
    /^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_|CERT_|ERR_TLS|ERR_SSL|EPROTO|INVALID_CA)/.test(code) ||
    /certificate|SSL|TLS/.test(message)
  ) {
    return [
      `TLS with ${where} failed: ${message}`,
      "give the CA's certificate as sslrootcert, or sslrootcert=system where it is publicly signed",
    ]
  }
  return undefined
}

const network: Rule = ({ code, message, where, host, port }) => {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [`the host ${host} is unknown`, 'check its name and the DNS of this machine']
  if (code === 'ECONNREFUSED')
    return [
      `nothing answers on port ${port} of ${host}`,
      'check host and port, and that the server listens there (listen_addresses)',
    ]
  if (code === 'ENOENT')
    return [`there is no server on the socket ${host}, port ${port}`, 'name a host, or start the server']
  if (code === 'EACCES') return [`the socket in ${host} may not be used by this account`, 'check its permissions']
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH' || code === 'EADDRNOTAVAIL') {
    return [`${host} cannot be reached from this network: ${message}`, unreachableHint(host)]
  }
  if (code === 'ETIMEDOUT' || /timeout expired/.test(message)) {
    return [`no answer from ${where} in time`, 'check firewall and allowed networks; connect_timeout=60 waits longer']
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || /terminated unexpectedly/.test(message)) {
    return [`${where} closed the connection while it was made`, 'check that it is a PostgreSQL server, and its log']
  }
  return undefined
}

/** Hosts with an IPv6 address only cannot be reached from GitHub's runners. */
function unreachableHint(host: string): string {
  if (/\.supabase\.(co|com)$/i.test(host)) {
    return "the direct host answers over IPv6 only: use Supabase's session pooler (port 5432 of aws-….pooler.supabase.com, user postgres.<project>) or the IPv4 add-on"
  }
  return 'the host may have an IPv6 address only: use an IPv4 address of it, a pooler in session mode, or a runner with IPv6'
}

const rules: readonly Rule[] = [authentication, database, state, settings, tls, network]
