import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { archiveArguments } from '../../../dump/arguments.ts'
import { environmentError, negative } from '../../../errors.ts'
import { runChild } from '../../../postgres/child.ts'
import { keepAliveArgument, libpqEnvironment } from '../../../postgres/conninfo.ts'
import { openSession } from '../../../postgres/session.ts'
import { encodeFilter } from '../../backup/selection.ts'
import { fetchTableOfContents } from '../../chosen.ts'
import { openTarget, type Target } from '../../restore-test/target.ts'
import { TestDatabases } from '../../restore-test/test-database.ts'
import { withoutExtensions } from '../../round-trip/left-out.ts'
import { type Proof, proveEqual } from '../../round-trip/prove.ts'
import { type Restore, restoreInto, scratchDatabases } from '../../round-trip/restore-into.ts'
import type { FileWork, Written } from './work.ts'

const SPOOL_LIMIT = 1024 ** 3

/** An archive that pg_dump makes of the backup, restored on a throw-away server and proved equal there: nothing else writes that format. */
export async function writeConverted(work: FileWork, path: string, format: 'custom' | 'directory'): Promise<Written> {
  const { chosen, context, request } = work
  const { manifest } = chosen.backup
  const target = await openTarget(
    { client: request.client, allowSourceServer: false },
    manifest,
    chosen.inventory,
    context,
  )
  const databases = new TestDatabases(target, manifest)
  const folder = join(context.temporary, 'converted')
  try {
    await mkdir(folder, { mode: 0o700 })
    await databases.createRoles(chosen.inventory.roles, context.now())
    const connection = await databases.create(context.now())
    const { programs, pinned } = target
    const reduced = withoutExtensions(chosen, target.absentExtensions)
    const restore: Restore = {
      ...{ chosen: reduced, connection, programs, pinned, folder, jobs: request.jobs, context },
      ...{ signal: context.signal, omit: { ...work.omit, tablespaces: true } },
    }
    const proof = await restoreAndProve(restore, databases)
    await dumpArchive(restore, path, format)
    return writtenOf(proof, target)
  } finally {
    await rm(folder, { recursive: true, force: true })
    await target.stop()
  }
}

async function restoreAndProve(restore: Restore, databases: TestDatabases): Promise<Proof> {
  await fetchTableOfContents(restore.chosen.reader, restore.folder)
  await restoreInto(restore)
  const scratch = scratchDatabases(databases, restore)
  const proof = await proveEqual({ ...restore, scratch, showKeys: false, spoolLimit: SPOOL_LIMIT, otherMajor: false })
  const [first] = proof.differences
  if (first === undefined) return proof
  throw negative(
    `what was restored to make the file does not equal backup ${restore.chosen.backup.id}: ${first}`,
    'no file was written; choose another backup (pgproof list)',
  )
}

async function dumpArchive(restore: Restore, path: string, format: 'custom' | 'directory'): Promise<void> {
  const { connection, pinned, programs, context, chosen, jobs, signal } = restore
  context.progress({ kind: 'phase', title: `Write ${format === 'custom' ? 'the archive' : 'the folder'}` })
  const session = await openSession(connection, { pinned, signal })
  const filter = await encodeFilter(session, chosen.inventory.filter).finally(() => session.close())
  const encoding = chosen.backup.manifest.source.encoding
  const args = archiveArguments({ file: path, format, jobs, encoding, filter, keepAlive: keepAliveArgument })
  const { command, args: before } = programs.command('pg_dump')
  const environment = libpqEnvironment(connection, pinned, context)
  const { end } = await runChild(command, [...before, ...args], { environment, signal })
  signal.throwIfAborted()
  if (end.code === 0) return
  throw environmentError(
    `pg_dump could not write the file: ${end.stderr.trim().split('\n').at(-1) ?? `ended with ${end.signal}`}`,
    'what pg_dump said names the cause; the backup is not in question, and nothing was left behind',
  )
}

function writtenOf(proof: Proof, target: Target): Written {
  const { tables, indexes, definitions, largeObjects, checks } = proof
  return {
    proof: { tables, indexes, definitions, largeObjects, checks, assertions: [] },
    notChecked: [...target.notChecked, ...proof.notChecked],
    warnings: [...target.warnings, ...proof.warnings],
  }
}
