import { expect, test } from '@jest/globals'
import { abandonBackup } from '../../src/repository/abandon.ts'
import { readCatalogue } from '../../src/repository/catalogue.ts'
import { keys } from '../../src/repository/layout.ts'
import { Upload } from '../../src/repository/upload.ts'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { makeBackup } from './sample.ts'

const id = '20261120T021703Z-7f3a9c'
const other = '20261120T021703Z-7f3a9d'

test('what a run has stored goes, and nothing of another backup or another name', async () => {
  const store = openMemoryStore('abandon')
  const kept = await makeBackup(store, other, { orders: '1\n' })
  await store.put(`${keys.backup('shop2', id)}toc.dat`, Buffer.from('of another name'))
  const upload = new Upload(store, 'shop', id)
  for (let n = 0; n < 40; n++) await upload.put(`9.dat.zst.${n}`, Buffer.from(`part ${n}`))
  await upload.finish()
  await abandonBackup(store, 'shop', id)
  const left: string[] = []
  for await (const { key } of store.list('')) if (key.includes(id)) left.push(key)
  expect(left).toEqual([`${keys.backup('shop2', id)}toc.dat`])
  expect((await readCatalogue(store, 'shop')).backups).toEqual([kept])
  await abandonBackup(store, 'shop', id)
})

test('a storage that does not let go of an object is said', async () => {
  const store = openMemoryStore('abandon-refused')
  await store.put(`${keys.backup('shop', id)}toc.dat`, Buffer.from('x'))
  store.delete = async () => Promise.reject(new Error('access denied'))
  await expect(abandonBackup(store, 'shop', id)).rejects.toThrow('access denied')
})
