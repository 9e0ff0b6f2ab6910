import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { environmentError, messageOf } from '../../errors.ts'
import { addressOf } from '../../postgres/connection-address.ts'
import { type Connection, hostsOf } from '../../postgres/conninfo.ts'
import type { KeptDatabase } from '../results-restore-test.ts'
import type { Target } from './target.ts'
import type { TestDatabases } from './test-database.ts'

/** Leaves a restored database where it is and writes its address into a file that only this user can read. */
export async function keepDatabase(
  target: Target,
  databases: TestDatabases,
  connection: Connection,
  until: KeptDatabase['until'],
): Promise<KeptDatabase> {
  const { parameters } = connection
  const host = hostsOf(parameters)[0]
  const urlFile = await writeAddress(connection)
  // Last: what fails before is cleaned up like any other test.
  const roles = await databases.keep(connection, until)
  target.server?.keep()
  return {
    database: parameters.dbname ?? '',
    host: host?.address || host?.name || '',
    port: host?.port ?? 5432,
    user: parameters.user ?? '',
    roles,
    urlFile,
    until,
    ...(target.server && {
      server: {
        folder: target.server.folder,
        pid: target.server.pid,
        ...(target.server.container !== undefined && { container: target.server.container }),
      },
    }),
  }
}

async function writeAddress(connection: Connection): Promise<string> {
  try {
    const folder = await mkdtemp(join(tmpdir(), 'pgproof-kept-'))
    const urlFile = join(folder, 'url')
    await writeFile(urlFile, `${addressOf(connection)}\n`, { mode: 0o600, flag: 'wx' })
    return urlFile
  } catch (error) {
    throw environmentError(
      `the address of the kept database cannot be written: ${messageOf(error)}`,
      'make the temporary folder (TMPDIR) writable, or test without keep',
      error,
    )
  }
}
