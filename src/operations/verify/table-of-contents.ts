import { Archive } from '../../dump/archive.ts'
import type { Programs } from '../../postgres/programs.ts'
import { readDefinitions } from '../../proof/definitions.ts'
import type { Chosen } from '../chosen.ts'
import type { Context } from '../context.ts'
import { archiveEnvironment } from '../restore/stored-archive.ts'

/**
 * Compares what pg_restore reads in `folder`/toc.dat with the inventory: tables, and every definition where the programs are of the backup's major
 * (others may print them differently). Half a sentence about the difference; undefined where there is none.
 */
export async function compareTableOfContents(
  chosen: Chosen,
  programs: Programs,
  folder: string,
  context: Context,
): Promise<string | undefined> {
  const { backup, stored: inventory = chosen.inventory } = chosen
  const environment = archiveEnvironment(context)
  const archive = new Archive(folder, programs, environment, backup.manifest.source.encoding)
  const listed = (await archive.tables(context.temporary)).map((table) => JSON.stringify([table.dumpId, table.target]))
  const known = inventory.tables.map((table) =>
    JSON.stringify([
      table.dumpId,
      { ...(table.root ?? { schema: table.schema, name: table.name }), columns: table.columns },
    ]),
  )
  if (listed.join() !== known.join()) return 'lists other tables than the inventory'
  const definitions = await readDefinitions(archive)
  const sameMajor = programs.major === backup.manifest.client.major
  const equal =
    definitions.length === inventory.entries.length &&
    definitions.every((definition, index) => {
      const entry = inventory.entries[index]
      const named =
        definition.type === entry?.type && definition.schema === entry.schema && definition.tag === entry.name
      return named && (!sameMajor || definition.digest === entry?.sha256)
    })
  return equal ? undefined : 'holds other definitions than the inventory'
}
