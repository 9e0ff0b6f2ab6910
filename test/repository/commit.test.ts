import { beforeEach, describe, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { commitBackup } from '../../src/repository/commit.ts'
import { keys } from '../../src/repository/layout.ts'
import { sealed, sha256 } from '../../src/repository/manifest.ts'
import { putRecord } from '../../src/repository/records.ts'
import { Upload } from '../../src/repository/upload.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import { eventually } from '../support/processes.ts'
import { by, makeBackup, manifestOf } from './sample.ts'

const id = '20261120T021703Z-7f3a9c'
const body = Buffer.from('rows')
let store: Store
let stores = 0

beforeEach(async () => {
  store = await openStore(`memory://commit-${stores++}`, { environment: {} })
})

/** The same store, but for some of what it does. */
function storeWith(changes: Partial<Store>): Store {
  const { location, capabilities } = store
  const put: Store['put'] = (key, bytes, options) => store.put(key, bytes, options)
  const rest = { location, capabilities, put, get: store.get.bind(store), head: store.head.bind(store) }
  return { ...rest, folders: store.folders.bind(store), list: store.list.bind(store), ...changes } as Store
}

async function commit(into: Store): Promise<unknown> {
  const objects = [{ name: '9.dat.zst.00000', size: body.length, sha256: sha256(body) }]
  return await commitBackup(into, 'shop', objects, (previous) => manifestOf(id, { objects, previous })).catch(
    (error: unknown) => error,
  )
}

const putBody = (bytes = body) => store.put(`shop/backups/${id}/9.dat.zst.00000`, bytes)
const manifest = () => store.head(keys.manifest('shop', id))

test('the manifest comes last, says its digest, and is read back', async () => {
  await putBody()
  const committed = await commit(store)
  expect(committed).toMatchObject({ digest: sha256(await store.get(keys.manifest('shop', id))) })
})

test.each<[string, () => Promise<unknown>, string]>([
  ['gone', async () => {}, 'is gone'],
  ['cut', () => putBody(body.subarray(1)), 'has 3 bytes instead of 4'],
  ['another', () => putBody(Buffer.from('ROWS')), 'has another checksum'],
])('no backup exists where an object is %s when it is looked up again', async (_, prepare, words) => {
  await prepare()
  const error = (await commit(store)) as PgproofError
  expect(error).toBeInstanceOf(PgproofError)
  expect([error.code, error.reason]).toEqual([3, expect.stringContaining(words)])
  expect(await manifest()).toBeUndefined()
})

test('a manifest is never overwritten', async () => {
  await putBody()
  await store.put(keys.manifest('shop', id), Buffer.from('of another run'))
  expect(await commit(store)).toMatchObject({ code: 3, reason: expect.stringContaining('exists already') })
  expect(String(await store.get(keys.manifest('shop', id)))).toBe('of another run')
})

test('a put whose answer was lost is no failure: the same bytes are there', async () => {
  await putBody()
  let puts = 0
  const losing = storeWith({
    put: async (key, bytes, options) => {
      await store.put(key, bytes, options)
      if (puts++ === 0) await store.put(key, bytes, options)
    },
  })
  expect(await commit(losing)).toMatchObject({ digest: expect.any(String) })
})

test('a storage that reads back otherwise is not trusted', async () => {
  await putBody()
  const lying = storeWith({ get: async () => Buffer.from('{}') })
  expect(await commit(lying)).toMatchObject({ code: 3, reason: expect.stringContaining('reads back otherwise') })
})

test('a newest manifest that is damaged does not stop backups: the one before it is named', async () => {
  await makeBackup(store, '20261119T020000Z-000001')
  await store.put(keys.manifest('shop', '20261119T030000Z-000002'), Buffer.from('{'))
  await putBody()
  expect(await commit(store)).toMatchObject({ manifest: { previous: { id: '20261119T020000Z-000001' } } })
})

test('a newest manifest of a later format does not stop backups either', async () => {
  const later = '20261119T030000Z-000002'
  const text = JSON.stringify({ ...manifestOf(later), format: 2 }, null, 1)
  await store.put(keys.manifest('shop', later), Buffer.from(sealed(text)))
  await putBody()
  expect(await commit(store)).toMatchObject({ manifest: { previous: null } })
})

test('a storage that fails while the backup before is looked for stops the commit', async () => {
  const previous = '20261119T020000Z-000001'
  await makeBackup(store, previous)
  await putBody()
  for (const failure of [new Error('the network is down'), new PgproofError(3, 'access denied', 'ask for it')]) {
    const failing = storeWith({ get: async () => Promise.reject(failure) })
    expect(await commit(failing)).toBe(failure)
  }
  expect(await manifest()).toBeUndefined()
})

test('a storage that does not take the manifest makes no backup', async () => {
  await putBody()
  const failure = new PgproofError(3, 'the disk is full', 'make room')
  const full = storeWith({ put: async () => Promise.reject(failure) })
  expect(await commit(full)).toBe(failure)
  expect(await manifest()).toBeUndefined()
})

test('an upload lists what was stored, and a failed put ends it', async () => {
  const upload = new Upload(store, 'shop', id)
  await Promise.all(['a', 'b', 'c'].map((name) => upload.put(name, Buffer.from(name.repeat(3)))))
  await upload.finish()
  expect(upload.storedBytes).toBe(9)
  expect(upload.objects.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c'])
  const failing = new Upload(storeWith({ put: async () => Promise.reject(new Error('the disk is full')) }), 'shop', id)
  await failing.put('a', body)
  await expect(failing.finish()).rejects.toThrow('the disk is full')
  await expect(failing.put('b', body)).rejects.toThrow('the disk is full')
})

test('few puts and few bytes are under way at a time', async () => {
  let [running, most] = [0, 0]
  const slow = storeWith({
    put: async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running--
    },
  })
  const upload = new Upload(slow, 'shop', id)
  for (let n = 0; n < 40; n++) await upload.put(`o${n}`, body)
  await upload.finish()
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(8)
})

describe('while puts are under way', () => {
  const MIB = 1024 * 1024
  let upload: Upload
  /** How each put ends, in their order. */
  let puts: PromiseWithResolvers<void>[]
  beforeEach(() => {
    puts = []
    const put = async () => {
      const one = Promise.withResolvers<void>()
      puts.push(one)
      await one.promise
    }
    upload = new Upload(storeWith({ put }), 'shop', id)
  })
  const begun = (count: number) => eventually(`${count} puts are under way`, () => puts.length === count)
  const end = () => {
    for (const { resolve } of puts) resolve()
  }

  test('a part grows on when there is room again, and one that shrinks is never held up', async () => {
    await upload.put('a', body)
    await begun(1)
    await upload.hold(79 * MIB)
    let grown = false
    const growing = upload.hold(2 * MIB).then(() => {
      grown = true
    })
    await upload.hold(-MIB)
    expect(grown).toBe(false)
    end()
    await growing
    // Nothing is under way that could make room.
    await upload.hold(100 * MIB)
  })

  test('a put that fails is thrown where a part waits to grow, and nothing grows after it', async () => {
    await upload.put('a', body)
    await upload.put('b', body)
    await begun(2)
    const growing = upload.hold(81 * MIB)
    puts[0]?.reject(new Error('the disk is full'))
    await expect(growing).rejects.toThrow('the disk is full')
    await expect(upload.hold(-81 * MIB)).rejects.toThrow('the disk is full')
    end()
    await upload.settled()
    expect(upload.objects.map(({ name }) => name)).toEqual(['b'])
  })

  test('a put that fails is thrown where another waits for its turn, which is not put', async () => {
    for (let n = 0; n < 8; n++) await upload.put(`o${n}`, body)
    await begun(8)
    const ninth = upload.put('ninth', body)
    puts[3]?.reject(new Error('the disk is full'))
    await expect(ninth).rejects.toThrow('the disk is full')
    end()
    await expect(upload.finish()).rejects.toThrow('the disk is full')
    expect(puts).toHaveLength(8)
  })
})

test('a run whose objects were swept while it stood still takes its manifest back', async () => {
  await putBody()
  const swept = {
    kind: 'swept',
    time: '2026-11-22T00:00:00.000Z',
    ok: true,
    by,
    manifest: sha256(Buffer.of()),
    body: {},
  } as const
  await putRecord(store, { name: 'shop', id }, swept)
  expect(await commit(store)).toMatchObject({
    code: 3,
    reason: expect.stringContaining('was swept while its run stood still'),
  })
  expect(await manifest()).toBeUndefined()
})
