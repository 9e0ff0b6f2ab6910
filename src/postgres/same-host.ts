import { lookup } from 'node:dns/promises'
import { isSocket } from './conninfo.ts'

const LOCAL = 'this machine'

/**
 * Whether two `host:port` addresses mean the same server: sockets and loopback are this machine, names are looked up.
 * Undefined where that is not known: for a name that cannot be looked up, and for sockets in two folders, which may be of one server or of two.
 */
export async function isSameHost(one: string, other: string): Promise<boolean | undefined> {
  const [first, second] = [split(one), split(other)]
  if (first.port !== second.port) return false
  if (first.host === second.host) return true
  if (isSocket(first.host) && isSocket(second.host)) return undefined
  const [these, those] = await Promise.all([addressesOf(first.host), addressesOf(second.host)])
  if (these === undefined || those === undefined) return undefined
  return these.some((address) => those.includes(address))
}

/** The same, where what is not known counts as the same. */
export const mayBeSameHost = async (one: string, other: string): Promise<boolean> =>
  (await isSameHost(one, other)) ?? true

function split(address: string): { host: string; port: string } {
  const at = address.lastIndexOf(':')
  return { host: address.slice(0, at), port: address.slice(at + 1) }
}

async function addressesOf(host: string): Promise<string[] | undefined> {
  if (host === '' || isSocket(host)) return [LOCAL]
  try {
    const found = await lookup(host, { all: true })
    return found.map(({ address }) => (/^127\.|^::1$/.test(address) ? LOCAL : address))
  } catch {
    return undefined
  }
}
