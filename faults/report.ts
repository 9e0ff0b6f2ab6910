import type { ClassEntry, CounterEntry, FaultEntry, Ledger } from './ledger.ts'

const HEAD = `# Reliability

What pgproof promises under faults, tried on real servers: PostgreSQL, an S3 server (versitygw) behind a proxy that kills and breaks, real processes. Made by \`npm run faults\`; the numbers below come from its runs and are in reliability.json too.
Everything random in a run comes from its seed, so each line can be tried again with its command. \`--at REGEX\` does single tries again.

**Survived** means all of: earlier backups still list and verify, nothing half is visible, no session, process or snapshot of ours stays on production, the next run succeeds without a person, and nothing is left in the storage once a prune has swept it. Of a damage: verify names exactly what was damaged. Of a hostile input: a refusal in one sentence, without a stack, in bounded time and memory, and no file outside of its place.
Tests are counted by file; their names are in reliability.json.`

/** RELIABILITY.md. */
export function markdown({ classes, counters, faults }: Ledger): string {
  const sections = [
    HEAD,
    summary(classes, faults),
    section('Classes of faults', classTable(classes)),
    section(
      'What was covered',
      classes.flatMap(({ name, notes }) => notes.map((note) => `* **${name}**: ${note}`)).join('\n'),
    ),
    section('Not survived', failures(classes)),
    section('Every fault by its number', faultTable(faults)),
    section('Counter-tests', counterTable(counters)),
  ]
  return `${sections.join('\n\n')}\n`
}

const section = (title: string, body: string) => `## ${title}\n\n${body}`

function summary(classes: ClassEntry[], faults: FaultEntry[]): string {
  const sum = (what: 'tries' | 'survived') => classes.reduce((all, one) => all + one[what], 0)
  const states = Map.groupBy(faults, ({ state }) => state)
  const count = (state: FaultEntry['state']) => states.get(state)?.length ?? 0
  return [
    `**${sum('survived')} of ${sum('tries')} tries survived.** Of ${faults.length} faults of the list, ${count('tried')} are tried here, ${count('covered by a test')} more are covered by a test of the suite (not counted as tries),`,
    `${count('not covered')} are not covered, and ${count('does not apply')} cannot happen (yet).`,
  ].join(' ')
}

function classTable(classes: ClassEntry[]): string {
  const rows = classes.map((one) => [
    one.name,
    one.title,
    `${one.survived} of ${one.tries}`,
    `${one.length}, ${duration(one.seconds)}, ${one.date}, ${one.commit}`,
    `\`${one.command}\``,
  ])
  return table(['class', 'what is done', 'survived', 'run', 'do it again'], rows)
}

const duration = (seconds: number): string => (seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`)

function failures(classes: ClassEntry[]): string {
  const lines = classes.flatMap(({ name, failures }) =>
    failures.map(({ what, seen }) => `* **${name}**: ${what}. Seen: ${seen}`),
  )
  return lines.length === 0 ? 'Nothing.' : lines.map((line) => line.replace(/\s+/g, ' ')).join('\n')
}

function faultTable(faults: FaultEntry[]): string {
  return table(
    ['no.', 'fault', 'state', 'by'],
    faults.map((one) => [String(one.number), one.fault, stateOf(one), byOf(one)]),
  )
}

function stateOf({ state, tries, survived, open }: FaultEntry): string {
  const told = state === 'tried' ? `${survived} of ${tries} survived` : state
  return open !== undefined && state !== 'not covered' ? `${told}; open: ${open}` : told
}

function byOf({ state, classes, tests = {}, open, absent }: FaultEntry): string {
  if (state === 'does not apply') return absent ?? ''
  if (state === 'not covered') return open ?? 'no run yet'
  const files = Object.entries(tests).map(
    ([file, names]) => `${file} (${names.length === 1 ? '1 test' : `${names.length} tests`})`,
  )
  return [...classes, ...files].join(', ')
}

const COUNTER = `Each protection below was taken out of a copy of the source, and the class run against that copy: it has to fail. \`npm run faults -- --counter\` does it again.`

function counterTable(counters: CounterEntry[]): string {
  if (counters.length === 0) return 'Not run yet: `npm run faults -- --counter`.'
  const rows = counters.map((one) => [
    one.class,
    one.without,
    one.file,
    one.found ? 'fails, as it should' : '**DOES NOT FAIL**',
    one.seen,
  ])
  return `${COUNTER}\n\n${table(['class', 'without', 'in', 'the class', 'first thing seen'], rows)}`
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
