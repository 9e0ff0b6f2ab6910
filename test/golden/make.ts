import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backup } from '../../src/operations/backup.ts'
import { FORMAT } from '../../src/repository/manifest.ts'
import { backupRequest, makeWorkplace } from '../support/loop.ts'
import { addressOf, majors, startTestServer } from '../support/postgres.ts'

/**
 * Makes test/golden/format-N.tar, a storage with one small backup in the format of today, by the oldest PostgreSQL that is installed: node test/golden/make.ts
 * Once a version with that format is released it is never made again, since it stands for what users have in their storages.
 */
const file = resolve(import.meta.dirname, `format-${FORMAT}.tar`)
if (existsSync(file)) throw new Error(`${file} is there: remove it, if no version with this format was released yet`)

const server = await startTestServer(majors()[0])
const place = await makeWorkplace()
try {
  const shop = readFileSync('.github/shop.sql', 'utf8').replace('(1, 20000)', '(1, 2000)')
  const database = await server.createDatabase('shop', `${shop} CREATE TABLE "Not used, yet" ();`)
  const context = await place.context({ by: { who: 'golden', host: 'golden', pgproof: '0.1.0' } })
  const { backup: made } = await backup(
    backupRequest(addressOf(database), place.storage, { tags: ['golden'] }),
    context,
  )
  execFileSync('tar', [
    '--create',
    '--file',
    file,
    '--directory',
    join(place.folder, 'store'),
    '--owner=0',
    '--group=0',
    'shop',
  ])
  console.log(`made ${made.id} in ${file}`)
} finally {
  await server.stop()
  await place.remove()
}
