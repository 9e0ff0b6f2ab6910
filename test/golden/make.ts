import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { backup } from '../../src/operations/backup.ts'
import { backupRequest, makeWorkplace } from '../support/loop.ts'
import { addressOf, majors, startTestServer } from '../support/postgres.ts'

/** Makes a golden backup: `node test/golden/make.ts test/golden/format-1` backs up a database from the folder's shop.sql into its store. */
const folder = process.argv[2]
if (folder === undefined) throw new Error('which folder?')
const server = await startTestServer(majors()[0])
const place = await makeWorkplace()
try {
  const database = await server.createDatabase('shop', readFileSync(join(folder, 'shop.sql'), 'utf8'))
  const request = backupRequest(addressOf(database), place.storage, { type: 'monthly', tags: ['golden'] })
  console.log((await backup(request, await place.context())).totals)
  rmSync(join(folder, 'store'), { recursive: true, force: true })
  cpSync(join(place.folder, 'store'), join(folder, 'store'), { recursive: true })
} finally {
  await server.stop()
  await place.remove()
}
