import { open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type RestoreOptions, restoreLargeObjects } from '../../dump/restore.ts'
import type { Inventory } from '../../repository/inventory.ts'
import { largeObjectFiles, type TarFile } from '../../repository/large-objects.ts'
import type { Chosen } from '../chosen.ts'

/** Large objects are restored in groups, so that neither bytes nor inodes pile up. */
const GROUP = { objects: 5000, bytes: 256 * 1024 * 1024 }

/** Brings large objects into a database that has them already, empty; they pass through the folder of the archive. */
export async function loadLargeObjects({ inventory, reader }: Chosen, options: RestoreOptions): Promise<void> {
  let group: Inventory['largeObjects'] = []
  let bytes = 0
  for await (const file of largeObjectFiles(reader, inventory)) {
    await spill(file, options.archive.folder)
    if (file.object === undefined) continue
    group.push(file.object)
    bytes += file.object.bytes
    if (group.length < GROUP.objects && bytes < GROUP.bytes) continue
    await restoreGroup(options, group)
    group = []
    bytes = 0
  }
  await restoreGroup(options, group)
}

async function spill({ name, object, content }: TarFile, folder: string): Promise<void> {
  if (object === undefined) {
    for await (const _ of content);
    return
  }
  const output = await open(join(folder, name), 'wx', 0o600)
  try {
    for await (const chunk of content) await output.write(chunk)
  } finally {
    await output.close()
  }
}

/** pg_restore finds large objects by the lists beside `toc.dat`; each group gets lists of its own. */
async function restoreGroup(options: RestoreOptions, group: Inventory['largeObjects']): Promise<void> {
  if (group.length === 0) return
  const { folder } = options.archive
  const lists = new Map<string, string[]>()
  for (const { toc, oid } of group) lists.set(toc, [...(lists.get(toc) ?? []), `${oid} blob_${oid}.dat\n`])
  for (const [toc, lines] of lists) await writeFile(join(folder, toc), lines.join(''), { mode: 0o600 })
  const dumpIds = [...lists.keys()].map((toc) => Number(/_(\d+)\.toc$/.exec(toc)?.[1]))
  await restoreLargeObjects(options, dumpIds.some(Number.isNaN) ? undefined : new Set(dumpIds))
  for (const toc of lists.keys()) await rm(join(folder, toc))
  for (const { oid } of group) await rm(join(folder, `blob_${oid}.dat`))
}
