import { beforeEach, expect, test } from '@jest/globals'
import { type Backup, readBackup } from '../../src/repository/catalogue.ts'
import { commitBackup } from '../../src/repository/commit.ts'
import { type Inventory, type Part, readInventory, writeInventory } from '../../src/repository/inventory.ts'
import { INVENTORY } from '../../src/repository/layout.ts'
import { openReader } from '../../src/repository/open.ts'
import type { BackupReader } from '../../src/repository/read.ts'
import { listsTheSame, plainNames, resealObjects } from '../../src/repository/reseal.ts'
import { Upload } from '../../src/repository/upload.ts'
import type { Sealer } from '../../src/sealing/seal.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { ageKey, sealerFor, withKeys } from '../support/keys.ts'
import { makeBackup, manifestOf } from './sample.ts'

const id = '20261119T020000Z-000001'
const copyId = '20261119T020000Z-00000a'
const signal = new AbortController().signal
const rows = 'a row\n'.repeat(1000)
let store: ReturnType<typeof withKeys>
let reader: BackupReader
let inventory: Inventory

beforeEach(async () => {
  store = openMemoryStore(`reseal-${Math.random()}`)
  const backup = await makeBackup(store, id, { t: rows, empty: '' })
  ;({ reader, inventory } = await opened(backup))
})

async function opened(backup: Backup) {
  const own = await openReader(store, backup, signal)
  return { reader: own, inventory: await readInventory(await own.content(INVENTORY), INVENTORY) }
}

const reseal = (changed: Inventory, sealer?: Sealer) => {
  const upload = new Upload(store, 'shop', copyId, sealer)
  const told: number[] = []
  const work = resealObjects(reader, changed, upload, { id: copyId, jobs: 2, onBytes: (bytes) => told.push(bytes) })
  return { upload, told, work }
}

test('a copy holds the same, sealed for others, and its inventory says where', async () => {
  const { identity, recipient } = await ageKey()
  const sealer = await sealerFor(recipient)
  const { upload, told, work } = reseal(inventory, sealer)
  const moved = await work
  expect(told.at(-1)).toBe(reader.bytesRead)
  expect(listsTheSame(moved, inventory)).toBe(true)
  expect(listsTheSame({ ...moved, tables: moved.tables.slice(1) }, inventory)).toBe(false)
  await upload.put(INVENTORY, await writeInventory(moved, 3))
  await upload.finish()
  const objects = upload.objects.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const { encryption } = sealer
  await commitBackup(store, 'shop', objects, (previous) => manifestOf(copyId, { previous, objects, encryption }))
  store = withKeys(store, { identities: [identity] })
  const copy = await opened(await readBackup(store, 'shop', copyId))
  expect(plainNames(copy.reader)).toEqual(plainNames(reader))
  const chunks: Buffer[] = []
  for await (const chunk of copy.reader.parts(copy.inventory.tables[0]?.parts ?? [])) chunks.push(chunk)
  expect(String(Buffer.concat(chunks))).toBe(rows)
})

const part = { object: '100.dat.zst.00000', offset: 0 }

test.each<[string, (whole: Part) => Partial<Part>, object]>([
  ['is in no object', () => ({ object: 'gone.00000' }), { code: 1, what: 'is not listed in the manifest' }],
  ['is in another backup', () => ({ backup: copyId }), { code: 3 }],
  ['is the end of an object', () => ({ offset: 1 }), { code: 3 }],
  ['is the start of an object', ({ length }) => ({ length: length - 1 }), { code: 3 }],
])('nothing is copied where a part %s', async (_, change, refusal) => {
  const changed = structuredClone(inventory)
  const own = changed.tables[0]?.parts[0] as Part
  expect(own).toMatchObject(part)
  Object.assign(own, change(own))
  const { upload, work } = reseal(changed)
  await expect(work).rejects.toMatchObject(refusal)
  expect(upload.objects).toEqual([])
})
