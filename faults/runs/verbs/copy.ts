import { backup } from '../../../src/operations/backup/backup.ts'
import { list } from '../../../src/operations/list.ts'
import { backupRequest } from '../../../test/support/loop.ts'
import { expectOnlyWhole, litterAfterSweep } from '../aftermath.ts'
import type { TriedVerb } from '../scene.ts'
import { SHOP, shopDigest } from '../shop.ts'

/** Two backups into a second storage: what is seen there is whole, and in the end it is all of them. */
export const copyVerb: TriedVerb = {
  name: 'copy',
  title: 'a copy of two backups into a second storage',
  prepare: async (lane) => {
    await lane.server.createDatabase('shop', SHOP)
    const make = async () =>
      (await backup(backupRequest(lane.url('shop'), lane.store.pristine), lane.context())).backup.id
    const earlier = [await make(), await make()]
    const { second } = lane.store
    const listed = async (): Promise<string[]> => {
      const { backups } = await list({ storage: lane.store.address(second), name: 'shop' }, lane.context())
      return backups.map(({ id }) => id).sort()
    }
    return {
      name: 'shop',
      earlier,
      command: () => ({ args: ['copy', '--all', '--copy-to', lane.second], environment: {} }),
      untouched: async () => await shopDigest(lane),
      killed: async () => {
        // A storage where nothing is yet has no list.
        const some = await listed().catch(() => [])
        if (some.length > 0) await expectOnlyWhole(lane, { name: 'shop', earlier: [] }, second)
      },
      healed: async (findings) => {
        findings.equal('copied', await listed(), earlier)
        findings.equal('litter in the second storage', await litterAfterSweep(lane, { name: 'shop' }, second), [])
        await expectOnlyWhole(lane, { name: 'shop', earlier }, second)
      },
    }
  },
}
