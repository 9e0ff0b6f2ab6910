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
  try {
    await compare(original, chosen)
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

/** Rows and large objects have their digests in the inventory; everything else is compared byte for byte. Throws DamagedObject for the first that differs. */
async function compare(original: Chosen, copy: Chosen): Promise<void> {
  if (!listsTheSame(original.inventory, copy.inventory))
    throw new DamagedObject(INVENTORY, `lists other contents than that of ${original.backup.id}`)
  const names = plainNames(original.reader)
  if (names.toSorted().join('\n') !== plainNames(copy.reader).toSorted().join('\n'))
    throw new DamagedObject(INVENTORY, `comes with other objects than that of ${original.backup.id}`)
  const parts = new Set(
    [...original.inventory.tables.flatMap((table) => table.parts), ...original.inventory.largeObjectParts].map(
      ({ object }) => object,
    ),
  )
  for (const name of names) {
    if (name === INVENTORY || parts.has(original.reader.nameOf(name))) continue
    const [before, after] = [await original.reader.content(name), await copy.reader.content(name)]
    if (!before.equals(after)) throw new DamagedObject(name, `holds other bytes than that of ${original.backup.id}`)
  }
}
