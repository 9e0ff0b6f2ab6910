import { randomBytes } from 'node:crypto'
import { afterEach, beforeAll, expect, test } from '@jest/globals'
import { AgePool } from '../../src/sealing/age-pool.ts'
import { BadSeal } from '../../src/sealing/seal.ts'
import { ageKey } from '../support/keys.ts'

const MIB = 1024 * 1024
let keys: { recipients: string[]; identities: string[] }
let pool: AgePool | undefined

beforeAll(async () => {
  const { identity, recipient } = await ageKey()
  keys = { recipients: [recipient], identities: [identity] }
})

afterEach(() => pool?.close())

test('bodies of all sizes, more than there are workers, come back each as itself', async () => {
  const own = new AgePool(keys, 2)
  pool = own
  const sizes = [0, 1, 64 * 1024, 64 * 1024 + 1, 5 * MIB, 100, 2 * MIB, 3 * MIB, 200_000]
  const bodies = sizes.map((size) => randomBytes(size))
  const sealed = await Promise.all(bodies.map((body) => own.seal(Buffer.from(body))))
  const opened = await Promise.all(sealed.map((body) => own.open(body)))
  expect(opened.map((body, index) => body.equals(bodies[index] as Buffer))).toEqual(sizes.map(() => true))
})

test('a body that is part of a larger block leaves the rest alone', async () => {
  pool = new AgePool(keys, 1)
  const block = randomBytes(2 * MIB)
  const copy = Buffer.from(block)
  const sealed = await pool.seal(block.subarray(100, MIB))
  expect(block.equals(copy)).toBe(true)
  expect((await pool.open(sealed)).equals(copy.subarray(100, MIB))).toBe(true)
})

test.each([
  ['small', 1000],
  ['large', MIB],
])('a %s body that is damaged is said, and the next one is opened', async (_, size) => {
  pool = new AgePool(keys, 1)
  const body = randomBytes(size)
  const sealed = await pool.seal(Buffer.from(body))
  for (const damage of [
    (one: Buffer) => one.subarray(0, -1),
    (one: Buffer) => Buffer.concat([one, Buffer.from('x')]),
    (one: Buffer) => one.fill(one.at(-1) === 0 ? 1 : 0, one.length - 1),
    () => randomBytes(size),
  ]) {
    const refused = pool.open(damage(Buffer.from(sealed)))
    await expect(refused).rejects.toEqual(new BadSeal('is not a whole file of age for this key'))
  }
  expect((await pool.open(sealed)).equals(body)).toBe(true)
})

test('a worker that cannot do its work fails what it was given, and no other is left waiting', async () => {
  let asked = 0
  // The first to ask is the pool itself, which works on small bodies; every worker gets something that is no key.
  const torn = {
    identities: [],
    get recipients() {
      return asked++ === 0 ? keys.recipients : ['age1none']
    },
  }
  const own = new AgePool(torn, 1)
  pool = own
  const all = await Promise.allSettled([1, 2, 3].map(() => own.seal(Buffer.alloc(MIB))))
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(asked).toBe(4)
})

test('what is under way when it is closed is told', async () => {
  const own = new AgePool(keys, 1)
  pool = own
  const all = Promise.allSettled([1, 2, 3].map(() => own.seal(Buffer.alloc(MIB))))
  own.close()
  const closed = { status: 'rejected', reason: new Error('closed') }
  expect(await all).toEqual([closed, closed, closed])
})
