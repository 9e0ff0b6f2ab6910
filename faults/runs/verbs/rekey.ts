import { backup } from '../../../src/operations/backup/backup.ts'
import { list } from '../../../src/operations/list.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { ageKey } from '../../../test/support/keys.ts'
import { backupRequest, verifyRequest } from '../../../test/support/loop.ts'
import type { TriedVerb } from '../scene.ts'
import { SHOP, shopDigest } from '../shop.ts'

/** Two backups that are sealed for one key get a second one: each has a copy in the end, which the second key opens. */
export const rekeyVerb: TriedVerb = {
  name: 'rekey',
  title: 'a rekey of two backups',
  faults: [60],
  prepare: async (lane) => {
    await lane.server.createDatabase('shop', SHOP)
    const [ada, ben] = [await ageKey(), await ageKey()]
    const sealed = { encryptTo: [ada.recipient] }
    const make = async () =>
      (await backup(backupRequest(lane.url('shop'), lane.store.pristine, sealed), lane.context())).backup.id
    const earlier = [await make(), await make()]
    const args = ['rekey', '--all', '--add-recipient', ben.recipient]
    return {
      name: 'shop',
      // A copy opens with either, so that one key reads all there may be.
      reading: { identity: ada.identity },
      earlier,
      command: () => ({ args, environment: { PGPROOF_IDENTITY: ada.identity } }),
      untouched: async () => await shopDigest(lane),
      healed: async (findings) => {
        const storage = lane.store.address()
        const ids = (await list({ storage, name: 'shop' }, lane.context())).backups.map(({ id }) => id)
        const copies = ids.filter((id) => !earlier.includes(id))
        findings.equal('copies', copies.length, earlier.length)
        for (const id of copies) {
          const request = verifyRequest(storage, { name: 'shop', backup: id, identity: ben.identity })
          findings.equal('copy', (await verify(request, lane.context())).code, 0)
        }
      },
    }
  },
}
