import { lookup } from 'node:dns/promises'
import { isSocket } from './conninfo.ts'

const LOCAL = 'this machine'

/**
 * Whether two `host:port` addresses may mean the same server: sockets and loopback are this machine, names are looked up.
 * A name that cannot be looked up counts as the same, for nothing is known of it.
 */
export async function mayBeSameHost(one: string, other: string): Promise<boolean> {
  const [first, second] = [split(one), split(other)]
  if (first.port !== second.port) return false
  if (first.host === second.host) return true
  const [these, those] = await Promise.all([addressesOf(first.host), addressesOf(second.host)])
  if (these === undefined || those === undefined) return true
  return these.some((address) => those.includes(address))
}

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
