import { backup } from '../../../src/operations/backup/backup.ts'
import { backupRequest } from '../../../test/support/loop.ts'
import type { TriedVerb } from '../scene.ts'
import { SHOP, shopDigest } from '../shop.ts'

export const verifyVerb: TriedVerb = {
  name: 'verify',
  title: 'a verification of a whole backup',
  network: 'passing',
  prepare: async (lane) => {
    await lane.server.createDatabase('shop', SHOP)
    const { id } = (await backup(backupRequest(lane.url('shop'), lane.store.pristine), lane.context())).backup
    return {
      name: 'shop',
      earlier: [id],
      command: () => ({ args: ['verify', '--backup', id], environment: {} }),
      untouched: async () => await shopDigest(lane),
    }
  },
}
