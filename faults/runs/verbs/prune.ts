import { backup } from '../../../src/operations/backup/backup.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { readBackup } from '../../../src/repository/catalogue.ts'
import { keys, newBackupId } from '../../../src/repository/layout.ts'
import { putRecord } from '../../../src/repository/records.ts'
import { backupRequest, verifyRequest } from '../../../test/support/loop.ts'
import type { Lane } from '../lane.ts'
import type { TriedVerb } from '../scene.ts'
import { SHOP, shopDigest } from '../shop.ts'

const DAY = 24 * 3600 * 1000

/** Ages in days: one whose grace is over, two that are due to expire, and those that stay. */
const SWEPT = 25
const EXPIRING = [24, 20]
const KEPT = [3, 2, 1]

/** What the storage holds, by what is to become of it. */
interface History {
  kept: string[]
  expiring: string[]
  gone: string[]
}

async function makeHistory(lane: Lane): Promise<History> {
  const ids = new Map<number, string>()
  for (const days of [SWEPT, ...EXPIRING, ...KEPT]) ids.set(days, await backupOf(lane, days))
  const idOf = (days: number) => ids.get(days) as string
  await expire(lane, idOf(SWEPT))
  const garbage = await leaveGarbage(lane, idOf(KEPT[0] as number))
  return { kept: KEPT.map(idOf), expiring: EXPIRING.map(idOf), gone: [idOf(SWEPT), garbage] }
}

/** A verified backup that was made so many days ago. */
async function backupOf(lane: Lane, days: number): Promise<string> {
  const then = new Date(Date.now() - days * DAY)
  const context = () => lane.context({ now: () => then })
  const storage = lane.store.pristine
  const { id } = (await backup(backupRequest(lane.url('shop'), storage), context())).backup
  await verify(verifyRequest(storage, { backup: id }), context())
  lane.store.date(then, 'pristine', (key) => key.includes(id))
  return id
}

async function expire(lane: Lane, id: string): Promise<void> {
  await lane.store.with(async (store) => {
    const { digest } = await readBackup(store, 'shop', id)
    const until = new Date(Date.now() - 5 * DAY).toISOString()
    const time = new Date(Date.now() - 12 * DAY).toISOString()
    const by = { who: 'faults', host: 'here', pgproof: '0.0.0' }
    const body = { reason: 'auto is kept 7d', until }
    await putRecord(store, { name: 'shop', id }, { kind: 'expired', time, ok: true, by, manifest: digest, body })
  }, lane.store.pristine)
}

/** The rest of a run that was killed two days ago. */
async function leaveGarbage(lane: Lane, like: string): Promise<string> {
  const then = new Date(Date.now() - 2 * DAY)
  const id = newBackupId(then)
  await lane.store.with(async (store) => {
    for await (const { key } of store.list(keys.backup('shop', like)))
      if (!key.endsWith('manifest.json')) await store.put(key.replace(like, id), await store.get(key))
  }, lane.store.pristine)
  lane.store.date(then, 'pristine', (key) => key.includes(id))
  return id
}

/** Expires two backups, sweeps one and the rest of a killed run. */
export const pruneVerb: TriedVerb = {
  name: 'prune',
  title: 'a prune that expires and sweeps',
  faults: [91],
  network: 'passing',
  prepare: async (lane) => {
    await lane.server.createDatabase('shop', SHOP)
    const { kept, expiring, gone } = await makeHistory(lane)
    return {
      name: 'shop',
      earlier: [...kept, ...expiring],
      command: () => ({ args: ['prune', '--keep-last', '3', '--apply'], environment: {} }),
      untouched: async () => await shopDigest(lane),
      // The lease of the one that was killed gives way after a quarter of an hour.
      wait: async () => lane.store.age(1 / 24, lane.store.prefix, (key) => key.includes('/running/')),
      healed: async (findings) =>
        await lane.store.with(async (store) => {
          for (const id of gone)
            for await (const { key } of store.list(keys.backup('shop', id)))
              findings.wrong.push(`${key} is still there`)
        }),
    }
  },
}
