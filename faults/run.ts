import { classes } from './classes.ts'
import { runCounters } from './counter/run.ts'
import type { FaultClass, Try } from './fault-class.ts'
import { entryOf, readLedger, withClass, withCounter, writeLedger } from './ledger.ts'
import { chosenOf, type Options, readOptions } from './options.ts'
import { faultsOfTable } from './table.ts'

const say = (text: string) => void process.stderr.write(`${text}\n`)

/** Runs the classes one after the other, and writes down each as soon as it has ended. Returns how many tries were not survived. */
async function runClasses(options: Options): Promise<number> {
  const names = classes.map(({ name }) => name)
  let lost = 0
  for (const one of chosenOf(classes, options.only)) {
    const entry = await runClass(one, options)
    lost += entry.tries - entry.survived
    process.stdout.write(`${one.name}: ${entry.survived} of ${entry.tries} survived in ${entry.seconds} s\n`)
    for (const note of entry.notes) process.stdout.write(`  ${note}\n`)
    for (const { what, seen } of entry.failures) process.stdout.write(`  NOT SURVIVED: ${what}: ${seen}\n`)
    if (options.write) writeLedger(withClass(readLedger(), entry, names))
  }
  return lost
}

async function runClass(one: FaultClass, options: Options) {
  const { seed, short, lanes, at } = options
  say(`${one.name}: ${one.title}`)
  const started = performance.now()
  let done = 0
  const tried = ({ what, survived, seen }: Try, all: number) => {
    done += 1
    const step = Math.ceil(all / 20)
    if (!survived || done % step === 0) say(`${one.name}: ${done} of ${all}, ${what}: ${survived ? 'survived' : seen}`)
  }
  const outcome = await one.run({ seed, short, lanes, at, tried })
  return entryOf(one, outcome, options, (performance.now() - started) / 1000)
}

/** Returns how many protections could be taken out without a class noticing. */
function runAllCounters({ only, seed, write }: Options): number {
  let unnoticed = 0
  const names = chosenOf(classes, only).map(({ name }) => name)
  runCounters(names, seed, (entry) => {
    unnoticed += entry.found ? 0 : 1
    const told = `${entry.class} ${entry.found ? 'fails' : 'DOES NOT FAIL'} where ${entry.without}`
    process.stdout.write(`${told} (${entry.seconds} s): ${entry.seen}\n`)
    if (write) writeLedger(withCounter(readLedger(), entry))
  })
  return unnoticed
}

const options = readOptions(process.argv.slice(2))
const wrong = faultsOfTable(new Set(classes.flatMap(({ faults }) => faults)))
if (wrong.length > 0) throw new Error(wrong.join('\n'))
const bad = options.counter ? runAllCounters(options) : await runClasses(options)
process.exitCode = bad > 0 ? 1 : 0
