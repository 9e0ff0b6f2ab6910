import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backup } from '../../src/operations/backup/backup.ts'
import { backupRequest, makeWorkplace } from '../support/loop.ts'
import { addressOf, majors, startTestServer } from '../support/postgres.ts'

/**
 * Makes a golden backup, by the oldest PostgreSQL that is installed: `node test/golden/make.ts test/golden/format-1` backs up a database
 * from the folder's shop.sql into its store.tar. One that stands for a released version is never made again.
 */
const folder = process.argv[2]
if (folder === undefined) throw new Error('which folder?')
const file = resolve(folder, 'store.tar')
if (existsSync(file)) throw new Error(`${folder} holds a backup already`)
const server = await startTestServer(majors()[0])
const place = await makeWorkplace()
try {
  const database = await server.createDatabase('shop', readFileSync(join(folder, 'shop.sql'), 'utf8'))
  const request = backupRequest(addressOf(database), place.storage, { type: 'monthly', tags: ['golden'] })
  const context = await place.context({ by: { who: 'golden', host: 'golden', pgproof: '0.1.0' } })
  console.log((await backup(request, context)).totals)
  // A tar, since tools that format or convert files would change what a folder holds.
  const from = ['--directory', join(place.folder, 'store')]
  execFileSync('tar', ['--create', '--sort=name', '--owner=0', '--group=0', '--file', file, ...from, 'shop'])
} finally {
  await server.stop()
  await place.remove()
}
