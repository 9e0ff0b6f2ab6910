import { expect, test } from '@jest/globals'
import { environmentError, negative, usageError } from '../../../src/errors.ts'
import { asSecond } from '../../../src/operations/copy/second-store.ts'
import { openMemoryStore } from '../../../src/storage/memory.ts'
import { ObjectExists, type Store } from '../../../src/storage/store.ts'
import { storeContract } from '../../storage/contract.ts'
import { listed } from '../prune/turns.ts'

storeContract('second', { open: () => asSecond(async () => openMemoryStore('second')) })

const failing = async (error: Error): Promise<Store> => {
  const store = openMemoryStore('failing')
  const fail = () => Promise.reject(error)
  const list = async function* () {
    yield* []
    throw error
  }
  return await asSecond(async () => Object.assign(Object.create(store), { head: fail, list }))
}

test.each([
  [
    'a fault says whose it is and what is to be set',
    environmentError('aws-role is refused', 'set aws-region, or s3-access-key-id and s3-secret-access-key'),
    'the second storage: copy-aws-role is refused',
    'set copy-aws-region, or copy-s3-access-key-id and copy-s3-secret-access-key',
  ],
  ['what is said twice is not', usageError('x', 'copy-aws-role'), 'the second storage: x', 'copy-aws-role'],
  ['an answer stays as it is', negative('damaged', 'use another'), 'damaged', 'use another'],
])('%s', async (_, error, reason, hint) => {
  const store = await failing(error)
  await expect(store.head('key')).rejects.toMatchObject({ reason, hint })
  await expect(listed(store, '')).rejects.toMatchObject({ reason, hint })
  const opening = asSecond(() => Promise.reject(error))
  await expect(opening).rejects.toMatchObject({ reason, hint })
})

test('what a store says of an object is passed on', async () => {
  const error = new ObjectExists('key')
  await expect((await failing(error)).head('key')).rejects.toBe(error)
})
