import { type Backup, readBackup } from '../../repository/catalogue.ts'
import { commitBackup } from '../../repository/commit.ts'
import { Heartbeat } from '../../repository/heartbeat.ts'
import { writeInventory } from '../../repository/inventory.ts'
import { INVENTORY } from '../../repository/layout.ts'
import type { Manifest } from '../../repository/manifest.ts'
import { idForCopy } from '../../repository/replaced.ts'
import { resealObjects } from '../../repository/reseal.ts'
import { Upload } from '../../repository/upload.ts'
import type { Sealer } from '../../sealing/seal.ts'
import type { Chosen } from '../chosen.ts'
import { tidyUp } from '../tidy-up.ts'
import { sealerFor } from './asked.ts'
import type { Rekeying } from './rekey.ts'

/**
 * Makes a copy of a backup under other keys: the same bytes, sealed anew as objects of an id of its own. It exists when its manifest does; whatever
 * happens before leaves nothing visible. Throws DamagedObject where the backup is not as it was stored. `attempt` ends what is on its way into the storage.
 */
export async function copyBackup(rekeying: Rekeying, chosen: Chosen, attempt: AbortController): Promise<Backup> {
  const { backup } = chosen
  const { target, name, context } = rekeying
  const id = idForCopy(backup.id)
  const progressed = { committing: false }
  const sealer = await sealerFor(rekeying.asked, backup, rekeying.request, target.keys)
  const upload = new Upload(target, name, id, sealer)
  const heartbeat = new Heartbeat(target, name, id, context.now())
  try {
    await heartbeat.start()
    await copyContents(rekeying, chosen, upload, id)
    const build = () => manifestOfCopy(backup, { id, upload, sealer, finished: context.now() })
    const commit = () => {
      progressed.committing = true
    }
    await commitBackup(target, name, upload.objects, build, commit)
    return await readBackup(target, name, id)
  } catch (error) {
    attempt.abort(error)
    throw error
  } finally {
    await upload.settled()
    const { warnings, request } = rekeying
    const run = { request, context, store: target, name, id, warnings }
    await tidyUp(run, heartbeat, attempt.signal.aborted, progressed.committing)
  }
}

async function copyContents(
  { context, request, signal }: Rekeying,
  { backup, reader, inventory }: Chosen,
  upload: Upload,
  id: string,
): Promise<void> {
  const { totals, compression } = backup.manifest
  context.progress({ kind: 'phase', title: `Seal ${backup.id} anew` })
  const onBytes = (done: number) => context.progress({ kind: 'bytes', done, total: totals.storedBytes })
  await upload.putKey()
  const moved = await resealObjects(reader, inventory, upload, { id, jobs: request.jobs, onBytes })
  await upload.put(INVENTORY, await writeInventory(moved, compression.level))
  await upload.finish()
  signal.throwIfAborted()
}

/** All that is told of the data stays as it was, when it was made and by whom among it; only what is said of objects and keys is new. */
function manifestOfCopy(
  { id, digest, manifest }: Backup,
  copy: { id: string; upload: Upload; sealer: Sealer | undefined; finished: Date },
): Manifest {
  const { objects, storedBytes } = copy.upload
  return {
    ...manifest,
    id: copy.id,
    finished: copy.finished.toISOString(),
    replaces: { id, sha256: digest },
    totals: { ...manifest.totals, storedBytes, objects: objects.length },
    encryption: copy.sealer?.encryption ?? null,
    objects: objects.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
