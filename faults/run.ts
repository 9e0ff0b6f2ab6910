import { classes } from './classes.ts'
import { faultsOfCounters, runCounters } from './counter/run.ts'
import type { FaultClass, Try } from './fault-class.ts'
import { type ClassEntry, entryOf, readLedger, withClass, withCounter, writeLedger } from './ledger.ts'
import { chosenOf, type Options, readOptions } from './options.ts'
import { closeLanes } from './runs/lanes.ts'
import { faultsOfTable } from './table.ts'

const say = (text: string) => void process.stderr.write(`${text}\n`)

/** Runs the classes, and writes down each as soon as it has ended. Returns how many tries were not survived. */
async function runClasses(options: Options): Promise<number> {
  const names = classes.map(({ name }) => name)
  const queue = [...chosenOf(classes, options.only)]
  // Where each has few tries, several classes with a lane each get further than one in several lanes.
  const workers = options.short ? options.lanes : 1
  const own = { ...options, lanes: options.short ? 1 : options.lanes }
  let lost = 0
  const work = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) {
      const entry = await runClass(one, own)
      lost += entry.tries - entry.survived
      tell(entry)
      if (options.write) writeLedger(withClass(readLedger(), entry, names))
    }
  }
  try {
    await Promise.all(Array.from({ length: workers }, work))
  } finally {
    await closeLanes()
  }
  return lost
}

function tell(entry: ClassEntry): void {
  const lines = [
    `${entry.name}: ${entry.survived} of ${entry.tries} survived in ${entry.seconds} s`,
    ...entry.notes.map((note) => `  ${note}`),
    ...entry.failures.map(({ what, seen }) => `  NOT SURVIVED: ${what}: ${seen}`),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
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
  if (outcome.tries.length === 0) throw new Error(`${one.name}: there was nothing to try`)
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

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void closeLanes().finally(() => process.exit(130)))

const options = readOptions(process.argv.slice(2))
// A copy without a protection is not what the entries speak of.
const inCopy = process.env.FAULTS_COPY === '1'
const wrong = faultsOfTable(new Set(classes.flatMap(({ faults }) => faults)))
if (!inCopy) wrong.push(...faultsOfCounters())
if (wrong.length > 0) throw new Error(wrong.join('\n'))
const bad = options.counter ? runAllCounters(options) : await runClasses(options)
process.exitCode = bad > 0 ? 1 : 0
