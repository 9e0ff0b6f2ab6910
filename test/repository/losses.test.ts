import { expect, test } from '@jest/globals'
import { describeLosses, listObjects, lossesIn } from '../../src/repository/losses.ts'
import { openStore } from '../../src/storage/open.ts'
import { makeBackup } from './sample.ts'

test('what is missing, shortened or lengthened is lost, by the listing of one backup alone', async () => {
  const store = await openStore('memory://losses', { environment: {} })
  const backup = await makeBackup(store, '20261120T190000Z-000001', { orders: '1\n' })
  const other = await makeBackup(store, '20261120T200000Z-000002', { orders: '1\n' })
  expect(lossesIn(backup, await listObjects(store, backup))).toEqual([])
  expect(describeLosses(backup, [])).toBeUndefined()
  const folder = `shop/backups/${backup.id}/`
  await store.delete(`${folder}100.dat.zst.00000`)
  await store.put(`${folder}toc.dat`, Buffer.from('x'))
  const losses = lossesIn(backup, await listObjects(store, backup))
  expect(losses.map(({ what }) => what)).toEqual([
    '100.dat.zst.00000 is missing',
    `toc.dat has 1 bytes instead of ${backup.manifest.objects.find(({ name }) => name === 'toc.dat')?.size}`,
  ])
  expect(describeLosses(backup, losses)).toBe(
    '2 of 4 objects are gone or changed: 100.dat.zst.00000 is missing; and 1 more',
  )
  expect(describeLosses(backup, losses.slice(1))).toMatch(
    /^1 of 4 objects are gone or changed: toc.dat has 1 bytes instead of \d+$/,
  )
  expect(lossesIn(other, await listObjects(store, other))).toEqual([])
})
