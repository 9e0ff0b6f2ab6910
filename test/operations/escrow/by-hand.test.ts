import { expect, test } from '@jest/globals'
import { byHand, programsFor } from '../../../src/operations/escrow/by-hand.ts'
import type { Encryption } from '../../../src/sealing/seal.ts'
import { manifestOf } from '../../repository/sample.ts'

const id = '20261120T021703Z-7f3a9c'
const commandsOf = (location: string, more: Parameters<typeof manifestOf>[1] = {}, signed = false) =>
  byHand(location, manifestOf(id, more), signed).flatMap(({ commands }) => commands)
const sealed = (more: Partial<Encryption>): { encryption: Encryption } => ({
  encryption: { method: 'age', mode: 'recipients', recipients: [], check: '', ...more },
})

test('nothing is made before others are kept from reading it', () => {
  for (const more of [{}, sealed({})]) expect(commandsOf('s3://b12', more)[0]).toBe('umask 077')
})

test.each([
  ['s3://my-backups', {}, `aws s3 cp --recursive s3://my-backups/shop/backups/${id} backup`],
  [
    's3://b12/a%20b/c?endpoint=https://s3.example.com&region=auto',
    {},
    `aws s3 cp --recursive 's3://b12/a b/c/shop/backups/${id}' backup --endpoint-url https://s3.example.com --region auto`,
  ],
  ['file:///var/back%20ups', {}, `cp --recursive '/var/back ups/shop/backups/${id}' backup`],
  ['s3://b12', { name: "it's" }, `aws s3 cp --recursive 's3://b12/it'\\''s/backups/${id}' backup`],
])('a backup is fetched from %s', (location, more, command) => {
  expect(commandsOf(location, more)[1]).toBe(command)
})

test('a database whose name looks like an option is a name', () => {
  const { source } = manifestOf(id)
  const commands = commandsOf('s3://b12', { source: { ...source, database: '-x y' } })
  expect(commands).toContain("createdb --template template0 --encoding UTF8 -- '-x y_restored'")
  expect(commands).toContain("vacuumdb --analyze-only --quiet -- '-x y_restored'")
})

test('only what is signed is asked for its signature, and only what is sealed is opened', () => {
  const words = (more: Parameters<typeof manifestOf>[1], signed: boolean) =>
    commandsOf('s3://b12', more, signed).flatMap((command) => command.match(/openssl|age --decrypt|gpg --/g) ?? [])
  expect(words({}, false)).toEqual([])
  expect(words({}, true)).toEqual(['openssl'])
  expect(words(sealed({}), false)).toEqual(['age --decrypt'])
  expect(words(sealed({ method: 'gpg' }), true)).toEqual(['openssl', 'gpg --', 'gpg --'])
})

test('with a passphrase the own key is opened first, by it the rest', () => {
  expect(commandsOf('s3://b12', sealed({ method: 'gpg', mode: 'passphrase' }))).toEqual(
    expect.arrayContaining([
      'gpg --output ../key.txt --decrypt key.txt.gpg',
      'rm key.txt.gpg',
      expect.stringMatching(
        /^for sealed in \*\.gpg; do gpg --batch --pinentry-mode loopback --passphrase-file \.\.\/key\.txt --decrypt --output /,
      ),
    ]),
  )
})

test('the programs are those of the steps', () => {
  const programs = (more: Parameters<typeof manifestOf>[1], signed = false) => programsFor(manifestOf(id, more), signed)
  expect(programs({})).toEqual(['pg_restore, psql and createdb of PostgreSQL 17 or later', 'zstd, tar, python3'])
  expect(programs(sealed({ recipients: ['age1x'] }), true).slice(2)).toEqual(['age 1.0 or later', 'openssl 3 or later'])
  expect(programs(sealed({ recipients: ['age1x', 'age1pq1x'] })).at(-1)).toBe('age 1.3 or later')
  expect(programs(sealed({ method: 'gpg' })).at(-1)).toBe('gpg 2.2 or later')
})
