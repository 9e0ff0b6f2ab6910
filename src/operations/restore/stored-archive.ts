import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Archive } from '../../dump/archive.ts'
import { libpqEnvironment } from '../../postgres/conninfo.ts'
import type { Programs } from '../../postgres/programs.ts'
import { type Definition, type ReadOptions, readDefinitions } from '../../proof/definitions.ts'
import { type Chosen, fetchTableOfContents } from '../chosen.ts'
import type { Context } from '../context.ts'

export interface ArchiveTools {
  programs: Programs
  context: Context
}

/** Fetches a backup's table of contents into a folder of the run's own, and removes it afterwards. */
export async function withArchive<T>(
  { reader, backup }: Chosen,
  { programs, context }: ArchiveTools,
  work: (archive: Archive) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(context.temporary, 'archive-'))
  try {
    await fetchTableOfContents(reader, folder)
    return await work(new Archive(folder, programs, archiveEnvironment(context), backup.manifest.source.encoding))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every definition of a backup in the archive's order, which is the inventory's, but for what `options` leaves out. */
export async function storedDefinitions(
  chosen: Chosen,
  tools: ArchiveTools,
  options: ReadOptions = {},
): Promise<Definition[]> {
  return await withArchive(chosen, tools, async (archive) => await readDefinitions(archive, options))
}

/** Of a pg_restore that reads an archive and connects nowhere. */
export const archiveEnvironment = (context: Context): Record<string, string> =>
  libpqEnvironment({ parameters: {} }, {}, context)
