import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Archive, type ArchiveEntry } from '../../../dump/archive.ts'
import { omitFlags } from '../../../dump/restore.ts'
import { negative } from '../../../errors.ts'
import { runChild } from '../../../postgres/child.ts'
import { fetchTableOfContents } from '../../chosen.ts'
import { leftOutOf } from '../../round-trip/left-out.ts'
import { archiveEnvironment } from '../stored-archive.ts'
import { writeArchiveFolder } from './rows.ts'
import type { FileWork } from './work.ts'

/** Every database has it, and making it again would end a script that stops at errors. */
const PUBLIC = /^\d+; 2615 \d+ SCHEMA - public /

/** A script for psql, printed by pg_restore from the backup's own archive. */
export async function writePlain(work: FileWork, path: string): Promise<void> {
  const { chosen, context, programs, omit } = work
  const folder = await mkdtemp(join(context.temporary, 'archive-'))
  try {
    await fetchTableOfContents(chosen.reader, folder)
    await writeArchiveFolder(chosen, folder, context)
    const environment = archiveEnvironment(context)
    const archive = new Archive(folder, programs, environment, chosen.backup.manifest.source.encoding)
    const leftOut = leftOutOf(chosen)
    const keeps = (entry: ArchiveEntry) => !leftOut?.(entry) && !PUBLIC.test(entry.line)
    const list = join(folder, 'restored.list')
    const lines = (await archive.entries()).filter(keeps).map(({ line }) => `${line}\n`)
    await writeFile(list, lines.join(''), { mode: 0o600 })
    const { command, args } = programs.command('pg_restore')
    const words = ['--no-subscriptions', ...omitFlags(omit), `--use-list=${list}`, `--file=${path}`, folder]
    await writeFile(path, '', { flag: 'wx', mode: 0o600 })
    const { end } = await runChild(command, [...args, ...words], { environment, signal: context.signal })
    context.signal.throwIfAborted()
    if (end.code !== 0) {
      throw negative(
        `pg_restore could not write the script: ${end.stderr.trim().split('\n').at(-1) ?? `ended with ${end.signal}`}`,
        'what pg_restore said names the cause; nothing was left behind',
      )
    }
    await chmod(path, 0o600)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
