import { type Backup, listNames, readCatalogue } from '../repository/catalogue.ts'
import { nothingYet } from '../repository/choose.ts'
import { expiryOf } from '../repository/expiry.ts'
import { listRunning } from '../repository/heartbeat.ts'
import { checkName } from '../repository/layout.ts'
import { listRecords } from '../repository/records.ts'
import type { Repository } from '../repository/repository.ts'
import { type Badges, describeBadges, replacedAmong, warnOfFuture } from './badges.ts'
import { referenceOf } from './chosen.ts'
import type { Context } from './context.ts'
import { openStorage, type StorageRequest } from './repository.ts'
import type { ListedBackup, ListResult } from './results.ts'

export interface ListRequest extends StorageRequest {
  name?: string | undefined
}

/** Lists the backups in a storage, newest first, with what is known of each. Throws exit 2 where there is nothing yet: a wrong address looks the same. */
export async function list(request: ListRequest, context: Context): Promise<ListResult> {
  const started = context.now()
  const store = await openStorage(request, context, context.signal)
  try {
    const names = request.name === undefined ? await listNames(store) : [checkName(request.name)]
    const backups: ListedBackup[] = []
    const failures: ListResult['failures'] = []
    const unreadable: ListResult['unreadable'] = []
    const running: ListResult['running'] = []
    const ahead: string[] = []
    for (const name of names) {
      const catalogue = await readCatalogue(store, name)
      const records = await listRecords(store, name)
      const replacements = replacedAmong(catalogue.backups, records, context.now())
      for (const backup of catalogue.backups) {
        const own = records.get(backup.id) ?? []
        const badges = describeBadges(backup, own, context.now())
        ahead.push(...warnOfFuture(backup, own, context.now()))
        const copy = replacements.get(backup.id)
        const expiry = expiryOf(own, backup.digest)
        backups.push({
          ...describe(store, backup, badges),
          ...(copy && { replacedBy: copy.id }),
          ...(expiry && { expired: { until: expiry.until.toISOString() } }),
        })
        failures.push(...badges.failures)
      }
      unreadable.push(...catalogue.unreadable)
      running.push(...(await listRunning(store, name, context.now())))
    }
    if (backups.length + unreadable.length + running.length === 0) throw nothingYet(store, request.name)
    backups.sort((a, b) => (a.id < b.id ? 1 : -1))
    return {
      ok: true,
      code: 0,
      verb: 'list',
      seconds: (context.now().getTime() - started.getTime()) / 1000,
      warnings: [...unreadable.map(({ name, id, why }) => `backup ${id} of ${name} cannot be read: ${why}`), ...ahead],
      location: store.location,
      backups,
      failures,
      unreadable,
      running,
    }
  } finally {
    store.close()
  }
}

function describe(store: Repository, backup: Backup, { failures: _, ...badges }: Badges): ListedBackup {
  const { manifest } = backup
  return {
    ...referenceOf(store, backup),
    tags: manifest.tags,
    created: manifest.created,
    storedBytes: manifest.totals.storedBytes,
    rawBytes: manifest.totals.rawBytes,
    tables: manifest.totals.tables,
    rows: manifest.totals.rows,
    by: manifest.by.who,
    ...badges,
  }
}
