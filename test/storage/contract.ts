import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import pLimit from 'p-limit'
import { ObjectExists, ObjectMissing, ObjectTooLarge, type Store } from '../../src/storage/store.ts'

/** How a kind of store is opened; `open` called twice gives two stores over the same objects. */
export interface StoreUnderTest {
  open(): Promise<Store>
}

const bytes = (text: string) => Buffer.from(text)
const sha256 = (body: Uint8Array) => createHash('sha256').update(body).digest('hex')

export async function keysOf(store: Store, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list(prefix)) keys.push(key)
  return keys
}

/** What every store promises (src/storage/store.ts), each promise as a test. Objects are kept apart by a folder for each test. */
export function storeContract(name: string, underTest: StoreUnderTest): void {
  describe(`${name} keeps the contract of a store`, () => {
    let store: Store
    beforeAll(async () => {
      store = await underTest.open()
    })
    afterAll(() => store?.close())

    bodies(() => store, underTest)
    conditions(() => store)
    listings(() => store)
    keys(() => store)
  })
}

function bodies(store: () => Store, underTest: StoreUnderTest): void {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from([0])],
    ['every byte', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
    ['a part of 33 MiB', Buffer.alloc(33 << 20, 'pgproof')],
    ['a view into a larger buffer', new Uint8Array(Buffer.from('0123456789').buffer, 2, 5)],
  ])('gives back %s as it was put', async (_, body) => {
    await store().put('bodies/object', body, { sha256: sha256(body) })
    expect(sha256(await store().get('bodies/object'))).toBe(sha256(body))
  })

  test('puts over what was there', async () => {
    await store().put('over/heartbeat', bytes('first, and longer'))
    await store().put('over/heartbeat', bytes('second'))
    expect(String(await store().get('over/heartbeat'))).toBe('second')
  })

  test('does not change with a buffer that is used again', async () => {
    const body = bytes('before')
    await store().put('reused/object', body)
    body.fill('x')
    ;(await store().get('reused/object')).fill('y')
    expect(String(await store().get('reused/object'))).toBe('before')
  })

  test('shows readers the whole old body or the whole new one', async () => {
    const [old, young] = [Buffer.alloc(300_000, 'o'), Buffer.alloc(500_000, 'y')]
    await store().put('atomic/object', old)
    const writing = (async () => {
      for (let round = 0; round < 10; round++) await store().put('atomic/object', round % 2 ? old : young)
    })()
    for (let round = 0; round < 10; round++) {
      const seen = sha256(await store().get('atomic/object'))
      expect([sha256(old), sha256(young)]).toContain(seen)
    }
    await writing
  })

  test('tells size, date and, where it can, SHA-256', async () => {
    await store().put('facts/object', bytes('hello'))
    const facts = await store().head('facts/object')
    expect(facts?.size).toBe(5)
    expect(Math.abs((facts?.modified.getTime() ?? 0) - Date.now())).toBeLessThan(10_000)
    expect(facts?.sha256).toBe(store().capabilities.checksums ? sha256(bytes('hello')) : undefined)
  })

  test('refuses an object that is larger than the caller takes', async () => {
    await store().put('sized/object', bytes('12345'))
    expect(String(await store().get('sized/object', { most: 5 }))).toBe('12345')
    const error = await store()
      .get('sized/object', { most: 4 })
      .catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ObjectTooLarge)
    expect(error).toMatchObject({ key: 'sized/object', size: 5 })
  })

  test('throws ObjectMissing for what is not there, and has no facts of it', async () => {
    const error = await store()
      .get('nowhere/object')
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ObjectMissing)
    expect((error as ObjectMissing).key).toBe('nowhere/object')
    expect(await store().head('nowhere/object')).toBeUndefined()
  })

  test('deletes, also what is not there', async () => {
    await store().put('gone/object', bytes('x'))
    await store().delete('gone/object')
    await store().delete('gone/object')
    expect(await store().head('gone/object')).toBeUndefined()
    expect(await keysOf(store(), 'gone/')).toEqual([])
  })

  test('shows what was put to one that is opened later', async () => {
    await store().put('later/object', bytes('still here'))
    const later = await underTest.open()
    expect(String(await later.get('later/object'))).toBe('still here')
    expect(later.location).toBe(store().location)
    later.close()
  })

  test('tells the time, within seconds', async () => {
    expect(Math.abs((await store().clock()).getTime() - Date.now())).toBeLessThan(10_000)
  })
}

