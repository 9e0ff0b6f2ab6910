import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { messageOf, usageError } from '../errors.ts'
import { hasFileForm } from './declare.ts'
import { emptyKey } from './empty-key.ts'
import { type Input, parseYaml } from './kinds.ts'
import { unknownNameHint } from './nearest.ts'
import { holdsSecret } from './secrets.ts'
import { declarations } from './verbs.ts'

/** The settings of a pgproof.yml, by input name. */
export interface Config {
  /** The file's path, for messages. */
  file: string
  /** As text or list. */
  values: Map<string, string | string[]>
  /** What stands there for inputs of YAML (`assertions`, `hooks`, `retention`), as it was read. */
  structures: Map<string, unknown>
}

const standardName = 'pgproof.yml'
const expectations = ['max-backup-age', 'required-tables', 'size-tolerance']

const inputs: Record<string, Input<unknown>> = Object.assign({}, ...Object.values(declarations).map((d) => d.inputs))
const notInFile = ['config', 'json']
const settings = Object.keys(inputs).filter((name) => !notInFile.includes(name) && !inputs[name]?.momentary)
const known = [...settings, 'expectations']

/**
 * Reads the settings file: the one that was named, else pgproof.yml in `folder` where there is one, else nothing.
 * Throws exit 2 for a named file that is missing, YAML that does not parse, doubled keys, aliases, unknown keys and secrets.
 */
export function readConfig(named: string | undefined, folder: string): Config | undefined {
  const file = named ?? standardName
  const source = readSource(isAbsolute(file) ? file : join(folder, file), named)
  if (source === undefined) return undefined
  const entries = mapping(parsed(source, file), file, known)
  const { expectations: expected, ...rest } = entries
  const flattened = expected == null ? {} : mapping(expected, `expectations in ${file}`, expectations)
  const values = new Map<string, string | string[]>()
  const structures = new Map<string, unknown>()
  for (const [name, value] of [...Object.entries(rest), ...Object.entries(flattened)]) {
    if (value == null && inputs[name]?.key) throw emptyKey(name, `${name} in ${file}`)
    if (value == null) continue
    if (values.has(name)) throw usageError(`${file} says ${name} twice`, `keep one of them`)
    if (inputs[name]?.kind === 'yaml') structures.set(name, value)
    else values.set(name, setting(name, value, file))
  }
  return { file, values, structures }
}

function readSource(path: string, named: string | undefined): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (named === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    const hint = 'name a file that exists in config, relative to the working directory'
    throw usageError(`the settings file ${named ?? path} cannot be read: ${messageOf(error)}`, hint, error)
  }
}

function parsed(source: string, file: string): unknown {
  try {
    return parseYaml(source, 'YAML')
  } catch (error) {
    throw usageError(`${file} is not ${messageOf(error)}`, 'correct the file at that place', error)
  }
}

function mapping(value: unknown, where: string, names: string[]): Record<string, unknown> {
  if (value == null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw usageError(`${where} is not a list of keys with values`, `write one of ${names.join(', ')} with its value`)
  }
  for (const key of Object.keys(value)) {
    if (names.includes(key)) continue
    throw usageError(`${where} has an unknown key ${key}`, pathHint(key) ?? unknownNameHint(key, names))
  }
  return value as Record<string, unknown>
}

/** For `identity-file`, which is looked for where `identity` is named. */
function pathHint(key: string): string | undefined {
  const input = key.endsWith('-file') ? inputs[key.slice(0, -'-file'.length)] : undefined
  if (input === undefined || !hasFileForm(input)) return undefined
  return `the path of such a file is given with each command (--${key}) or step (${key})`
}

function setting(name: string, value: unknown, file: string): string | string[] {
  const declared = inputs[name]
  const text = Array.isArray(value) ? value.map((item) => scalar(name, item, file)) : scalar(name, value, file)
  if (Array.isArray(text) && declared?.kind !== 'list') {
    throw usageError(`${name} in ${file} is a list, not ${declared?.allowed}`, `write one value for ${name}`)
  }
  if (declared && holdsSecret(declared, text)) {
    const hint = `remove it from ${file} and give it as an environment variable or by ${name}-file`
    throw usageError(`${name} in ${file} holds a secret`, hint)
  }
  return text
}

function scalar(name: string, value: unknown, file: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw usageError(`${name} in ${file} is not ${inputs[name]?.allowed ?? 'a value'}`, `write a plain value for ${name}`)
}
