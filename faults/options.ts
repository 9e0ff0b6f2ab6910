import { parseArgs } from 'node:util'
import type { FaultClass } from './fault-class.ts'

export interface Options {
  short: boolean
  seed: number
  /** Names of classes, or the room that they are in: `crash`. */
  only: string[]
  /** Only tries whose description matches: to do one again. */
  at: RegExp | undefined
  lanes: number
  counter: boolean
  /** Whether RELIABILITY.md and reliability.json are written. */
  write: boolean
}

const USAGE = `npm run faults -- [--short] [--seed N] [--only CLASS]... [--at REGEX] [--lanes N] [--counter] [--no-write]`

/** Reads the command line. Throws where a word is not known. */
export function readOptions(argv: string[]): Options {
  const { values } = parseArgs({
    args: argv,
    allowNegative: true,
    options: {
      short: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true, default: [] },
      at: { type: 'string' },
      lanes: { type: 'string', default: '2' },
      counter: { type: 'boolean', default: false },
      write: { type: 'boolean', default: true },
    },
  })
  const { short, only, at, counter, write } = values
  return {
    short,
    only,
    counter,
    // A few tries that were picked by hand are no figure.
    write: write && at === undefined,
    at: at === undefined ? undefined : new RegExp(at),
    seed: whole('seed', values.seed, 0),
    lanes: whole('lanes', values.lanes, 1),
  }
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= least) return value
  throw new Error(`--${name} must be a whole number from ${least}\n${USAGE}`)
}

/** The classes that were asked for; all of them where none was. */
export function chosenOf(classes: FaultClass[], only: string[]): FaultClass[] {
  const isAsked = (name: string) => only.some((word) => name === word || name.startsWith(`${word}/`))
  const unknown = only.find((word) => !classes.some(({ name }) => name === word || name.startsWith(`${word}/`)))
  if (unknown === undefined) return only.length === 0 ? classes : classes.filter(({ name }) => isAsked(name))
  throw new Error(`there is no class ${unknown}: ${classes.map(({ name }) => name).join(', ')}`)
}
