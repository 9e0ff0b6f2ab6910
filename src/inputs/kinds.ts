import { parseDocument } from 'yaml'

/** What a value looks like; the reference and the command line's help name it. */
export type Kind = 'text' | 'list' | 'flag' | 'integer' | 'size' | 'duration' | 'instant' | 'share' | 'choice' | 'yaml'

/** One input of a verb. `parse` throws an Error whose message completes "jobs is 'x', not …". */
export interface Input<Value> {
  kind: Kind
  /** One sentence for action.yml, README and `--help`, with its full stop. */
  sentence: string
  /** What may be written, completing "not …": `a whole number from 1 to 64`. */
  allowed: string
  /** As a user would write it; `shown` where it is not a fixed text. */
  fallback?: { text: string; shown?: string }
  required: boolean
  /** `whole`: the value is a secret; `password`: an address that may hold one. Both have a `-file` form, and neither may come by flag. */
  secret?: 'whole' | 'password'
  /** Has a `-file` form though it is no secret. */
  file?: true
  /** A key: what is blank is an error and not the same as not given, wherever that can be told. */
  key?: true
  /** Standard variables that say the same; they come before pgproof.yml. */
  standard?: string[]
  /** Where it exists; everywhere unless said. */
  only?: 'command' | 'action'
  /** Said for one run only: pgproof.yml cannot hold it. */
  momentary?: true
  /** What an action is given when its user gives nothing: an expression that only a workflow can fill in. */
  expression?: string
  choices?: readonly string[]
  parse(text: string): Value
}

interface Options {
  sentence: string
  default?: string
  /** For defaults that depend on the machine: what the documentation shows instead. */
  shown?: string
  required?: true
  secret?: 'whole' | 'password'
  file?: true
  key?: true
  standard?: string[]
  only?: 'command' | 'action'
  momentary?: true
  expression?: string
}

type Missing<O> = O extends { default: string } | { required: true } ? never : undefined

function input<Value>(kind: Kind, allowed: string, options: Options, parse: (text: string) => Value): Input<Value> {
  const { sentence, default: text, shown, required, secret, file, key, standard, only, momentary, expression } = options
  return {
    kind,
    sentence,
    allowed,
    required: required === true,
    ...(text !== undefined && { fallback: { text, ...(shown && { shown }) } }),
    ...(secret && { secret }),
    ...(file && { file }),
    ...(key && { key }),
    ...(standard && { standard }),
    ...(only && { only }),
    ...(momentary && { momentary }),
    ...(expression && { expression }),
    parse,
  }
}

/** Any text; `pattern` with `allowed` narrows it. */
export function text<const O extends Options & { pattern?: RegExp; allowed?: string }>(options: O) {
  const { pattern, allowed = 'text' } = options
  return input<string | Missing<O>>('text', allowed, options, (value) => {
    if (pattern && !pattern.test(value)) throw new Error(allowed)
    return value
  })
}

/** Several values, one per line; empty lines do not count. */
export function list(options: Options) {
  return input<string[]>('list', 'a list with one entry per line', { default: '', ...options }, lines)
}

const lines = (value: string) =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** `true` or `false`, and nothing else. */
export function flag(options: Options) {
  const allowed = 'true or false'
  return input<boolean>('flag', allowed, { default: 'false', ...options }, (value) => {
    if (value !== 'true' && value !== 'false') throw new Error(allowed)
    return value === 'true'
  })
}

/** A whole number within bounds, both included. */
export function integer<const O extends Options & { min: number; max: number }>(options: O) {
  const { min, max } = options
  const allowed = `a whole number from ${min} to ${max}`
  return input<number | Missing<O>>('integer', allowed, options, (value) => {
    const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN
    if (!(number >= min && number <= max)) throw new Error(allowed)
    return number
  })
}

const sizeUnits: Record<string, number> = { B: 1 }
for (const [power, letter] of ['K', 'M', 'G', 'T'].entries()) {
  sizeUnits[`${letter}B`] = 1000 ** (power + 1)
  sizeUnits[`${letter}iB`] = 1024 ** (power + 1)
}

