import { expect, test } from '@jest/globals'
import { Heartbeat, listRunning } from '../../src/repository/heartbeat.ts'
import { openStore } from '../../src/storage/open.ts'

const id = '20261120T021703Z-7f3a9c'

test('a run is alive from its start to its end, and for half an hour after its last beat', async () => {
  const store = await openStore('memory://heartbeat', { environment: {} })
  const now = new Date()
  const heartbeat = new Heartbeat(store, 'shop', id, now)
  await heartbeat.start()
  expect(await listRunning(store, 'shop', now)).toEqual([{ name: 'shop', id }])
  expect(await listRunning(store, 'other', now)).toEqual([])
  expect(await listRunning(store, 'shop', new Date(now.getTime() + 29 * 60_000))).toHaveLength(1)
  expect(await listRunning(store, 'shop', new Date(now.getTime() + 31 * 60_000))).toEqual([])
  await heartbeat.stop()
  expect(await listRunning(store, 'shop', now)).toEqual([])
})
