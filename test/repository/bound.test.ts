import { beforeAll, expect, test } from '@jest/globals'
import { Fingerprint } from '../../src/dump/fingerprint.ts'
import { type Backup, readBackup } from '../../src/repository/catalogue.ts'
import { readInventory } from '../../src/repository/inventory.ts'
import { INVENTORY, keys } from '../../src/repository/layout.ts'
import { openReader } from '../../src/repository/open.ts'
import type { Repository } from '../../src/repository/repository.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { ageKey, sealerFor, signingKey, withKeys } from '../support/keys.ts'
import { recommitIn } from './recommit.ts'
import { makeBackup } from './sample.ts'

const ids = ['20261119T020000Z-000001', '20261120T020000Z-000002'] as const
const signing = signingKey()
const signal = new AbortController().signal
/** Two tables of one shape and size. */
const tables = { a: 'one\ntwo\n', b: 'six\nten\n' }
let mine: Awaited<ReturnType<typeof ageKey>>

beforeAll(async () => {
  mine = await ageKey()
})

async function twoBackups(): Promise<{ store: Repository; trusting: Repository }> {
  const name = `bound-${Math.random()}`
  const store = withKeys(openMemoryStore(name), { identities: [mine.identity], sign: signing.secret })
  for (const id of ids) await makeBackup(store, id, tables, {}, await sealerFor(mine.recipient))
  return { store, trusting: withKeys(openMemoryStore(name), { identities: [mine.identity], verify: signing.public }) }
}

const keyOf = (id: string, object: string) => `${keys.backup('shop', id)}${object}`

/** Reads every table of a backup and compares its digest with the inventory's, as verify and restore do; what they say where it differs. */
async function readAll(store: Repository, backup: Backup): Promise<unknown> {
  try {
    const reader = await openReader(store, backup, signal)
    const inventory = await readInventory(await reader.content(INVENTORY), INVENTORY)
    for (const table of inventory.tables) {
      const fingerprint = new Fingerprint()
      for await (const chunk of reader.parts(table.parts)) fingerprint.update(chunk)
      if (fingerprint.digest().sha256 !== table.sha256) return `other rows in ${table.name}`
    }
    return 'equal'
  } catch (error) {
    return error
  }
}

const [a, b] = ['100.dat.zst.00000.age', '101.dat.zst.00000.age'] as const

test.each([
  ['of another table', keyOf(ids[1], a), keyOf(ids[1], b)],
  ['of the same table in another backup', keyOf(ids[1], a), keyOf(ids[0], a)],
  [
    'of the inventory in another backup',
    keyOf(ids[1], 'inventory.json.zst.age'),
    keyOf(ids[0], 'inventory.json.zst.age'),
  ],
])('an object in the place %s is refused, by its name', async (_, one, other) => {
  const { store } = await twoBackups()
  expect(await readAll(store, await readBackup(store, 'shop', ids[1]))).toBe('equal')
  await store.put(one, await store.get(other))
  expect(await readAll(store, await readBackup(store, 'shop', ids[1]))).toMatchObject({
    code: 1,
    object: one.split('/').at(-1),
  })
})

test('where the manifest was made to agree, the sealed inventory does not', async () => {
  const { store } = await twoBackups()
  await store.put(keyOf(ids[1], a), await store.get(keyOf(ids[1], b)))
  const changed = await recommitIn(store, await readBackup(store, 'shop', ids[1]))
  expect(await readAll(store, changed)).toBe('other rows in a')
})

test('where manifest and inventory were made anew for the same recipient, the signature is what tells', async () => {
  const { store, trusting } = await twoBackups()
  const forged = openMemoryStore(`bound-${Math.random()}`)
  await makeBackup(forged, ids[1], { a: 'forged\n' }, {}, await sealerFor(mine.recipient))
  for await (const { key } of forged.list('shop/backups/')) await store.put(key, await forged.get(key))
  expect(await readAll(store, await readBackup(store, 'shop', ids[1]))).toBe('equal')
  await expect(readBackup(trusting, 'shop', ids[1])).rejects.toMatchObject({
    code: 1,
    reason: expect.stringContaining('not by the verify-key'),
  })
})

test('a manifest with its signature in the place of another backup’s speaks of itself', async () => {
  const { store, trusting } = await twoBackups()
  for (const keyFor of [keys.manifest, keys.signature])
    await store.put(keyFor('shop', ids[1]), await store.get(keyFor('shop', ids[0])))
  await expect(readBackup(trusting, 'shop', ids[1])).rejects.toMatchObject({
    code: 1,
    reason: expect.stringContaining(`speaks of backup ${ids[0]}`),
  })
})
