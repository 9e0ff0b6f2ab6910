import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { Context } from '../../src/operations/context.ts'
import { learnStore } from '../../src/operations/first-use.ts'
import { openStorage } from '../../src/operations/repository.ts'
import type { Store } from '../../src/storage/store.ts'
import { makeWorkplace, type Workplace } from '../support/loop.ts'
import { type ScriptedS3, s3Error, startScriptedS3 } from '../support/scripted-http.ts'

let s3: ScriptedS3
let place: Workplace
let context: Context
let store: Store
const { signal } = new AbortController()
beforeAll(async () => {
  s3 = await startScriptedS3()
  place = await makeWorkplace(s3.address)
  context = await place.context({ environment: s3.environment })
})
beforeEach(async () => {
  store = await openStorage({ storage: s3.address }, context, signal)
})
afterEach(() => {
  store.close()
  s3.reset()
})
afterAll(async () => {
  await place.remove()
  await s3.stop()
})

const learn = () => learnStore(store, { storage: s3.address }, context, signal)
const seen = () => s3.requests.map(({ method, key }) => `${method} ${key.replace(/probe-.*/, 'probe')}`)

test('a storage without a record is probed, which leaves the record and nothing else', async () => {
  expect(await learn()).toEqual([])
  expect([...s3.objects.keys()]).toEqual(['prefix/.pgproof/store.json'])
  expect(seen()).toContain('PUT prefix/.pgproof/probe')
})

test('from then on one look at the record is all, and what it refuses is not asked for again', async () => {
  s3.script = ({ headers }) =>
    headers['if-none-match'] || headers['x-amz-checksum-sha256'] || headers['x-amz-checksum-mode']
      ? s3Error(501, 'NotImplemented')
      : undefined
  await learn()
  const next = await openStorage({ storage: s3.address }, context, signal)
  s3.requests.length = 0
  await learnStore(next, { storage: s3.address }, context, signal)
  expect(seen()).toEqual(['GET prefix/.pgproof/store.json'])
  await next.put('a', Buffer.from('x'), { onlyIfAbsent: true })
  expect(seen().slice(1)).toEqual(['HEAD prefix/a', 'PUT prefix/a'])
  next.close()
})

test('a store that puts over without a word is looked at before it is put to', async () => {
  s3.script = ({ headers }) => {
    delete headers['if-none-match']
    return undefined
  }
  await learn()
  expect(store.capabilities.conditionalPut).toBe(false)
  await store.put('a', Buffer.from('first'), { onlyIfAbsent: true })
  await expect(store.put('a', Buffer.from('other'), { onlyIfAbsent: true })).rejects.toThrow('exists already')
  expect(String(s3.objects.get('prefix/a'))).toBe('first')
})

test.each([
  ['neither read nor put there', 'GET'],
  ['read but not put there', 'PUT'],
])('keys that may %s are no hindrance', async (_, method) => {
  s3.script = (request) =>
    request.key.includes('.pgproof/') && (request.method === method || request.method === 'PUT')
      ? s3Error(403, 'AccessDenied')
      : undefined
  expect(await learn()).toEqual([])
  expect(s3.requests.length).toBeLessThan(5)
  expect(store.capabilities).toEqual({ conditionalPut: true, checksums: true })
})

test('a clock that is off is told', async () => {
  s3.clockAhead = 3600_000
  expect(await learn()).toEqual([expect.stringMatching(/failed at clock: .* ahead of this machine's/)])
})

test('a run that is ended while it looks is ended with its reason', async () => {
  const controller = new AbortController()
  const reason = new Error('interrupted')
  s3.script = ({ method }) => {
    if (method === 'HEAD') controller.abort(reason)
    return undefined
  }
  const learned = learnStore(store, { storage: s3.address }, context, controller.signal)
  await expect(learned).rejects.toBe(reason)
})
