import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { type ConnectionOptions, getCACertificates, type SecureVersion } from 'node:tls'
import { environmentError } from '../errors.ts'
import type { Connection, Host } from './conninfo.ts'
import { isSocket } from './conninfo.ts'

type Parameters = Connection['parameters']

/** What is tried in turn for one host: false is without TLS. */
export type TlsAttempt = false | ConnectionOptions

/**
 * The attempts that libpq makes for an sslmode. https://www.postgresql.org/docs/18/libpq-ssl.html#LIBPQ-SSL-PROTECTION
 * Sockets never use TLS. Throws where a certificate file that is asked for is missing.
 */
export function tlsAttempts(parameters: Parameters, host: Host): TlsAttempt[] {
  if (isSocket(host.address)) return [false]
  const mode = parameters.sslmode ?? (parameters.sslrootcert === 'system' ? 'verify-full' : 'prefer')
  if (mode === 'disable') return [false]
  const tls = tlsOptions(parameters, host, mode)
  if (mode === 'allow') return [false, tls]
  return mode === 'prefer' ? [tls, false] : [tls]
}

function tlsOptions(parameters: Parameters, host: Host, mode: string): ConnectionOptions {
  const authorities = trusted(parameters, mode)
  return {
    ...(authorities === undefined ? { rejectUnauthorized: false } : { ca: authorities, rejectUnauthorized: true }),
    // Only verify-full compares the host's name; a root certificate that is merely there checks the chain, as in libpq.
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
    ...(/^[\d.]+$|:/.test(host.name) ? { host: host.name } : { servername: host.name, host: host.name }),
    ...clientCertificate(parameters),
    ...(parameters.sslcrl === undefined ? {} : { crl: readFile(parameters.sslcrl, 'sslcrl') }),
    ...version('minVersion', parameters.ssl_min_protocol_version),
    ...version('maxVersion', parameters.ssl_max_protocol_version),
  }
}

/** The certificates to check against; undefined where libpq would not check. */
function trusted(parameters: Parameters, mode: string): string[] | undefined {
  const { sslrootcert } = parameters
  if (sslrootcert === 'system') return getCACertificates('system')
  const file = sslrootcert ?? `${homedir()}/.postgresql/root.crt`
  if (existsSync(file)) return mode === 'allow' || mode === 'prefer' ? undefined : [readFile(file, 'sslrootcert')]
  if (!mode.startsWith('verify-')) return undefined
  throw environmentError(
    `the root certificate ${file} that sslmode=${mode} needs does not exist`,
    "give sslrootcert=FILE with the provider's certificate, or sslrootcert=system for a publicly signed one",
  )
}

function clientCertificate(parameters: Parameters): ConnectionOptions {
  const folder = `${homedir()}/.postgresql`
  const cert = parameters.sslcert ?? `${folder}/postgresql.crt`
  const key = parameters.sslkey ?? `${folder}/postgresql.key`
  if (parameters.sslcertmode === 'disable') return {}
  // As in libpq, a certificate that is not there is simply not presented: whether one is needed is the server's to say.
  if (!existsSync(cert)) return {}
  return { cert: readFile(cert, 'sslcert'), key: readFile(key, 'sslkey') }
}

function version(name: 'minVersion' | 'maxVersion', value: string | undefined): ConnectionOptions {
  return value === undefined ? {} : { [name]: value as SecureVersion }
}

function readFile(file: string, keyword: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw environmentError(
      `the file ${file} given as ${keyword} cannot be read`,
      'check that it exists and its permissions',
      cause,
    )
  }
}
