import { usageError } from '../../errors.ts'
import { mayBeSameHost } from '../../postgres/same-host.ts'

/** A database as people name it: `server` is `host:port`. */
export interface NamedDatabase {
  server: string
  database: string
}

/**
 * The entry of `protected` that covers a database; undefined where none does. A host that cannot be looked up counts as the server's.
 * Throws exit 2 for an entry that could never cover anything: whoever wrote it believes that something is protected.
 */
export async function protectingEntry(
  entries: readonly string[],
  { server, database }: NamedDatabase,
): Promise<string | undefined> {
  for (const entry of entries) checkEntry(entry)
  for (const entry of entries) {
    if (entry === database) return entry
    if (!entry.endsWith(`/${database}`)) continue
    if (await isServer(entry.slice(0, -database.length - 1), server)) return entry
  }
  return undefined
}

function checkEntry(entry: string): void {
  const why = entry.includes('://')
    ? 'is an address'
    : entry.endsWith('/') || /^[^/]*:\d+$/.test(entry)
      ? 'names no database'
      : undefined
  if (why === undefined) return
  throw usageError(
    `an entry of protected ${why}: ${entry.replace(/:\/\/.*@/, '://…@')}`,
    'write database, host/database or host:port/database',
  )
}

/** `host` may have a port; without one it means all of them. */
async function isServer(host: string, server: string): Promise<boolean> {
  const port = server.slice(server.lastIndexOf(':'))
  // More than one colon without brackets is an address of IPv6.
  const named = /^(?:\[(?<bracketed>.*)\]|(?<plain>[^:]*))(?<port>:\d+)?$/.exec(host)?.groups
  const name = named?.bracketed ?? named?.plain ?? host
  return await mayBeSameHost(`${name}${named?.port ?? port}`, server.replace(/[[\]]/g, ''))
}
