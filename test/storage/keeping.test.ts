import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import type { Keeping } from '../../src/storage/keeping.ts'
import { openStore } from '../../src/storage/open.ts'
import { startS3 } from '../support/s3-server.ts'
import { type ScriptedRequest, type ScriptedS3, s3Error, startScriptedS3 } from '../support/scripted-http.ts'

const KEY = 'arn:aws:kms:eu-central-1:123456789012:key/1'
const body = Buffer.from('x')
const R2 = 's3://bucket?endpoint=https://abc.r2.cloudflarestorage.com'
const B2 = 's3://bucket?endpoint=https://s3.us-west-004.backblazeb2.com'
const keys = { AWS_ACCESS_KEY_ID: 'AKID', AWS_SECRET_ACCESS_KEY: 'secret' }

describe('what a store does not take is refused before anything is asked of it', () => {
  test.each<[string, Keeping, string, RegExp]>([
    [
      's3://bucket',
      { kmsKey: KEY },
      'kms-key is given without server-side-encryption',
      /^give server-side-encryption as aws:kms too$/,
    ],
    [
      's3://bucket',
      { encryption: 'AES256', kmsKey: KEY },
      'kms-key is given without server-side-encryption',
      /aws:kms/,
    ],
    [R2, { encryption: 'AES256' }, 'R2 does not take AES256 as server-side-encryption', /^leave .* out$/],
    [B2, { encryption: 'aws:kms' }, 'B2 does not take aws:kms as server-side-encryption', /out, or give AES256$/],
    [R2, { storageClass: 'ONEZONE_IA' }, 'R2 does not take ONEZONE_IA as storage-class', /STANDARD or STANDARD_IA$/],
    ['s3://bucket', { storageClass: 'GLACIER' }, 'AWS does not take GLACIER as storage-class', /or GLACIER_IR$/],
    ['/tmp/x', { encryption: 'AES256' }, 'a folder does not take AES256 as server-side-encryption', /out$/],
    ['/tmp/x', { storageClass: 'STANDARD' }, 'a folder does not take STANDARD as storage-class', /out$/],
  ])('%s with %j', async (address, keeping, reason, hint) => {
    const opening = openStore(address, { environment: keys, keeping })
    await expect(opening).rejects.toMatchObject({ code: 2, reason, hint: expect.stringMatching(hint) })
  })
})

describe('what is asked for', () => {
  let s3: ScriptedS3
  beforeAll(async () => {
    s3 = await startScriptedS3()
  })
  afterEach(() => s3.reset())
  afterAll(() => s3.stop())

  const SENT = ['x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id', 'x-amz-storage-class']
  const sent = ({ headers }: ScriptedRequest) => SENT.map((name) => headers[name])
  const open = (keeping: Keeping) => openStore(s3.address, { environment: s3.environment, keeping, retrySeconds: 1 })
  /** Does what is asked, and says so as AWS does. */
  const confirm = () => {
    s3.script = ({ method, headers }) => {
      const told = headers['x-amz-server-side-encryption']
      return method === 'PUT' && told ? { headers: { 'x-amz-server-side-encryption': told } } : undefined
    }
  }

  test('is sent with everything, but the storage class only with the bytes of backups', async () => {
    confirm()
    const store = await open({ encryption: 'aws:kms', kmsKey: KEY, storageClass: 'STANDARD_IA' })
    await store.put('shop/backups/1/part', body, { lasting: true, onlyIfAbsent: true })
    await store.put('shop/running/1.json', body)
    expect(s3.requests.map(sent)).toEqual([
      ['aws:kms', KEY, 'STANDARD_IA'],
      ['aws:kms', KEY, undefined],
    ])
  })

  test('is not sent where nothing is asked for', async () => {
    await (await open({})).put('a', body, { lasting: true })
    expect(s3.requests.map(sent)).toEqual([[undefined, undefined, undefined]])
  })

  test.each([
    ['says nothing', {}, 'does not say that it did'],
    ['says otherwise', { 'x-amz-server-side-encryption': 'AES256' }, 'says that it did with AES256'],
  ])('is not taken on trust: a store that %s of encrypting is refused', async (_, headers, what) => {
    s3.script = ({ method }) => (method === 'PUT' ? { headers } : undefined)
    const putting = (await open({ encryption: 'aws:kms' })).put('a', body)
    await expect(putting).rejects.toMatchObject({ code: 3, reason: expect.stringContaining(what) })
  })

  test('is never left out where the store refuses it', async () => {
    s3.script = ({ headers }) => (headers['x-amz-storage-class'] ? s3Error(400, 'InvalidArgument') : undefined)
    const store = await open({ storageClass: 'ONEZONE_IA' })
    await expect(store.put('a', body, { lasting: true })).rejects.toMatchObject({
      code: 3,
      reason: 'the store refuses to keep an object with storage-class ONEZONE_IA: scripted',
    })
    expect(s3.objects.size).toBe(0)
    // Nor does it cost the store what it can do.
    expect(store.capabilities).toEqual({ conditionalPut: true, checksums: true })
  })
})

test('a real server that knows no encryption is refused by its silence', async () => {
  const server = await startS3()
  try {
    const store = await openStore(server.address, {
      environment: server.environment,
      keeping: { encryption: 'AES256' },
    })
    await expect(store.put('a', body)).rejects.toMatchObject({
      code: 3,
      reason: 'the store was asked to encrypt with AES256 and does not say that it did',
    })
    store.close()
  } finally {
    await server.stop()
  }
})
