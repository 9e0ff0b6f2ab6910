import { backup } from '../../../src/operations/backup/backup.ts'
import { backupRequest } from '../../../test/support/loop.ts'
import type { TriedVerb } from '../scene.ts'
import { SHOP, shopDigest } from '../shop.ts'

export const backupVerb: TriedVerb = {
  name: 'backup',
  title: 'a backup',
  network: 'all',
  prepare: async (lane) => {
    await lane.server.createDatabase('shop', SHOP)
    const { id } = (await backup(backupRequest(lane.url('shop'), lane.store.pristine), lane.context())).backup
    return {
      name: 'shop',
      earlier: [id],
      command: () => ({
        args: ['backup', '--jobs', '2', '--time-budget', '20s'],
        environment: { PGPROOF_DATABASE_URL: lane.url('shop') },
      }),
      untouched: async () => await shopDigest(lane),
    }
  },
}
