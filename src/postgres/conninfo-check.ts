import { usageError } from '../errors.ts'

/** Every keyword of libpq 18. https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-PARAMKEYWORDS */
const keywords = new Set(
  `host hostaddr port dbname user password passfile require_auth channel_binding connect_timeout client_encoding options
  application_name fallback_application_name keepalives keepalives_idle keepalives_interval keepalives_count tcp_user_timeout
  replication gssencmode sslmode sslnegotiation sslcompression sslcert sslkey sslcertmode sslrootcert sslcrl sslcrldir sslsni
  requirepeer ssl_min_protocol_version ssl_max_protocol_version min_protocol_version max_protocol_version krbsrvname gsslib
  gssdelegation service servicefile target_session_attrs load_balance_hosts`.split(/\s+/),
)

/** Keywords of libpq that pgproof cannot hand on, and what to use instead. */
const unsupported: Readonly<Record<string, string>> = {
  sslpassword: 'use a key file without a passphrase',
  scram_client_key: 'use password, PGPASSWORD or a password file',
  scram_server_key: 'use password, PGPASSWORD or a password file',
  oauth_issuer: 'use another way to log in',
  oauth_client_id: 'use another way to log in',
  oauth_client_secret: 'use another way to log in',
  oauth_scope: 'use another way to log in',
  sslkeylogfile: 'leave it out',
}

const allowed: Readonly<Record<string, readonly string[]>> = {
  sslmode: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
  sslnegotiation: ['postgres', 'direct'],
  channel_binding: ['disable', 'prefer', 'require'],
  gssencmode: ['disable', 'prefer'],
  target_session_attrs: ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'],
  load_balance_hosts: ['disable', 'random'],
}

/** Throws a usage error for a keyword that libpq does not know and for a value that it would refuse. */
export function checkParameters(parameters: Readonly<Record<string, string>>): void {
  for (const [keyword, value] of Object.entries(parameters)) {
    checkKeyword(keyword)
    const values = allowed[keyword]
    if (values !== undefined && !values.includes(value)) {
      throw usageError(`the database address has an unknown ${keyword}`, `use one of: ${values.join(', ')}`)
    }
    if (value.includes('\0')) throw usageError(`${keyword} holds a zero byte`, 'remove it')
  }
  checkPorts(parameters)
  checkTimeout(parameters.connect_timeout)
  checkTls(parameters)
}

function checkKeyword(keyword: string): void {
  const instead = unsupported[keyword]
  if (instead !== undefined) throw usageError(`${keyword} is not supported in a database address`, instead)
  if (keywords.has(keyword)) return
  // A keyword with other characters is more likely a piece of a password than a typing error.
  const name = /^[a-z_]{1,40}$/i.test(keyword) ? `"${keyword}"` : 'with special characters'
  throw usageError(
    `the database address has an unknown parameter ${name}`,
    'remove it: parameters of other drivers are not known here; percent-encode ?, &, = and % in a password',
  )
}

function checkPorts({ host = '', hostaddr, port = '' }: Readonly<Record<string, string>>): void {
  const ports = port.split(',')
  const wrong = ports.some((one) => one !== '' && !(/^\d{1,5}$/.test(one) && Number(one) >= 1 && Number(one) <= 65_535))
  if (wrong) {
    throw usageError(
      'the port in the database address is not a number from 1 to 65535',
      'percent-encode /, @, : and # in a password',
    )
  }
  const names = host.split(',').length
  const count = hostaddr === undefined ? names : hostaddr.split(',').length
  if (hostaddr !== undefined && host !== '' && names !== count) {
    throw usageError(`there are ${names} hosts but ${count} hostaddr values`, 'give one hostaddr for each host')
  }
  if (ports.length !== 1 && ports.length !== count) {
    throw usageError(`there are ${ports.length} ports but ${count} hosts`, 'give one port, or one for each host')
  }
}

function checkTimeout(timeout: string | undefined): void {
  if (timeout === undefined || /^\d{1,6}$/.test(timeout)) return
  throw usageError('connect_timeout is not a whole number of seconds', 'give connect_timeout=15, for example')
}

function checkTls({ sslmode = 'prefer', sslrootcert, sslnegotiation }: Readonly<Record<string, string>>): void {
  if (sslrootcert === 'system' && sslmode !== 'verify-full' && sslmode !== 'prefer') {
    throw usageError(`sslrootcert=system does not go with sslmode=${sslmode}`, 'use sslmode=verify-full')
  }
  if (sslnegotiation === 'direct' && ['disable', 'allow', 'prefer'].includes(sslmode) && sslrootcert !== 'system') {
    throw usageError(`sslnegotiation=direct does not go with sslmode=${sslmode}`, 'use sslmode=require or stronger')
  }
}
