import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostileCase, HostilePlace } from './case.ts'

/** A record beside the backup that cannot be read may hold it: nothing is deleted then. */
const record = (name: string, write: (file: string, place: HostilePlace) => void): HostileCase => ({
  name: `record: ${name}`,
  faults: [55],
  args: ['prune', '--keep-last', '1', '--apply'],
  codes: [4],
  make: (place) => {
    mkdirSync(place.records, { recursive: true })
    write(join(place.records, '20261120T021703000Z-pinned-abcd.json'), place)
  },
})

const whole = ({ id }: HostilePlace) => ({
  format: 1,
  kind: 'pinned',
  time: '2026-11-20T02:17:03.000Z',
  ok: true,
  by: { who: 'x', host: 'y', pgproof: '0.1.0' },
  manifest: 'a'.repeat(64),
  body: { of: id },
})

const recordText = (name: string, make: (place: HostilePlace) => string | Buffer) =>
  record(name, (file, place) => writeFileSync(file, make(place)))

const records: HostileCase[] = [
  recordText('nothing', () => ''),
  recordText('zero bytes', () => Buffer.alloc(100)),
  recordText('a byte order mark', (place) => `\ufeff${JSON.stringify(whole(place))}`),
  recordText('UTF-16', (place) => Buffer.from(JSON.stringify(whole(place)), 'utf16le')),
  recordText('nested without end', () => '{"body":'.repeat(100_000)),
  recordText('a body nested without end', (place) =>
    JSON.stringify({ ...whole(place), body: 0 }).replace(
      '"body":0',
      `"body":${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    ),
  ),
  recordText('a key twice', (place) => JSON.stringify(whole(place)).replace('{', '{"kind":"unpinned",')),
  recordText('another format', (place) => JSON.stringify({ ...whole(place), format: 2 })),
  recordText('a time that is none', (place) => JSON.stringify({ ...whole(place), time: '9999-99-99T99:99:99Z' })),
  recordText('a digest that is none', (place) => JSON.stringify({ ...whole(place), manifest: '../../x' })),
  recordText('nobody who did it', (place) => JSON.stringify({ ...whole(place), by: null })),
  recordText('a kind that is a list', (place) => JSON.stringify({ ...whole(place), kind: ['pinned'] })),
  recordText('a list', () => '[]'),
  recordText('a number', () => '1e999'),
  record('a gigabyte of zero bytes', (file) => {
    writeFileSync(file, '')
    truncateSync(file, 1024 ** 3)
  }),
]

const config = (name: string, text: string | Buffer, args = ['verify']): HostileCase => ({
  name: `settings: ${name}`,
  faults: [55],
  args,
  codes: [2],
  make: ({ work }) => writeFileSync(join(work, 'pgproof.yml'), text),
})

/** Ten times ten times … of one text. */
const laughs = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`),
].join('\n')

const configs: HostileCase[] = [
  config('a thousand million laughs', laughs),
  config('an alias', 'tags: &t [a]\nschemas: *t\n'),
  config('an alias of itself', 'retention: &r [*r]\n'),
  config('lists in lists without end', `retention: ${'['.repeat(50_000)}`),
  config('lists in lists', `retention: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n`, ['prune']),
  config('maps in maps without end', `retention: ${'{a: '.repeat(50_000)}`),
  config('indents without end', Array.from({ length: 3000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')),
  config('a key twice', 'jobs: 1\njobs: 2\n'),
  config('a key called __proto__', '__proto__: {jobs: 1}\n'),
  config('a key called constructor', 'constructor: {prototype: {}}\n'),
  config('a key called toString', 'toString: x\n'),
  config('__proto__ in retention', 'retention: {types: {auto: 7d}, __proto__: {grace: 1d}}\n', ['prune']),
  config('a tag of JavaScript', 'jobs: !!js/function "function () { return 1 }"\n'),
  config('a tag of Python', 'jobs: !!python/object/apply:os.system ["touch escaped"]\n'),
  config("a tag of one's own", 'jobs: !evil 4\n'),
  config('a merge key', '<<: {jobs: 4}\n'),
  config('zero bytes', Buffer.alloc(2000)),
  config('noise', Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 7919 + 13) % 256))),
  config('UTF-16', Buffer.from('\ufeffjobs: 1\n', 'utf16le')),
  config('a tab for an indent', 'expectations:\n\tmax-backup-age: 1h\n'),
  config('a list', '- jobs\n'),
  config('a text', 'jobs\n'),
  config('two documents', 'jobs: 1\n---\njobs: 2\n'),
  config('an unknown key', 'stroage: x\n'),
  config('a key of 100,000 letters', `${'x'.repeat(100_000)}: 1\n`),
  config('a value of 5 MB', `jobs: ${'9'.repeat(5_000_000)}\n`),
  config('jobs without end', 'jobs: 1e400\n'),
  config('jobs: .inf', 'jobs: .inf\n'),
  config('jobs: .nan', 'jobs: .nan\n'),
  config('jobs: -1', 'jobs: -1\n'),
  config('jobs: 0x10', 'jobs: 0x1000000\n'),
  config('jobs as a map', 'jobs: {a: 1}\n'),
  config('jobs as a list of lists', 'jobs: [[1]]\n'),
  config('a secret', 's3-secret-access-key: not-a-secret\n'),
  config('a date', 'max-backup-age: 2026-01-01\n'),
  config('an age without end', 'expectations: {max-backup-age: 99999999999999999999h}\n'),
  config('assertions that are no map', 'assertions: [1, 2]\n', ['restore-test']),
  config('assertions with __proto__', 'assertions: {tables: {__proto__: {rows: 1}, "public.a": {rowz: 1}}}\n', [
    'restore-test',
  ]),
  config('hooks that are a text', 'hooks: rm -rf /\n', ['restore', '--target-url-file', 'none']),
  config('a query without an expectation', 'assertions: {queries: [{sql: SELECT 1}]}\n', ['restore-test']),
]

const given = (name: string, args: string[], codes = [2]): HostileCase => ({
  name: `words: ${name}`,
  faults: [55],
  args,
  codes,
  make: () => {},
})

const words: HostileCase[] = [
  given('a backup that leads elsewhere', ['verify', '--backup', '../../../etc/passwd']),
  given('a backup of a hundred thousand letters', ['verify', '--backup', 'x'.repeat(100_000)]),
  given('a name that leads elsewhere', ['verify', '--name', '../other']),
  given('a name that is absolute', ['verify', '--name', '/etc']),
  given('a name with an escape', ['verify', '--name', 'a\u001b[2J']),
  given('a storage of another kind', ['verify', '--storage', 'gopher://x']),
  given('a storage with a password', ['verify', '--storage', 's3://user:secret@bucket/x']),
  given('an endpoint that is none', ['verify', '--storage', 's3://bucket/x?endpoint=javascript:alert(1)']),
  given('a storage that does not fit', ['verify', '--storage', 's3://b/x?prototype=1']),
  given('jobs without end', ['verify', '--jobs', '99999999999999999999']),
  given('half a job', ['verify', '--jobs', '1.5']),
  given('a sample that is no number', ['verify', '--sample', 'NaN']),
  given('a sample above all', ['verify', '--sample', '1e9%']),
  given('an age below nothing', ['verify', '--max-backup-age', '-1h']),
  given('a date that is none', ['verify', '--backup', 'before:9999-99-99']),
  given('an unknown word', ['verify', '--__proto__', 'x']),
  given('a command called constructor', ['constructor']),
  given('settings that are a folder', ['verify', '--config', '.']),
  given('settings that are not there', ['verify', '--config', '../../../../none.yml']),
]

export const wordCases: HostileCase[] = [...records, ...configs, ...words]