/** An amount of bytes with its unit: `500MB` is 500,000,000, `1GiB` is 2^30. At least `min` bytes. */
export function size<const O extends Options & { min?: number; minShown?: string }>(options: O) {
  const { min = 1, minShown } = options
  const allowed = `a size such as 500MB or 1GiB${minShown ? `, at least ${minShown}` : ''}`
  return input<number | Missing<O>>('size', allowed, options, (value) => {
    const bytes = measured(value, sizeUnits, allowed)
    if (bytes < min) throw new Error(allowed)
    return Math.round(bytes)
  })
}

const day = 86_400_000
const durationUnits: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: day,
  w: 7 * day,
  y: 365 * day,
}

/** A time span in milliseconds, written with its unit: `30s`, `5m`, `48h`, `35d`. */
export function duration<const O extends Options>(options: O) {
  const allowed = 'a time span such as 30s, 5m, 48h or 35d'
  return input<number | Missing<O>>('duration', allowed, options, (value) => {
    const milliseconds = measured(value, durationUnits, allowed)
    if (milliseconds <= 0) throw new Error(allowed)
    return milliseconds
  })
}

/** A moment, with its offset from UTC: one without would mean another one on each machine. */
export function instant<const O extends Options>(options: O) {
  const allowed = 'a time such as 2026-11-20T02:17Z or 2026-11-20T03:17:30+01:00'
  return input<Date | Missing<O>>('instant', allowed, options, (value) => {
    const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/
    const moment = new Date(form.test(value) ? value : Number.NaN)
    if (Number.isNaN(moment.getTime())) throw new Error(allowed)
    return moment
  })
}

/** A share between 0 (excluded) and 1, written as a percentage: `10%`. `above` allows more than the whole. */
export function share<const O extends Options & { above?: true }>(options: O) {
  const allowed = options.above ? 'a percentage such as 50%' : 'a percentage such as 10%, at most 100%'
  return input<number | Missing<O>>('share', allowed, options, (value) => {
    const number = measured(value, { '%': 0.01 }, allowed)
    if (number <= 0 || (number > 1 && !options.above)) throw new Error(allowed)
    return number
  })
}

function measured(value: string, units: Record<string, number>, allowed: string): number {
  const [, number = '', unit = ''] = /^(\d{1,12}(?:\.\d{1,6})?) ?([A-Za-z%]+)$/.exec(value) ?? []
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined
  if (factor === undefined) throw new Error(allowed)
  return Number(number) * factor
}

/** One word of several. */
export function choice<const C extends readonly string[], const O extends Options>(choices: C, options: O) {
  const allowed = `one of ${choices.join(', ')}`
  const parse = (value: string) => {
    if (!choices.includes(value)) throw new Error(allowed)
    return value as C[number]
  }
  return { ...input<C[number] | Missing<O>>('choice', allowed, options, parse), choices }
}

/** A block of YAML, given to its own reader further in; undefined when it is not there. */
export function yaml(options: Options) {
  const allowed = 'a block of YAML'
  return input<unknown>('yaml', allowed, options, (value) => parseYaml(value, allowed))
}

/**
 * YAML without aliases (which can grow without bound), doubled keys and tags of other programs.
 * Throws an Error that completes "not …", with the place where it breaks.
 */
export function parseYaml(source: string, allowed: string): unknown {
  try {
    const document = parseDocument(source, { uniqueKeys: true, strict: true })
    // A warning is about something that would be read otherwise than it says, such as a tag that nobody knows.
    const [fault] = [...document.errors, ...document.warnings]
    if (fault) throw fault
    return document.toJS({ maxAliasCount: 0 }) as unknown
  } catch (error) {
    const [line = ''] = error instanceof Error ? error.message.split('\n') : []
    throw new Error(`${allowed} (${line.replace(/[:.]\s*$/, '')})`, { cause: error })
  }
}
