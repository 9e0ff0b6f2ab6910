import { execFileSync } from 'node:child_process'
import { expect, test } from '@jest/globals'
import { parseArguments } from '../../src/cli/program.ts'
import { readInputs } from '../../src/inputs/read.ts'
import { declarations } from '../../src/inputs/verbs.ts'
import { restoreCommand } from '../../src/operations/restore-command.ts'
import { manifestOf } from '../repository/sample.ts'

const id = '20261120T021703Z-7f3a9c'
const source = manifestOf(id).source

/** The command's words as a shell takes them, without running it. */
function words(command: string): string[] {
  const script = `set -- ${command}; printf '%s\\0' "$@"`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

test('a complete backup takes the place of the live database, in words that every shell reads alike', () => {
  const location = 's3://b/p?endpoint=http://localhost:7070&region=x'
  const database = `it's "$HOME" \`id\` & more`
  const manifest = manifestOf(id, { name: "a b'; rm -rf /", source: { ...source, database } })
  const where = ['--storage', location, '--name', "a b'; rm -rf /", '--backup', id]
  const how = ['--method', 'swap', '--target-database', database, '--allow-production']
  expect(words(restoreCommand({ location }, manifest))).toEqual(['pgproof', 'restore', ...where, ...how])
})

test('a partial backup goes into a new database', () => {
  const manifest = manifestOf(id, { partial: ['only the tables a.b'] })
  const command = restoreCommand({ location: 'file:///x' }, manifest)
  expect(command).toBe(
    `pgproof restore --storage file:///x --name shop --backup ${id} --method new-database --target-database shop_restored`,
  )
})

test.each([[[]], [['only the tables a.b']]])('the command line takes it as it is (partial: %j)', (partial) => {
  const [, ...typed] = words(restoreCommand({ location: 's3://b?region=x' }, manifestOf(id, { partial })))
  const parsed = parseArguments(typed)
  if (parsed.kind !== 'verb') throw new Error('no verb')
  const { values } = readInputs(declarations.restore, {
    given: parsed.given,
    by: 'flag',
    environment: {},
    folder: '/nowhere',
  })
  const method = partial.length === 0 ? 'swap' : 'new-database'
  expect(values).toMatchObject({ backup: id, method, name: 'shop', allowProduction: partial.length === 0 })
})
