import { backup } from '../../../src/operations/backup/backup.ts'
import { backupRequest } from '../../../test/support/loop.ts'
import { makeKeys, type TrialKeys } from '../../keys.ts'
import type { Lane } from '../lane.ts'
import type { Scene, TriedVerb } from '../scene.ts'
import { SHOP, shopDigest } from '../shop.ts'

async function prepare(lane: Lane, keys?: TrialKeys): Promise<Scene> {
  await lane.server.createDatabase('shop', SHOP)
  const made = await backup(backupRequest(lane.url('shop'), lane.store.pristine, keys?.making), lane.context())
  const { PGPROOF_ENCRYPT_TO: _, ...environment } = keys?.environment ?? {}
  return {
    name: 'shop',
    ...(keys && { reading: keys.reading }),
    earlier: [made.backup.id],
    command: () => ({ args: ['verify', '--backup', made.backup.id], environment }),
    untouched: async () => await shopDigest(lane),
  }
}

export const verifyVerb: TriedVerb = {
  name: 'verify',
  title: 'a verification of a whole backup',
  network: 'passing',
  prepare,
}

export const sealedVerifyVerb: TriedVerb = {
  name: 'verify-sealed',
  title: 'a verification of a sealed and signed backup',
  prepare: async (lane) => await prepare(lane, await makeKeys()),
}
