import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { type Part, readInventory } from '../../src/repository/inventory.ts'
import { INVENTORY } from '../../src/repository/layout.ts'
import { BackupReader, DamagedObject } from '../../src/repository/read.ts'
import { compress } from '../../src/sealing/compression.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { openStore } from '../../src/storage/open.ts'
import { type Fault, type ScriptedS3, startScriptedS3 } from '../support/scripted-http.ts'
import { partOf, readerOf } from './crafted.ts'
import { makeBackup } from './sample.ts'

const rows = Buffer.from('1\tone\n2\ttwo\n')

async function joined(reader: BackupReader, parts: Part[]): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of reader.parts(parts)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('parts come in order, and every object is asked for once', async () => {
  const [first, second] = [await compress(rows, 3), await compress(Buffer.from('3\tthree\n'), 3)]
  const reader = await readerOf({ 'a.00000': first, 'a.00001': second, spare: Buffer.from('x') })
  expect(reader.unread()).toEqual(['a.00000', 'a.00001', 'spare'])
  const parts = [partOf('a.00000', first, rows.length), partOf('a.00001', second, 8)]
  expect(String(await joined(reader, parts))).toBe('1\tone\n2\ttwo\n3\tthree\n')
  expect(reader.unread()).toEqual(['spare'])
  expect([reader.objectsRead, reader.bytesRead]).toEqual([2, first.length + second.length])
  expect(await joined(reader, [])).toHaveLength(0)
})

test('several parts may lie in one object', async () => {
  const [first, second] = [await compress(rows, 3), await compress(Buffer.from('3\tthree\n'), 3)]
  const reader = await readerOf({ pack: Buffer.concat([first, second]) })
  const parts = [{ ...partOf('pack', second, 8), offset: first.length }, { ...partOf('pack', first, rows.length) }]
  expect(String(await joined(reader, parts))).toBe('3\tthree\n1\tone\n2\ttwo\n')
})

test.each([
  ['fewer bytes than promised', rows.length + 1, `unfolds to ${rows.length} bytes instead of ${rows.length + 1}`],
  ['more bytes than promised', rows.length - 1, `decompresses to more than the ${rows.length - 1} bytes promised`],
])('%s', async (_, promised, what) => {
  const stored = await compress(rows, 3)
  const reader = await readerOf({ 'a.00000': stored })
  const error = await joined(reader, [partOf('a.00000', stored, promised)]).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(DamagedObject)
  expect(error).toMatchObject({ code: 1, object: 'a.00000', what })
})

test('a part that ends behind its object', async () => {
  const stored = await compress(rows, 3)
  const reader = await readerOf({ 'a.00000': stored })
  const part = { ...partOf('a.00000', stored, rows.length), length: stored.length + 1 }
  const error = await joined(reader, [part]).catch((caught: unknown) => caught)
  const what = `has ${stored.length} bytes, and its part is to end at ${stored.length + 1}`
  expect(error).toMatchObject({ code: 1, object: 'a.00000', what })
})

test('a run that is ended while parts are read says why, and a storage that fails is no damage', async () => {
  const store = openMemoryStore('read-ended')
  const backup = await makeBackup(store, '20261119T020000Z-000001', { orders: '1\n' })
  const ending = new AbortController()
  const reader = new BackupReader(store, backup, ending.signal)
  const { parts = [] } = (await readInventory(await reader.content(INVENTORY), INVENTORY)).tables[0] ?? {}
  expect(String(await joined(reader, parts))).toBe('1\n')
  const whole: Buffer[] = []
  for await (const chunk of reader.unfold(parts[0] as Part, await reader.object('100.dat.zst.00000'))) whole.push(chunk)
  expect(String(Buffer.concat(whole))).toBe('1\n')
  const unfolding = reader.unfold(parts[0] as Part, await reader.object('100.dat.zst.00000'))
  ending.abort(new Error('it was told to end'))
  await expect(unfolding.next()).rejects.toThrow('it was told to end')
  store.get = async () => Promise.reject(new Error('the network is down'))
  await expect(reader.object('toc.dat')).rejects.toThrow('the network is down')
})

test('an object that the manifest does not list is not asked for', async () => {
  const reader = await readerOf({ 'toc.dat': Buffer.from('x') })
  for (const name of ['../../x', 'manifest.json', '__proto__', 'constructor', '']) {
    await expect(reader.object(name)).rejects.toMatchObject({
      code: 1,
      object: name,
      what: 'is not listed in the manifest',
    })
  }
  expect(reader.objectsRead).toBe(0)
})

test('a part in another backup is for a later version', async () => {
  const stored = await compress(rows, 3)
  const reader = await readerOf({ 'a.00000': stored })
  const part = { ...partOf('a.00000', stored, rows.length), backup: '20260101T000000Z-000000' }
  await expect(joined(reader, [part])).rejects.toThrow('lies in another backup')
})

test('a whole backup of an earlier day stays what it is when the next one is made', async () => {
  const store = await openStore('memory://read-chain', { environment: {} })
  const first = await makeBackup(store, '20261119T020000Z-000001', { orders: '1\n' })
  const second = await makeBackup(store, '20261120T020000Z-000002', { orders: '1\n2\n' })
  expect(first.manifest.previous).toBeNull()
  expect(second.manifest.previous).toEqual({ id: first.id, sha256: first.digest })
})

describe('bytes that were changed on the way', () => {
  const id = '20261120T190000Z-000001'
  const key = `prefix/shop/backups/${id}/toc.dat`
  let s3: ScriptedS3
  let reader: BackupReader
  beforeEach(async () => {
    s3 = await startScriptedS3()
    const store = await openStore(s3.address, { environment: s3.environment, retrySeconds: 1 })
    reader = new BackupReader(store, await makeBackup(store, id, { orders: '1\n' }), new AbortController().signal)
    s3.requests.length = 0
  })
  afterEach(() => s3.stop())

  const answered = (body: Buffer): Fault => ({ status: 200, headers: { etag: '"x"' }, body })

  test.each([
    ['others', (body: Buffer) => Buffer.from(body).fill('!', 0, 1)],
    ['fewer', (body: Buffer) => body.subarray(1)],
    ['none', () => Buffer.alloc(0)],
  ])('%s: are asked for again, and are no damage', async (_, change) => {
    const whole = s3.objects.get(key) as Buffer
    s3.script = (_request, index) => (index === 0 ? answered(change(whole)) : undefined)
    expect(await reader.object('toc.dat')).toEqual(whole)
    expect(s3.requests).toHaveLength(2)
    expect([reader.objectsRead, reader.bytesRead]).toEqual([1, whole.length])
  })

  test('bytes that come so twice are what is stored', async () => {
    s3.objects.set(key, Buffer.from(s3.objects.get(key) as Buffer).fill('!', 0, 1))
    await expect(reader.object('toc.dat')).rejects.toMatchObject({ code: 1, what: 'has other bytes than were stored' })
    expect(s3.requests).toHaveLength(2)
  })
})
