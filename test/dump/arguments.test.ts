import { expect, test } from '@jest/globals'
import { type DumpRequest, dumpArguments, WHOLE_DATABASE } from '../../src/dump/arguments.ts'

const request: DumpRequest = {
  folder: '/spool/dump',
  jobs: 3,
  encoding: 'LATIN1',
  snapshot: '00000003-1',
  lockTimeoutMs: 300_000,
  majorVersion: 17,
  filter: WHOLE_DATABASE,
  keepAlive: 'keepalives=1',
}

test('a whole database', () => {
  expect(dumpArguments(request)).toEqual([
    '--dbname=keepalives=1',
    '--no-password',
    '--format=directory',
    '--compress=0',
    '--no-sync',
    '--jobs=3',
    '--encoding=LATIN1',
    '--file=/spool/dump',
    '--snapshot=00000003-1',
    '--lock-wait-timeout=300000',
  ])
})

const filter = (more: Partial<DumpRequest['filter']>) => ({ filter: { ...WHOLE_DATABASE, ...more } })

test.each<[string, Partial<DumpRequest>, string[], string[]]>([
  ['without statistics, which 18 would dump', { majorVersion: 18 }, ['--no-statistics'], []],
  ['locks that are waited for for ever', { lockTimeoutMs: 0 }, [], ['--lock-wait-timeout']],
  ['without tablespaces', { tablespaces: false }, ['--no-tablespaces'], []],
  ['schemas must match', filter({ schemas: ['"a"'] }), ['--strict-names', '--schema="a"'], []],
  ['tables must match', filter({ tables: ['"a"."b"'] }), ['--strict-names', '--table="a"."b"'], []],
  [
    'what is left out need not be there',
    filter({ excludeSchemas: ['"a"'], excludeTables: ['"b"'], excludeTableData: ['"c"'] }),
    ['--exclude-schema="a"', '--exclude-table="b"', '--exclude-table-data="c"'],
    ['--strict-names'],
  ],
  ['definitions only', filter({ schemaOnly: true }), ['--schema-only'], ['--data-only']],
  ['rows only', filter({ dataOnly: true }), ['--data-only'], ['--schema-only']],
])('%s', (_what, more, present, absent) => {
  const args = dumpArguments({ ...request, ...more })
  expect(args).toEqual(expect.arrayContaining(present))
  for (const name of absent) expect(args.filter((arg) => arg.startsWith(name))).toEqual([])
})
