import type { Connection } from './conninfo.ts'

/** A connection to one host as a URI, its password included: every part percent-encoded, a socket folder and whatever else is set as query parameters. */
export function addressOf({ parameters }: Connection): string {
  const { host = '', port = '5432', user = '', password, dbname = '', ...rest } = parameters
  const encode = encodeURIComponent
  const socket = host.startsWith('/')
  const login = `${encode(user)}${password === undefined ? '' : `:${encode(password)}`}`
  const query = new URLSearchParams({ ...(socket ? { host, port } : {}), ...rest }).toString().replaceAll('+', '%20')
  const authority = socket ? '' : `${host.includes(':') ? `[${host}]` : encode(host)}:${port}`
  return `postgresql://${login}@${authority}/${encode(dbname)}${query === '' ? '' : `?${query}`}`
}
