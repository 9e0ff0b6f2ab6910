import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentError, messageOf } from '../../errors.ts'
import { type Connection, withDatabase } from '../../postgres/conninfo.ts'
import { quoteIdentifier, quoteLiteral } from '../../postgres/identifier.ts'
import { TOC } from '../../repository/layout.ts'
import { DamagedObject } from '../../repository/read.ts'
import { fetchTableOfContents } from '../chosen.ts'
import { createDatabase, TestDatabases } from '../restore-test/test-database.ts'
import type { Unchecked } from '../results.ts'
import type { RestoreProof } from '../results-restore.ts'
import { type Proving, proveEqual } from '../round-trip/prove.ts'
import { type Restore, type RestoreTimes, restoreInto, scratchDatabases } from '../round-trip/restore-into.ts'
import { compareTableOfContents } from '../verify/table-of-contents.ts'
import { assertAll } from './asserted.ts'
import { dropDatabase } from './drop-database.ts'
import { omittedOf } from './omitted.ts'
import type { RestoreRun } from './run.ts'

/** Comment of a database that is not ready: a later run may drop it, and nobody should use it. */
export const UNFINISHED = 'pgproof restore, unfinished, of '

/** Spool of the second dump: it is only read, so that it never falls far behind. */
const SPOOL_LIMIT = 1024 ** 3

/** A database of the restore's own on the target's server, under a name that nobody else uses. */
export interface Beside {
  name: string
  connection: Connection
  restore: Restore
}

/** Makes the database from template0 with the source's encoding and locale, and marks it as unfinished. */
export async function createBeside(run: RestoreRun, name: string): Promise<Beside> {
  const { destination, chosen, context } = run
  const { session } = destination
  const { manifest } = chosen.backup
  try {
    await session.query(createDatabase(name, manifest, session))
  } catch (error) {
    throw environmentError(
      `${destination.server} cannot make a database as the backup's (${manifest.source.encoding}, ${manifest.source.collate}): ${messageOf(error)}`,
      'give target-url a role that may create databases, on a server whose operating system has that locale; nothing was changed',
      error,
    )
  }
  await session.query(`COMMENT ON DATABASE ${quoteIdentifier(name)} IS ${quoteLiteral(UNFINISHED + run.id)}`)
  const folder = join(context.temporary, `restore-${run.id}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const connection = withDatabase(destination.session.connection, name)
  const { programs, pinned } = destination
  const { signal, request } = run
  return {
    name,
    connection,
    restore: {
      chosen,
      connection,
      programs,
      pinned,
      folder,
      jobs: request.jobs,
      context,
      signal,
      omit: omittedOf(request),
    },
  }
}

/** Restores into it. Throws exit 1 where the backup is damaged or does not restore. */
export async function fillBeside(run: RestoreRun, { restore }: Beside): Promise<RestoreTimes> {
  await fetchTableOfContents(run.chosen.reader, restore.folder)
  const difference = await compareTableOfContents(run.chosen, restore.programs, restore.folder, run.context)
  if (difference) throw new DamagedObject(TOC, difference)
  return await restoreInto(restore)
}

export interface BesideProof {
  proof: RestoreProof
  /** Why it does not equal the backup, or an assertion does not hold; empty means that all is well. */
  differences: string[]
  notChecked: Unchecked[]
}

/** Dumps it again, compares with the backup, and runs the assertions. */
export async function proveBeside(run: RestoreRun, { restore }: Beside): Promise<BesideProof> {
  const { destination, chosen, context } = run
  const databases = new TestDatabases(destination, chosen.backup.manifest)
  const proving: Proving = {
    ...restore,
    scratch: scratchDatabases(databases, restore),
    showKeys: false,
    spoolLimit: SPOOL_LIMIT,
    otherMajor: destination.facts.major !== chosen.backup.manifest.client.major,
  }
  try {
    const proof = await proveEqual(proving)
    const { assertions, unmet } = await assertAll(run, restore.connection)
    run.warnings.push(...proof.warnings)
    const { tables, indexes, definitions, largeObjects, checks } = proof
    return {
      proof: { tables, indexes, definitions, largeObjects, checks, assertions },
      differences: [...proof.differences, ...unmet],
      notChecked: [...proof.notChecked, ...destination.notChecked],
    }
  } finally {
    await databases.dropAll().catch((error: unknown) => {
      context.progress({
        kind: 'warning',
        text: `a database for the comparison could not be dropped: ${messageOf(error)}`,
      })
    })
  }
}

/** Takes it away again; what it was spooled through goes too. Never throws: a database that stays is a warning that names it. */
export async function dropBeside(run: RestoreRun, beside: Beside, seconds = 30): Promise<void> {
  await rm(beside.restore.folder, { recursive: true, force: true })
  try {
    await dropDatabase(run.destination.session, beside.name, { force: true, seconds })
  } catch (error) {
    run.warnings.push(`the database ${beside.name} was left behind: drop it by hand (${messageOf(error)})`)
  }
}

/** Gives it its final name. The mark goes in the same transaction: whatever has the other name bears it. */
export async function nameBeside(run: RestoreRun, beside: Beside): Promise<void> {
  await rm(beside.restore.folder, { recursive: true, force: true })
  const { session, database } = run.destination
  const name = quoteIdentifier(beside.name)
  const rename = `ALTER DATABASE ${name} RENAME TO ${quoteIdentifier(database)}`
  try {
    await session.query(['BEGIN', `COMMENT ON DATABASE ${name} IS NULL`, rename, 'COMMIT'].join('; '))
  } catch (error) {
    await session.query('ROLLBACK').catch(() => {})
    throw error
  }
}

/** At most 63 bytes: the longest name that PostgreSQL takes. */
export function besideName(run: RestoreRun): string {
  return `${besidePrefix(run.destination.database)}${stampOf(run)}`
}

/** The name that the live database is kept under: `shop_before_20261121t021703`. */
export function keptName(run: RestoreRun): string {
  return `${cut(run.destination.database, 39)}_before_${stampOf(run)}`
}

const besidePrefix = (database: string): string => `${cut(database, 38)}_restore_`

/** `20261121t021703`: in lower case, so that the name needs no quotes in SQL. */
export const stampOf = ({ id }: { id: string }): string => id.slice(0, 15).toLowerCase()

/** The start of a name, of at most so many bytes, without half a character. */
export function cut(name: string, bytes: number): string {
  let text = name
  while (Buffer.byteLength(text) > bytes) text = [...text].slice(0, -1).join('')
  return text
}
