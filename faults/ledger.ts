import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FaultClass, Outcome, Try } from './fault-class.ts'
import type { Options } from './options.ts'
import { markdown } from './report.ts'
import { faults } from './table.ts'
import type { Fault } from './table-entry.ts'

/** What the latest run of a class came to. */
export interface ClassEntry {
  name: string
  title: string
  /** A short run never takes the place of a long one. */
  length: 'short' | 'long'
  seed: number
  command: string
  commit: string
  date: string
  seconds: number
  tries: number
  survived: number
  /** By number of the table. */
  faults: Record<number, { tries: number; survived: number }>
  failures: { what: string; seen: string }[]
  notes: string[]
}

/** A protection that was taken out of a copy, and whether the class then failed as it should. */
export interface CounterEntry {
  class: string
  without: string
  file: string
  found: boolean
  seen: string
  seconds: number
}

export interface FaultEntry extends Fault {
  state: 'tried' | 'covered by a test' | 'not covered' | 'does not apply'
  tries: number
  survived: number
  classes: string[]
}

export interface Ledger {
  classes: ClassEntry[]
  counters: CounterEntry[]
  faults: FaultEntry[]
}

const root = join(import.meta.dirname, '..')
const file = join(root, 'reliability.json')

export function readLedger(): Ledger {
  if (!existsSync(file)) return { classes: [], counters: [], faults: [] }
  return JSON.parse(readFileSync(file, 'utf8')) as Ledger
}

export function entryOf(one: FaultClass, { tries, notes }: Outcome, options: Options, seconds: number): ClassEntry {
  const { short, seed } = options
  const byFault: ClassEntry['faults'] = {}
  for (const made of tries)
    for (const number of made.faults) {
      const counted = byFault[number] ?? { tries: 0, survived: 0 }
      byFault[number] = counted
      counted.tries += 1
      counted.survived += survivors([made])
    }
  return {
    name: one.name,
    title: one.title,
    length: short ? 'short' : 'long',
    seed,
    command: `npm run faults -- ${short ? '--short ' : ''}--only ${one.name} --seed ${seed}`,
    commit: commitOf(),
    date: new Date().toISOString().slice(0, 10),
    seconds: Math.round(seconds),
    tries: tries.length,
    survived: survivors(tries),
    faults: byFault,
    failures: tries.filter(({ survived }) => !survived).map(({ what, seen }) => ({ what, seen })),
    notes,
  }
}

const survivors = (tries: Try[]): number => tries.filter(({ survived }) => survived).length

/** `unknown` outside of a clone. */
function commitOf(): string {
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : 'unknown'
}

/** The ledger with one more entry, in place of the last one of its class. */
export function withClass(ledger: Ledger, entry: ClassEntry, names: string[]): Ledger {
  const known = ledger.classes.find(({ name }) => name === entry.name)
  if (known?.length === 'long' && entry.length === 'short') return ledger
  const others = ledger.classes.filter(({ name }) => name !== entry.name && names.includes(name))
  const sorted = [...others, entry].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
  return { ...ledger, classes: sorted, faults: faultEntries(sorted) }
}

/** The ledger with what one counter-test came to, in place of the last time. */
export function withCounter(ledger: Ledger, entry: CounterEntry): Ledger {
  const isOther = (one: CounterEntry) => one.class !== entry.class || one.without !== entry.without
  return { ...ledger, counters: [...ledger.counters.filter(isOther), entry] }
}

function faultEntries(classes: ClassEntry[]): FaultEntry[] {
  return faults.map((fault) => {
    const own = classes.filter((one) => one.faults[fault.number] !== undefined)
    const sum = (what: 'tries' | 'survived') =>
      own.reduce((all, one) => all + (one.faults[fault.number]?.[what] ?? 0), 0)
    const tries = sum('tries')
    return {
      ...fault,
      state: stateOf(fault, tries),
      tries,
      survived: sum('survived'),
      classes: own.map(({ name }) => name),
    }
  })
}

function stateOf({ tests, absent }: Fault, tries: number): FaultEntry['state'] {
  if (absent !== undefined) return 'does not apply'
  if (tries > 0) return 'tried'
  return tests === undefined ? 'not covered' : 'covered by a test'
}

/** Writes reliability.json, and RELIABILITY.md from it. */
export function writeLedger(ledger: Ledger): void {
  writeFileSync(file, `${JSON.stringify(ledger, null, 1)}\n`)
  writeFileSync(join(root, 'RELIABILITY.md'), markdown(ledger))
}
