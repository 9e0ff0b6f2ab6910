import { backup } from '../../../src/operations/backup/backup.ts'
import { backupRequest } from '../../../test/support/loop.ts'
import { makeKeys, type TrialKeys } from '../../keys.ts'
import type { Lane } from '../lane.ts'
import type { Scene, TriedVerb } from '../scene.ts'
import { SHOP, shopDigest } from '../shop.ts'

async function prepare(lane: Lane, keys?: TrialKeys): Promise<Scene> {
  await lane.server.createDatabase('shop', SHOP)
  const url = lane.url('shop')
  const { id } = (await backup(backupRequest(url, lane.store.pristine, keys?.making), lane.context())).backup
  const environment = { ...keys?.environment, PGPROOF_DATABASE_URL: url }
  return {
    name: 'shop',
    ...(keys && { reading: keys.reading }),
    earlier: [id],
    command: () => ({ args: ['backup', '--jobs', '2', '--time-budget', '20s'], environment }),
    untouched: async () => await shopDigest(lane),
  }
}

export const backupVerb: TriedVerb = { name: 'backup', title: 'a backup', network: 'all', prepare }

/** Sealed with age and signed. */
export const sealedBackupVerb: TriedVerb = {
  name: 'backup-sealed',
  title: 'a sealed and signed backup',
  prepare: async (lane) => await prepare(lane, await makeKeys()),
}