function conditions(store: () => Store): void {
  test('refuses to put over another body where asked to', async () => {
    await store().put('once/object', bytes('first'), { onlyIfAbsent: true })
    const error = await store()
      .put('once/object', bytes('other'), { onlyIfAbsent: true })
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ObjectExists)
    expect((error as ObjectExists).key).toBe('once/object')
    expect(String(await store().get('once/object'))).toBe('first')
  })

  test('takes the same body again as an earlier put whose answer was lost', async () => {
    await store().put('again/object', bytes('same'), { onlyIfAbsent: true })
    await store().put('again/object', bytes('same'), { onlyIfAbsent: true })
    expect(String(await store().get('again/object'))).toBe('same')
  })

  test('lets one of many win', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => store().put('race/object', bytes(`runner ${n}`), { onlyIfAbsent: true })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(ObjectExists)
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled')
    expect(String(await store().get('race/object'))).toBe(`runner ${winner}`)
  })
}

function listings(store: () => Store): void {
  test('lists in the order of bytes, folders or not', async () => {
    const names = ['a!', 'a-b/1', 'a.b', 'a/b', 'a/c/d', 'a0', 'aa', 'b', 'z', 'ü', '｡', '𝒳']
    for (const name of names.toReversed()) await store().put(`order/${name}`, bytes(name))
    expect(await keysOf(store(), 'order/')).toEqual(names.map((name) => `order/${name}`))
  })

  test('lists what starts with the prefix and nothing else', async () => {
    for (const name of ['x/10/a', 'x/1/a', 'x/1/b', 'x/1', 'x/2/a'].filter((name) => name !== 'x/1')) {
      await store().put(`prefix/${name}`, bytes(name))
    }
    expect(await keysOf(store(), 'prefix/x/1/')).toEqual(['prefix/x/1/a', 'prefix/x/1/b'])
    expect(await keysOf(store(), 'prefix/x/1')).toEqual(['prefix/x/1/a', 'prefix/x/1/b', 'prefix/x/10/a'])
    expect(await keysOf(store(), 'prefix/x/1/b')).toEqual(['prefix/x/1/b'])
    expect(await keysOf(store(), 'prefix/y')).toEqual([])
  })

  test('tells sizes and dates', async () => {
    await store().put('sized/object', bytes('12345'))
    for await (const object of store().list('sized/')) {
      expect(object.size).toBe(5)
      expect(Math.abs(object.modified.getTime() - Date.now())).toBeLessThan(10_000)
    }
  })

  test('names the folders below a prefix, and no objects', async () => {
    for (const name of ['b/2/x', 'b/10/x/y', 'b/10/z', 'b/object', 'c/x']) await store().put(`tree/${name}`, bytes('x'))
    expect(await store().folders('tree/')).toEqual(['b', 'c'])
    expect(await store().folders('tree/b/')).toEqual(['10', '2'])
    expect(await store().folders('tree/b/2/')).toEqual([])
    expect(await store().folders('nowhere/')).toEqual([])
    expect(await store().folders('')).toContain('tree')
  })

  test('lists more than a page of 1,000', async () => {
    const limit = pLimit(16)
    const names = Array.from({ length: 1_105 }, (_, n) => `many/${String(n).padStart(5, '0')}`)
    await Promise.all(names.map((name) => limit(() => store().put(name, bytes('x')))))
    expect(await keysOf(store(), 'many/')).toEqual(names)
    await Promise.all(names.map((name) => limit(() => store().put(`folders/${name.slice(5)}/x`, bytes('x')))))
    expect(await store().folders('folders/')).toEqual(names.map((name) => name.slice(5)))
  }, 20_000)
}

function keys(store: () => Store): void {
  test.each([
    'with space',
    'plus+and&amp;',
    'percent%20%2f',
    `quotes'"`,
    '<xml>',
    'question?mark#hash',
    'ünïcode 🐘',
    '-dash',
    '$HOME',
    'back\\slash',
    '.hidden',
  ])('keeps an object named %s', async (name) => {
    await store().put(`names/${name}/x`, bytes(name))
    expect(await keysOf(store(), `names/${name}/`)).toEqual([`names/${name}/x`])
    expect(String(await store().get(`names/${name}/x`))).toBe(name)
    await store().delete(`names/${name}/x`)
    expect(await store().head(`names/${name}/x`)).toBeUndefined()
  })

  test.each([
    '',
    '/a',
    'a/',
    'a//b',
    '.',
    '..',
    '../a',
    'a/../b',
    './a',
    'a/.',
    'a\0b',
    'a\nb',
    '.pgproof-tmp-x',
    '\ud800',
  ])('refuses the key %j', async (key) => {
    await expect(store().put(key, bytes('x'))).rejects.toMatchObject({ code: 70 })
    await expect(store().get(key)).rejects.toMatchObject({ code: 70 })
    await expect(store().head(key)).rejects.toMatchObject({ code: 70 })
    await expect(store().delete(key)).rejects.toMatchObject({ code: 70 })
  })
}
