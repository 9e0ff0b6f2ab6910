import { join } from 'node:path'
import type { Omitted } from '../../src/dump/restore.ts'
import { type BackupRequest, backup } from '../../src/operations/backup/backup.ts'
import { type Chosen, fetchTableOfContents, openBackup } from '../../src/operations/chosen.ts'
import { openStorage } from '../../src/operations/repository.ts'
import { selectPart } from '../../src/operations/restore/part.ts'
import type { PartRequest } from '../../src/operations/restore/request.ts'
import { openTarget } from '../../src/operations/restore-test/target.ts'
import { TestDatabases } from '../../src/operations/restore-test/test-database.ts'
import type { PlanNote } from '../../src/operations/results-restore.ts'
import { type Proof, proveEqual } from '../../src/operations/round-trip/prove.ts'
import { restoreInto, scratchDatabases } from '../../src/operations/round-trip/restore-into.ts'
import { compareTableOfContents } from '../../src/operations/verify/table-of-contents.ts'
import type { Connection } from '../../src/postgres/conninfo.ts'
import { chooseBackup } from '../../src/repository/choose.ts'
import { backupRequest, makeWorkplace, type Workplace } from './loop.ts'
import { addressOf, type TestServer } from './postgres.ts'

export const EVERYTHING: PartRequest = { schemas: [], tables: [], schemaOnly: false, dataOnly: false }

/** A backup to restore parts of. */
export interface MadeBackup {
  place: Workplace
  /** Opened anew, as every run does. */
  open(): Promise<Chosen>
  remove(): Promise<void>
}

export async function makeBackup(source: Connection, more: Partial<BackupRequest> = {}): Promise<MadeBackup> {
  const place = await makeWorkplace()
  const made = await backup(backupRequest(addressOf(source), place.storage, more), await place.context())
  const context = await place.context()
  const store = await openStorage({ storage: place.storage }, context, context.signal)
  return {
    place,
    open: async () => {
      const named = await chooseBackup(store, made.backup.name, made.backup.id, context.now())
      return await openBackup(store, named, context.signal)
    },
    remove: async () => {
      store.close()
      await place.remove()
    },
  }
}

export interface RestoredPart {
  notes: PlanNote[]
  chosen: Chosen
  proof: Proof
  /** What `look` returned. */
  seen: string
}

/** Restores a part into a database of its own, proves it equal, and takes it away again. `look` runs in between, and may break something. */
export async function restorePart(
  made: MadeBackup,
  server: TestServer,
  part: Partial<PartRequest>,
  options: { omit?: Omitted; look?: (restored: Connection) => Promise<string> } = {},
): Promise<RestoredPart> {
  const context = await made.place.context()
  const whole = await made.open()
  const { manifest } = whole.backup
  const address = addressOf(server.connection)
  const request = { targetUrl: address, allowSourceServer: true, client: 'auto' } as const
  const target = await openTarget(request, manifest, whole.inventory, context)
  const databases = new TestDatabases(target, manifest)
  try {
    const { programs, pinned } = target
    const { chosen, notes } = await selectPart(whole, { ...EVERYTHING, ...part }, { programs, context })
    await databases.createRoles(chosen.inventory.roles, context.now())
    const folder = join(context.temporary, 'restore')
    await fetchTableOfContents(chosen.reader, folder)
    const wrong = await compareTableOfContents(chosen, programs, folder, context)
    if (wrong) throw new Error(wrong)
    const connection = await databases.create(context.now())
    const common = { chosen, connection, programs, pinned, folder, jobs: 2, context, signal: context.signal }
    const restore = { ...common, ...(options.omit && { omit: options.omit }) }
    await restoreInto(restore)
    const seen = (await options.look?.(connection)) ?? ''
    const proving = { scratch: scratchDatabases(databases, restore), showKeys: false, spoolLimit: 1024 ** 3 }
    const proof = await proveEqual({ ...restore, ...proving, otherMajor: target.facts.major !== manifest.client.major })
    return { notes, chosen, proof, seen }
  } finally {
    await databases.dropAll()
    await target.stop()
  }
}
