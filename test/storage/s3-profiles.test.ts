import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openStore } from '../../src/storage/open.ts'
import { probeStore } from '../../src/storage/probe.ts'
import { profileFor } from '../../src/storage/s3-profiles.ts'
import { ObjectExists } from '../../src/storage/store.ts'
import { type Provider, type ScriptedProvider, startProvider } from '../support/scripted-providers.ts'
import { keysOf } from './contract.ts'

const ASKED = 'eu-north-1'
const all = { checksums: true, conditionalPut: true }

test.each([
  [undefined, undefined, { name: 'AWS', pathStyle: false, ...all }],
  [undefined, ASKED, { name: 'AWS', pathStyle: false, region: ASKED, ...all }],
  [
    'https://s3.eu-central-1.amazonaws.com',
    undefined,
    { name: 'AWS', pathStyle: false, region: 'eu-central-1', ...all },
  ],
  [
    'https://s3.dualstack.eu-west-3.amazonaws.com',
    undefined,
    { name: 'AWS', pathStyle: false, region: 'eu-west-3', ...all },
  ],
  ['https://abc.r2.cloudflarestorage.com', ASKED, { name: 'R2', pathStyle: true, region: 'auto', ...all }],
  ['https://abc.eu.r2.cloudflarestorage.com', undefined, { name: 'R2', pathStyle: true, region: 'auto', ...all }],
  [
    'https://s3.us-west-004.backblazeb2.com',
    ASKED,
    { name: 'B2', pathStyle: true, region: 'us-west-004', checksums: false, conditionalPut: false },
  ],
  [
    'https://s3.eu-central-2.wasabisys.com',
    ASKED,
    { name: 'S3-compatible', pathStyle: true, region: 'eu-central-2', ...all },
  ],
  ['http://localhost:8333', ASKED, { name: 'S3-compatible', pathStyle: true, region: ASKED, ...all }],
  ['http://127.0.0.1:7070', undefined, { name: 'S3-compatible', pathStyle: true, region: 'us-east-1', ...all }],
  [
    'https://amazonaws.com.example.org',
    undefined,
    { name: 'S3-compatible', pathStyle: true, region: 'us-east-1', ...all },
  ],
])('%s asked for %s', (endpoint, asked, expected) => {
  const { encryptions: _, storageClasses: __, ...profile } = profileFor({}, endpoint, asked)
  expect(profile).toEqual(expected)
})

test('what the address says wins', () => {
  const address = { region: 'wnam', pathStyle: false }
  expect(profileFor(address, 'https://abc.r2.cloudflarestorage.com', ASKED)).toMatchObject(address)
  expect(profileFor({ region: 'x-1', pathStyle: true }, undefined, ASKED)).toMatchObject({
    region: 'x-1',
    pathStyle: true,
  })
})

const PROVIDERS: [Provider, string, { conditionalPut: boolean; checksums: boolean; bulkDelete: boolean }][] = [
  ['AWS', 'AWS', { conditionalPut: true, checksums: true, bulkDelete: true }],
  ['R2', 'R2', { conditionalPut: true, checksums: true, bulkDelete: true }],
  ['B2', 'B2', { conditionalPut: false, checksums: false, bulkDelete: false }],
  ['plain', 'S3-compatible', { conditionalPut: true, checksums: true, bulkDelete: true }],
]

describe.each(PROVIDERS)('%s, under its own name, refusing what it refuses', (provider, name, can) => {
  const body = Buffer.from('a part of a backup')
  let s3: ScriptedProvider
  beforeAll(async () => {
    s3 = await startProvider(provider)
  })
  afterAll(() => s3.stop())

  test('is asked for nothing that it refuses', async () => {
    const store = await openStore(s3.address, { environment: s3.environment, retrySeconds: 1 })
    await store.put('a/part', body, { onlyIfAbsent: true })
    await store.put('a/part', body, { onlyIfAbsent: true })
    await expect(store.put('a/part', Buffer.from('other'), { onlyIfAbsent: true })).rejects.toBeInstanceOf(ObjectExists)
    expect(await store.head('a/part')).toMatchObject({ size: body.length })
    expect((await store.get('a/part')).equals(body)).toBe(true)
    expect(await keysOf(store, '')).toEqual(['a/part'])
    await store.delete('a/part')
    expect(s3.objects.size).toBe(0)
    expect(s3.refused).toEqual([])
    expect(store.bucket?.provider).toBe(`${name} at ${new URL(s3.endpoint).host}`)
    store.close()
  })

  test('is probed, and the record says what it can', async () => {
    const store = await openStore(s3.address, { environment: s3.environment, retrySeconds: 1 })
    const failed = (await probeStore(store)).filter(({ state }) => state === 'failure')
    expect(failed).toEqual([])
    const record = JSON.parse(String(await store.get('.pgproof/store.json')))
    expect(record).toMatchObject({ format: 1, provider: store.bucket?.provider, can })
    // Only what nobody can know without asking: the SDK sends a CRC32 with a bulk delete.
    expect(s3.refused).toEqual(can.bulkDelete ? [] : ['POST 400'])
    store.close()
  })
})
