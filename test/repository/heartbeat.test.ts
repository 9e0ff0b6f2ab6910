import { expect, jest, test } from '@jest/globals'
import { environmentError } from '../../src/errors.ts'
import { Heartbeat, heartbeatOf, isBusy, listRunning, whileReading } from '../../src/repository/heartbeat.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
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

test('a run says every ten minutes that it is alive, also after a time at which it could not', async () => {
  const store = openMemoryStore('heartbeat-beats', () => new Date())
  const start = new Date('2026-11-20T02:17:03Z')
  jest.useFakeTimers({ now: start })
  try {
    const heartbeat = new Heartbeat(store, 'shop', id, start)
    await heartbeat.start()
    const minutes = async (count: number) => await jest.advanceTimersByTimeAsync(count * 60_000)
    const alive = async () => (await listRunning(store, 'shop', new Date())).length === 1
    await minutes(35)
    expect(await alive()).toBe(true)
    const { put } = store
    store.put = async () => Promise.reject(new Error('the network is down'))
    await minutes(30)
    expect(await alive()).toBe(false)
    store.put = put
    await minutes(10)
    expect(await alive()).toBe(true)
    await heartbeat.stop()
    await minutes(30)
    expect((await listRunning(store, 'shop', start)).length).toBe(0)
  } finally {
    jest.useRealTimers()
  }
})

test('a reader says so while it reads, and is no run', async () => {
  const store = await openStore('memory://heartbeat-reader', { environment: {} })
  const now = new Date()
  const work = async () => {
    expect(await isBusy(store, 'shop', id, now)).toBe(true)
    expect(await isBusy(store, 'shop', id, new Date(now.getTime() + 31 * 60_000))).toBe(false)
    expect(await isBusy(store, 'shop', '20261120T021703Z-7f3a9d', now)).toBe(false)
    expect(await listRunning(store, 'shop', now)).toEqual([])
    return 'read'
  }
  expect(await whileReading(store, { name: 'shop', id }, now, () => {}, work)).toBe('read')
  expect(await isBusy(store, 'shop', id, now)).toBe(false)
  const failing = whileReading(
    store,
    { name: 'shop', id },
    now,
    () => {},
    () => Promise.reject(new Error('damaged')),
  )
  await expect(failing).rejects.toThrow('damaged')
  expect(await isBusy(store, 'shop', id, now)).toBe(false)
})

test('a reader whose keys may not write reads all the same, and says what that means', async () => {
  const store = await openStore('memory://heartbeat-silent', { environment: {} })
  const readOnly = Object.assign(Object.create(store) as typeof store, {
    put: () => Promise.reject(environmentError('access denied', 'allow it')),
  })
  const said: string[] = []
  const read = await whileReading(
    readOnly,
    { name: 'shop', id },
    new Date(),
    (why) => said.push(why),
    async () => 'read',
  )
  expect([read, said]).toEqual(['read', ['access denied']])
})

test.each([
  [`shop/running/${id}.json`, { id, reader: false }],
  [`shop/running/${id}.abc123.json`, { id, reader: true }],
  [`shop/running/${id}.abc12.json`, undefined],
  ['shop/running/prune.0123456789ab.json', undefined],
  ['shop/running/notes.json', undefined],
])('whose heartbeat %s is', (key, expected) => {
  expect(heartbeatOf(key)).toEqual(expected)
})
