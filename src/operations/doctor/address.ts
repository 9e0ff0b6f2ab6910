import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { messageOf } from '../../errors.ts'
import { type Connection, hostsOf, isSocket } from '../../postgres/conninfo.ts'
import { type Answer, failure, fine, warning } from './checkup.ts'

/** Where each host's name leads to: hosted runners have no IPv6, and several providers' direct hosts have nothing else. */
export async function askAddresses(connection: Connection): Promise<Answer[]> {
  const names = new Set(hostsOf(connection.parameters).map((host) => host.address))
  return await Promise.all([...names].map(askAddress))
}

async function askAddress(host: string): Promise<Answer> {
  if (isSocket(host)) return fine(`the socket in ${host}`)
  if (isIP(host) !== 0) return judgeAddresses(host, [host], hasIpv6())
  try {
    const found = await lookup(host, { all: true })
    return judgeAddresses(host, [...new Set(found.map(({ address }) => address))], hasIpv6())
  } catch (error) {
    return failure(`${host} has no address: ${messageOf(error)}`, 'check the spelling of the host and the name service')
  }
}

/** The verdict on a host's addresses; `ipv6Here`: this machine has an IPv6 address of its own. */
export function judgeAddresses(host: string, addresses: readonly string[], ipv6Here: boolean): Answer {
  const shown = addresses.join(', ')
  const found = shown === host ? host : `${host} is ${shown}`
  if (addresses.includes('::1') || addresses.some((address) => isIP(address) === 4)) return fine(found)
  const sentence = `${found}: IPv6 only`
  if (ipv6Here) return warning(sentence, `runners of GitHub have no IPv6: ${ipv4Way(host)}`)
  return failure(`${sentence}, and this machine has no IPv6`, ipv4Way(host))
}

function ipv4Way(host: string): string {
  const supabase = /^db\.([a-z0-9]+)\.supabase\.co$/.exec(host)
  if (supabase === null) return 'use a name or an address of the server with IPv4, or a machine with IPv6'
  return `use Supabase's session pooler: port 5432 of the pooler host in the dashboard, as user postgres.${supabase[1]}`
}

function hasIpv6(): boolean {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return addresses.some(
    ({ family, internal, address }) => family === 'IPv6' && !internal && !address.startsWith('fe80'),
  )
}
