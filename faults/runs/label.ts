import { basename } from 'node:path'

/** What differs between two runs of the same: ids, times, random ends, process numbers, folders. */
const VARYING: [RegExp, string][] = [
  [/\d{8}T\d{9}Z-([a-z-]+)-[0-9a-f]{4}(?=\.json)/g, '<time>-$1'],
  [/\d{8}T\d{6}Z-[0-9a-f]{6}/g, '<id>'],
  [/<id>\.[0-9a-f]{6}\.json/g, '<id>.<reader>.json'],
  [/prune\.[0-9a-f]{12}\.json/g, 'prune.<lease>.json'],
  [/probe-[0-9A-Za-z-]+/g, 'probe-<random>'],
  [/\d{8}t\d{6}/g, '<time>'],
  [/pgproof_test_[0-9a-f]{6}_[0-9a-f]{8}/g, 'pgproof_test_<random>'],
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>'],
]

const settled = (text: string): string => VARYING.reduce((said, [varying, word]) => said.replace(varying, word), text)

/** `PUT shop/backups/<id>/toc.dat`, `LIST shop/backups/`. `path` is what follows the host, `prefix` the storage's own in the bucket. */
export function requestLabel(method: string, path: string, prefix: string): string {
  const url = new URL(path, 'http://host')
  const key = decodeURIComponent(url.pathname).replace(/^\/[^/]*\/?/, '')
  const own = (text: string) => settled(text.startsWith(`${prefix}/`) ? text.slice(prefix.length + 1) : text)
  const listed = url.searchParams.get('prefix')
  if (key === '' && listed !== null) return `LIST ${own(listed)}`
  const what = [...url.searchParams.keys()].filter((name) => !/^x-id$/.test(name))
  return `${method} ${own(key)}${what.length > 0 ? `?${what.join('&')}` : ''}`
}

/** `pg_dump`, `supervisor`: a child's program, out of the shells that wait in front of it. */
export function childLabel(command: string, args: readonly string[]): string {
  if (basename(command) !== 'sh') return basename(command)
  if (args.includes('pgproof-watch')) return 'supervisor'
  const words = args.slice(args.indexOf('pgproof') + 1)
  const program = words.find((word) => word !== 'text' && word !== 'bytes') ?? 'sh'
  const action = words.find((word) => /^--(list|version|section=.*|file=-)$/.test(word))
  return basename(program) + (action === undefined ? '' : ` ${action}`)
}

const READS = /^\s*(SELECT|SHOW|SET|WITH|BEGIN|START|VALUES|TABLE|EXPLAIN|$)/i
const READS_THAT_ACT = /pg_terminate_backend|pg_advisory/i

/** A statement that changes something, on one line, without names that differ; undefined for one that only reads. */
export function statementLabel(sql: string): string | undefined {
  if (!READS_THAT_ACT.test(sql) && sql.split(';').every((one) => READS.test(one))) return undefined
  return settled(sql.replace(/\s+/g, ' ').trim()).slice(0, 90)
}
