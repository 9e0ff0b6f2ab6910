import { expect, test } from '@jest/globals'
import { profileFor } from '../../src/storage/s3-profiles.ts'

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
  expect(profileFor({}, endpoint, asked)).toEqual(expected)
})

test('what the address says wins', () => {
  const address = { region: 'wnam', pathStyle: false }
  expect(profileFor(address, 'https://abc.r2.cloudflarestorage.com', ASKED)).toMatchObject(address)
  expect(profileFor({ region: 'x-1', pathStyle: true }, undefined, ASKED)).toMatchObject({
    region: 'x-1',
    pathStyle: true,
  })
})
