import { backup } from '../../../src/operations/backup/backup.ts'
import { backupRequest } from '../../../test/support/loop.ts'
import type { TriedVerb } from '../scene.ts'
import { contentsOf, databasesLike, dropDatabases, SHOP, shopDigest } from '../shop.ts'

/** Everything that restores into a database `copy` make on the server. */
const OWN = '^(copy|pgproof_test_)'

/** Into a database that does not exist: under its name there is nothing, or all of it. */
export const restoreVerb: TriedVerb = {
  name: 'restore',
  title: 'a restore into a new database',
  faults: [70],
  statements: true,
  prepare: async (lane) => {
    const { server } = lane
    await server.createDatabase('shop', SHOP)
    const whole = await contentsOf(server, 'shop')
    const { id } = (await backup(backupRequest(lane.url('shop'), lane.store.pristine), lane.context())).backup
    const target = ['--target-database', 'copy', '--confirm', `copy from ${id}`]
    const args = ['restore', '--backup', id, ...target]
    const command = { args, environment: { PGPROOF_TARGET_URL: lane.url('postgres') } }
    return {
      name: 'shop',
      earlier: [id],
      command: () => command,
      reset: async () => await dropDatabases(lane, await databasesLike(lane, OWN)),
      untouched: async () => await shopDigest(lane, OWN),
      killed: async (findings) => {
        const finished = (await databasesLike(lane, '^copy$')).length > 0
        if (finished) findings.equal('what has the name', await contentsOf(server, 'copy'), whole)
      },
      heal: async () => {
        // One that got its name before the kill holds something, and is not restored over.
        await dropDatabases(lane, await databasesLike(lane, '^copy$'))
        return [await lane.run(command.args, command.environment)]
      },
      healed: async (findings) => {
        findings.equal('what was restored', await contentsOf(server, 'copy'), whole)
        findings.equal('databases of the restore', await databasesLike(lane, OWN), ['copy'])
      },
    }
  },
}
