import { expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { parseStorageAddress } from '../../src/storage/address.ts'

test.each([
  ['s3://bucket', { scheme: 's3', bucket: 'bucket', prefix: '', location: 's3://bucket' }],
  ['s3://bucket/', { bucket: 'bucket', prefix: '', location: 's3://bucket' }],
  ['s3://my.bucket-1/a/b/', { bucket: 'my.bucket-1', prefix: 'a/b', location: 's3://my.bucket-1/a/b' }],
  ['s3://bucket/with%20space', { prefix: 'with space', location: 's3://bucket/with%20space' }],
  [
    's3://bucket/p?endpoint=https://host:8080/&region=eu-west-1&path-style=false',
    {
      endpoint: 'https://host:8080',
      region: 'eu-west-1',
      pathStyle: false,
      location: 's3://bucket/p?endpoint=https://host:8080&region=eu-west-1&path-style=false',
    },
  ],
  ['s3://bucket?endpoint=http%3A%2F%2Fhost', { prefix: '', endpoint: 'http://host' }],
  ['file:///var/backups/', { scheme: 'file', folder: '/var/backups', location: 'file:///var/backups' }],
  ['file:///a%20b%3F', { folder: '/a b?', location: 'file:///a%20b%3F' }],
  ['/var/backups', { scheme: 'file', folder: '/var/backups' }],
  ['/odd?name#100%', { folder: '/odd?name#100%', location: 'file:///odd%3Fname%23100%25' }],
  ['./backups', { scheme: 'file', folder: `${process.cwd()}/backups` }],
  ['../backups/x', { scheme: 'file' }],
  ['.', { folder: process.cwd() }],
  ['memory://name', { scheme: 'memory', name: 'name' }],
])('reads %s', (text, expected) => {
  const address = parseStorageAddress(text)
  expect(address).toMatchObject(expected)
  // The location is an address again, of the same storage.
  expect(parseStorageAddress(address.location)).toEqual(address)
})

test.each([
  ['s4://bucket', /there is no storage s4:/, /did you mean s3:\/\/\?.*file:\/\/\/path/],
  ['S3://bucket', /there is no storage S3:/, /did you mean s3:/],
  ['flie:///x', /there is no storage flie:/, /did you mean file:/],
  ['https://bucket.s3.amazonaws.com/x', /there is no storage https:/, /^storage is s3:/],
  ['file://path', /names a host/, /file:\/\/\/path.*\.\/path/],
  ['file://host/path', /names a host/, /file:\/\/\/host\/path/],
  ['file:path', /is not a folder's address/, /file:\/\/\/path/],
  ['file:///x?region=y', /is not a folder's address/, /%3F/],
  ['file:///100%', /a % that stands for nothing/, /%25/],
  ['backups', /says neither/, /write \.\/backups/],
  ['~/backups', /says neither/, /write \.\/backups or \/path/],
  ['', /is empty/, /s3:\/\//],
  ['s3://bucket\n', /white space/, /line break/],
  ['s3:bucket', /not well formed/, /s3:\/\/bucket/],
  ['s3://', /names no bucket/, /s3:\/\/bucket\/prefix/],
  ['s3:///prefix', /names no bucket/, /s3:\/\/bucket\/prefix/],
  ['s3://host:9000/bucket', /is not a bucket's name/, /endpoint=/],
  ['s3://bucket?regoin=x', /unknown option "regoin"/, /did you mean region\? allowed are endpoint, region, path-style/],
  ['s3://bucket?region=a&region=b', /twice/, /once/],
  ['s3://bucket?region=', /no value for region/, /leave it out/],
  ['s3://bucket?region=EU West', /is not a region/, /eu-central-1/],
  ['s3://bucket?endpoint=host:9000', /is not an address/, /https:\/\/host/],
  ['s3://bucket?endpoint=ftp://host', /is not an address/, /https:\/\/host/],
  ['s3://bucket?path-style=yes', /path-style is "yes"/, /path-style=true or path-style=false/],
  ['s3://bucket#x', /holds a #/, /%23/],
  ['s3://bucket/a/../b', /not a path below/, /part\/part/],
  ['s3://bucket/a//b', /not a path below/, /part\/part/],
  ['s3://bucket/a%0ab', /no object name may hold/, /part\/part/],
])('refuses %j', (text, reason, hint) => {
  const error = failure(text)
  expect(error.code).toBe(2)
  expect(error.reason).toMatch(reason)
  expect(error.hint).toMatch(hint)
})

test.each([
  's3://AKIDCANARY:secretCANARY@bucket/prefix',
  's3://bucket/p?accessKey=AKIDCANARY&secretKey=secretCANARY',
  's3://bucket?token=secretCANARY',
  's3://bucket?endpoint=https://AKIDCANARY:secretCANARY@host',
])('refuses credentials in %s and does not repeat them', (text) => {
  const error = failure(text)
  expect(error.code).toBe(2)
  expect(error.reason).toMatch(/holds credentials/)
  expect(error.hint).toMatch(/AWS_ACCESS_KEY_ID/)
  expect(error.reason + error.hint).not.toMatch(/CANARY/)
})

test.each([
  's4://AKID:secretCANARY@bucket',
  'file://user:secretCANARY@host/x',
  'user:secretCANARY@host/x',
  's3:AKID:secretCANARY@x',
])('does not repeat the password in %s', (text) => {
  const error = failure(text)
  expect(error.code).toBe(2)
  expect(error.reason + error.hint).not.toMatch(/CANARY/)
})

function failure(text: string): PgproofError {
  try {
    parseStorageAddress(text)
  } catch (error) {
    if (error instanceof PgproofError) return error
    throw error
  }
  throw new Error(`${text} was accepted`)
}
