import { usageError } from '../errors.ts'

const addressHint =
  'write postgresql://user@host:5432/database, with special characters percent-encoded, or keywords: host=… dbname=…'

/**
 * Keywords and values by libpq's rules (conninfo_parse in fe-connect.c): blanks around `=`, values in single quotes,
 * a backslash takes the next character as it is.
 */
export function parseKeywordValues(text: string): Record<string, string> {
  const result: Record<string, string> = {}
  const item = /\s*([^=\s]+)\s*=\s*(?:'((?:[^'\\]|\\[\s\S])*)'|((?:[^'\\\s]|\\[\s\S])(?:[^\\\s]|\\[\s\S])*)?)(?=\s|$)/y
  const end = text.trimEnd().length
  while (item.lastIndex < end) {
    const match = item.exec(text)
    if (!match?.[1]) throw malformed('it is neither a postgresql:// address nor a list of keyword=value pairs')
    result[match[1]] = (match[2] ?? match[3] ?? '').replace(/\\([\s\S])/g, '$1')
  }
  return result
}

/** `postgresql://[user[:password]@][host][:port][,…][/dbname][?keyword=value&…]`, split as conninfo_uri_parse_options does. */
export function parseUri(text: string): Record<string, string> {
  const rest = text.replace(/^postgres(ql)?:\/\//, '')
  // Credentials end at the first @ before any /, so they may hold a ?.
  const [, credentials, afterwards = ''] = /^(?:([^@/]*)@)?([\s\S]*)$/.exec(rest) ?? []
  const [, location = '', query] = /^([^?]*)(?:\?([\s\S]*))?$/.exec(afterwards) ?? []
  const slash = location.indexOf('/')
  const hosts = slash < 0 ? location : location.slice(0, slash)
  const result = { ...parseCredentials(credentials), ...parseHosts(hosts) }
  const dbname = slash < 0 ? '' : decode(location.slice(slash + 1))
  return { ...result, ...(dbname === '' ? {} : { dbname }), ...parseQuery(query) }
}

function parseCredentials(text: string | undefined): Record<string, string> {
  if (text === undefined) return {}
  const colon = text.indexOf(':')
  const user = decode(colon < 0 ? text : text.slice(0, colon))
  const password = colon < 0 ? '' : decode(text.slice(colon + 1))
  return { ...(user === '' ? {} : { user }), ...(password === '' ? {} : { password }) }
}

function parseHosts(text: string): Record<string, string> {
  const hosts: string[] = []
  const ports: string[] = []
  for (const one of text.split(',')) {
    const match = /^(?:\[([^\]]+)\]|([^:[\]]*))(?::(.*))?$/.exec(one)
    if (!match) throw malformed('a host cannot be read')
    hosts.push(decode(match[1] ?? match[2] ?? ''))
    ports.push(decode(match[3] ?? ''))
  }
  const host = hosts.join(',')
  const port = ports.some((one) => one !== '') ? ports.join(',') : ''
  return { ...(host === '' ? {} : { host }), ...(port === '' ? {} : { port }) }
}

function parseQuery(query: string | undefined): Record<string, string> {
  if (query === undefined || query === '') return {}
  const pairs = query.split('&').map((pair) => {
    const equals = pair.indexOf('=')
    if (equals < 1 || pair.includes('=', equals + 1)) throw malformed('its query is not a list of keyword=value pairs')
    return [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))] as const
  })
  // As libpq does for addresses written for JDBC.
  return Object.fromEntries(
    pairs.map(([key, value]) => (key === 'ssl' && value === 'true' ? ['sslmode', 'require'] : [key, value])),
  )
}

function decode(text: string): string {
  try {
    const decoded = decodeURIComponent(text)
    if (!decoded.includes('\0')) return decoded
  } catch {
    // Told below, without the cause, which repeats the text.
  }
  throw malformed('it holds a % that does not start a percent-encoded character')
}

function malformed(why: string) {
  return usageError(`the database address cannot be read: ${why}`, addressHint)
}
