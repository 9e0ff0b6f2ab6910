import { backup } from '../../../src/operations/backup/backup.ts'
import { backupRequest } from '../../../test/support/loop.ts'
import type { Lane } from '../lane.ts'
import type { Scene, TriedVerb } from '../scene.ts'
import { ageTestDatabases, databasesLike, SHOP, shopDigest } from '../shop.ts'

async function prepare(lane: Lane): Promise<Scene & { id: string }> {
  await lane.server.createDatabase('shop', SHOP)
  const { id } = (await backup(backupRequest(lane.url('shop'), lane.store.pristine), lane.context())).backup
  return {
    id,
    name: 'shop',
    earlier: [id],
    command: () => ({ args: ['restore-test', '--backup', id], environment: {} }),
    untouched: async () => await shopDigest(lane, '^pgproof_test_'),
  }
}

/** On a throw-away server: initdb, postgres and its end are points too. */
export const restoreTestVerb: TriedVerb = {
  name: 'restore-test',
  title: 'a restore-test on a throw-away server',
  prepare,
}

/** On a server that is there already; what the killed one left is swept by one that runs a day later. */
export const restoreTestOnServerVerb: TriedVerb = {
  name: 'restore-test-on-server',
  title: 'a restore-test on a given server',
  statements: true,
  prepare: async (lane) => {
    const scene = await prepare(lane)
    const args = ['restore-test', '--backup', scene.id, '--allow-source-server']
    return {
      ...scene,
      command: () => ({ args, environment: { PGPROOF_TARGET_URL: lane.url('postgres') } }),
      wait: async () => await ageTestDatabases(lane),
      healed: async (findings) => findings.equal('databases of tests', await databasesLike(lane, '^pgproof_test_'), []),
    }
  },
}
