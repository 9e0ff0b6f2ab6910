import { expect, test } from '@jest/globals'
import { openMemoryStore } from '../../src/storage/memory.ts'
import { storeContract } from './contract.ts'

storeContract('memory', { open: async () => openMemoryStore('contract') })

test('stores of different names are different', async () => {
  await openMemoryStore('one').put('key', Buffer.from('x'))
  expect(await openMemoryStore('two').head('key')).toBeUndefined()
})
