import { readFileSync, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { messageOf, usageError } from '../errors.ts'
import { nearest } from '../proof/nearest.ts'
import { type Config, readConfig } from './config.ts'
import { camel, type Declaration, hasFileForm, type Values, variable } from './declare.ts'
import { emptyKey } from './empty-key.ts'
import type { Input } from './kinds.ts'
import { unknownNameHint } from './nearest.ts'
import { holdsSecret } from './secrets.ts'
import { declarations } from './verbs.ts'

/** Where values come from, in the order of their precedence. */
export interface Sources {
  /** Flags or `with:`, by input name; a list may be given as an array, each entry exact. */
  given: Record<string, string | string[] | undefined>
  /** Flags are in the process list, so they may hold no secret; `with:` is an environment. An empty `with:` value counts as not given, an empty flag is an error. */
  by: 'flag' | 'with'
  environment: Record<string, string | undefined>
  /** The working directory: for `config` and `-file` paths. */
  folder: string
  /** Is told of things that are probably wrong but do no harm. */
  warn?(text: string): void
}

interface Found {
  value: string | string[]
  /** How messages call the place: `--jobs`, `PGPROOF_JOBS`, `jobs in pgproof.yml`. */
  place: string
}

/** The names that may be given: the inputs, and the `-file` forms of secrets. */
export function givenNames(declaration: Declaration): string[] {
  return Object.entries(declaration.inputs).flatMap(([name, input]) =>
    hasFileForm(input) ? [name, `${name}-file`] : [name],
  )
}

/** The typed values of a verb, and what pgproof.yml says besides them. */
export interface Read<D extends Declaration> {
  values: Values<D>
  config?: Config
}

/** Reads all inputs of a verb. Throws exit 2 with the input, its value and what is allowed; never shows a secret. */
export function readInputs<D extends Declaration>(declaration: D, sources: Sources): Read<D> {
  refuseUnknown(declaration, sources)
  const configInput = 'config' in declaration.inputs ? find('config', declaration, sources) : undefined
  const config = 'config' in declaration.inputs ? readConfig(single(configInput), sources.folder) : undefined
  const values: Record<string, unknown> = {}
  for (const [name, input] of Object.entries(declaration.inputs)) {
    values[camel(name)] = resolved(name, input, find(name, declaration, sources, config), config)
  }
  return { values: values as Values<D>, ...(config && { config }) }
}

const single = (found: Found | undefined) => (found === undefined ? undefined : [found.value].flat().join('\n'))

/** The names that some verb takes. */
const everyVerbs = (): Set<string> => new Set(Object.values<Declaration>(declarations).flatMap(givenNames))

function refuseUnknown(declaration: Declaration, sources: Sources): void {
  const known = givenNames(declaration)
  for (const name of Object.keys(sources.given)) {
    if (!known.includes(name)) {
      throw usageError(`${declaration.verb} has no input ${name}`, unknownNameHint(name, known))
    }
  }
  const prefix = variable('')
  for (const name of Object.keys(sources.environment).filter((one) => one.startsWith(prefix))) {
    const input = name.slice(prefix.length).toLowerCase().replaceAll('_', '-')
    // One environment may serve several verbs.
    const meant = everyVerbs().has(input) ? undefined : nearest(input, known)
    if (meant) sources.warn?.(`the variable ${name} is not known and not used; did you mean ${variable(meant)}?`)
  }
}

function find(name: string, declaration: Declaration, sources: Sources, config?: Config): Found | undefined {
  const input = declaration.inputs[name]
  if (!input) return undefined
  const found =
    fromGiven(name, input, sources) ?? fromEnvironment(name, input, sources) ?? fromConfig(name, input, sources, config)
  if (input.key && found && [found.value].flat().every((text) => text.trim() === '')) throw emptyKey(name, found.place)
  return found
}

function fromGiven(name: string, input: Input<unknown>, sources: Sources): Found | undefined {
  const shown = sources.by === 'flag' ? `--${name}` : name
  const value = sources.given[name]
  const path = hasFileForm(input) ? sources.given[`${name}-file`] : undefined
  if (sources.by === 'flag' && (value === '' || path === '')) {
    throw usageError(`--${name} is empty`, `give it a value or leave --${name} out`)
  }
  if (value?.length && path?.length)
    throw usageError(`${name} and ${name}-file are both given`, 'leave one of them out')
  if (value?.length) {
    if (sources.by === 'flag') refuseSecret(name, input, value)
    return { value, place: shown }
  }
  return path?.length
    ? { value: fromFile(input, `${shown}-file`, String(path), sources), place: `${shown}-file` }
    : undefined
}

function refuseSecret(name: string, input: Input<unknown>, value: string | string[]): void {
  if (!holdsSecret(input, value)) return
  if (input.secret === undefined) {
    const hint = `no ${name} holds credentials: a storage's are given as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment`
    throw usageError(`--${name} holds a password`, hint)
  }
  const file = hasFileForm(input) ? ` or put it into a file and give --${name}-file` : ''
  const hint = `set ${variable(name)} instead${file}: a command line can be read by every user of the machine`
  throw usageError(`--${name} holds a ${input.secret === 'whole' ? 'secret' : 'password'}`, hint)
}

function fromEnvironment(name: string, input: Input<unknown>, sources: Sources): Found | undefined {
  const plain = sources.environment[variable(name)]
  if (input.key && plain === '') return { value: plain, place: variable(name) }
  const fileName = variable(`${name}-file`)
  const path = hasFileForm(input) ? sources.environment[fileName] : undefined
  if (input.key && path === '') throw emptyKey(name, fileName)
  if (plain && path) throw usageError(`${variable(name)} and ${fileName} are both set`, 'unset one of them')
  if (plain) return { value: plain, place: variable(name) }
  return path ? { value: fromFile(input, fileName, path, sources), place: fileName } : undefined
}

function fromConfig(name: string, input: Input<unknown>, sources: Sources, config?: Config): Found | undefined {
  const value = config?.values.get(name)
  if (config === undefined || value === undefined) return undefined
  // The standard variables say the same thing nearer to the run, so the file gives way to them.
  if (input.standard?.some((standard) => sources.environment[standard])) return undefined
  return { value, place: `${name} in ${config.file}` }
}

const OTHERS_READ = 0o004

function fromFile({ secret }: Input<unknown>, shown: string, path: string, { folder, warn }: Sources): string {
  const file = isAbsolute(path) ? path : join(folder, path)
  try {
    if (secret && (statSync(file).mode & OTHERS_READ) !== 0)
      warn?.(`every user of this machine can read the file that ${shown} names: chmod 600 ${path}`)
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    // Where the secret itself was given in the place of a path, its text is in the message.
    const why = secret ? String((error as NodeJS.ErrnoException).code) : messageOf(error)
    const hint = `name a file that exists and can be read; ${shown} takes a path, not the value itself`
    throw usageError(`the file that ${shown} names cannot be read: ${why}`, hint, secret ? undefined : error)
  }
}

function resolved(name: string, input: Input<unknown>, found: Found | undefined, config?: Config): unknown {
  if (input.kind === 'yaml' && found === undefined) return config?.structures.get(name)
  if (found === undefined && input.required) {
    throw usageError(`${name} is missing`, `give --${name}, set ${variable(name)} or write ${name} into pgproof.yml`)
  }
  const value = found?.value ?? input.fallback?.text
  if (value === undefined) return undefined
  if (Array.isArray(value) && input.kind === 'list') return value
  return parsed(name, input, [value].flat().join('\n'), found?.place ?? name)
}

function parsed(name: string, input: Input<unknown>, text: string, place: string): unknown {
  try {
    return input.parse(input.kind === 'yaml' || input.kind === 'list' ? text : text.trim())
  } catch (error) {
    // YAML may hold the address of a webhook.
    const hidden = input.secret !== undefined || input.kind === 'yaml'
    const shown = hidden ? '' : ` '${text.length > 60 ? `${text.slice(0, 60)}…` : text}',`
    const hint = input.fallback?.text
      ? `the default is ${input.fallback.shown ?? input.fallback.text}`
      : `write ${name} as its help says (pgproof <command> --help)`
    throw usageError(`${place} is${shown} not ${messageOf(error)}`, hint)
  }
}
