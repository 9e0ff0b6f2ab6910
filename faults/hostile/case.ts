import type { Random } from '../random.ts'

/** A made-up input, and what has to come of it. */
export interface HostileCase {
  /** `manifest: objects.0.size is 1e400`. */
  name: string
  faults: number[]
  /** Puts it where the command finds it. */
  make(place: HostilePlace): Promise<void> | void
  args: string[]
  environment?: Record<string, string>
  /** The exit codes that are a clear answer. */
  codes: number[]
}

/** A storage with a whole backup, of which a case changes something. */
export interface HostilePlace {
  /** Folder of the backup that the case is about, the newest. */
  backup: string
  /** Folder of its records. */
  records: string
  id: string
  /** The folder that the command runs in. */
  work: string
  /** A file that must not come into being. */
  canary: string
  random: Random
}

/** JSON with something in it that JSON.stringify would not write: `edit` puts it at a path, as raw text. */
export function withRaw(value: unknown, path: string, raw: string, space = 1): string {
  const mark = '@raw@'
  const copy = structuredClone(value)
  const keys = path.split('.')
  const last = keys.pop() as string
  const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy as Record<string, unknown>)
  holder[last] = mark
  return JSON.stringify(copy, null, space).replace(JSON.stringify(mark), () => raw)
}

/** Paths of everything in a value that is no object and no list, as `objects.0.size`. */
export function leavesOf(value: unknown, path: string[] = []): { path: string; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path: path.join('.'), value }]
  return Object.entries(value).flatMap(([key, below]) => leavesOf(below, [...path, key]))
}

const NUMBERS = ['-1', '1e400', '9007199254740993', '1.5', '"1"', 'null', '[]', '{}', 'true', '-0.5']
const OTHERS = ['1', '[]', '{}', 'true', '[[[[]]]]', '{"__proto__": {"polluted": true}}']

/** What does not belong in a place where such a value stands, as raw JSON. */
export const foreignTo = (value: unknown): string[] =>
  typeof value === 'number' ? NUMBERS : value === null ? OTHERS.slice(0, 1) : OTHERS

/** Names that lead out of a folder, or that no file system, shell or terminal should be given. */
export const escapes = (canary: string): string[] => [
  '../escaped',
  '../../../../escaped',
  canary,
  `../../../../../../../../../..${canary}`,
  '..',
  '.',
  '',
  'a/b',
  'a\\b',
  'toc.dat/../../escaped',
  'nul\u0000byte',
  'line\nbreak',
  '\u001b[2Jescape',
  '\ud800',
  '\ufeffbom',
  'x'.repeat(5000),
  '-rf',
  '$(touch escaped)',
  '__proto__',
]
