import type { Backup } from '../../repository/catalogue.ts'
import { INVENTORY, KEY } from '../../repository/layout.ts'
import { openReader } from '../../repository/open.ts'
import { type BackupReader, DamagedObject } from '../../repository/read.ts'
import { listsTheSame, plainNames } from '../../repository/reseal.ts'
import { type Chosen, readContents } from '../chosen.ts'
import type { VerifyResult } from '../results.ts'
import { note, readBack } from '../verify/read-back.ts'
import type { Rekeying } from './rekey.ts'

/** A copy that was read back with its own keys; undefined where it could not be opened, and then something is damaged. */
export interface CopyRead {
  damaged: VerifyResult['damaged']
  reader?: BackupReader
  tables: number
  rows: number
}

/** Reads every byte of a copy back, compares every digest as `verify` does, and what it holds with what it was made of. */
export async function readCopyBack(rekeying: Rekeying, original: Chosen, copy: Backup): Promise<CopyRead> {
  const { request, context, target } = rekeying
  const damaged: CopyRead['damaged'] = []
  const chosen = await openOrNote(rekeying, copy, damaged)
  if (!chosen) return { damaged, tables: 0, rows: 0 }
  const run = { request: { jobs: request.jobs, client: request.client }, context, store: target, chosen, damaged }
  const counted = { ...run, tables: 0, rows: 0 }
  // Outside of what is noted: damage of the original speaks against the original, not against its copy.
  const contents = await contentsOf(original)
  try {
    await compare(original, contents, chosen)
  } catch (error) {
    note(damaged, error, INVENTORY)
  }
  await readBack(counted)
  return { damaged, reader: chosen.reader, tables: counted.tables, rows: counted.rows }
}

async function openOrNote(
  { target, signal }: Rekeying,
  copy: Backup,
  damaged: CopyRead['damaged'],
): Promise<Chosen | undefined> {
  try {
    return await readContents(await openReader(target, copy, signal))
  } catch (error) {
    note(damaged, error, KEY)
    return undefined
  }
}

/** What has no digest of its own in the inventory, as rows and large objects have: the table of contents and the roles. By name. */
async function contentsOf({ reader, inventory }: Chosen): Promise<Map<string, Buffer>> {
  const parts = [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts]
  const digested = new Set(parts.map(({ object }) => object))
  const contents = new Map<string, Buffer>()
  for (const name of plainNames(reader))
    if (name !== INVENTORY && !digested.has(reader.nameOf(name))) contents.set(name, await reader.content(name))
  return contents
}

/** Throws DamagedObject for the first difference. */
async function compare(original: Chosen, contents: Map<string, Buffer>, copy: Chosen): Promise<void> {
  const { id } = original.backup
  if (!listsTheSame(original.inventory, copy.inventory))
    throw new DamagedObject(INVENTORY, `lists other contents than that of ${id}`)
  const names = ({ reader }: Chosen) => plainNames(reader).toSorted().join('\n')
  if (names(original) !== names(copy)) throw new DamagedObject(INVENTORY, `comes with other objects than that of ${id}`)
  for (const [name, bytes] of contents) {
    if (!bytes.equals(await copy.reader.content(name)))
      throw new DamagedObject(name, `holds other bytes than that of ${id}`)
  }
}
