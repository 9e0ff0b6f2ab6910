import { createPatch } from 'diff'
import type { Definition } from './definition-text.ts'

export interface DefinitionDifference {
  what: 'missing' | 'extra' | 'changed'
  type: string
  /** Empty for what belongs to no schema. */
  schema: string
  name: string
  /** For `changed`: a unified diff of the statements without file names, at most 20 lines. */
  diff?: string
}

/** A pair of entries that differ, or one that has no counterpart. */
export interface Unequal {
  source?: Definition
  target?: Definition
}

const DIFF_LINES = 20

/** The entries of `source` that `target` lacks, holds otherwise or has besides. Order does not matter. */
export function compareDefinitions(
  source: readonly Definition[],
  target: readonly Definition[],
): DefinitionDifference[] {
  return unequalDefinitions(source, target).map(describeDifference)
}

/** Matches by type, schema and tag; of several with the same (operators) the equal ones first, the rest in their order. */
export function unequalDefinitions(source: readonly Definition[], target: readonly Definition[]): Unequal[] {
  const remaining = groupByKey(target)
  const unequal: Unequal[] = []
  for (const [key, wanted] of groupByKey(source)) {
    unequal.push(...pairUp(wanted, remaining.get(key) ?? []))
    remaining.delete(key)
  }
  for (const extras of remaining.values()) unequal.push(...extras.map((extra) => ({ target: extra })))
  return unequal
}

function pairUp(source: readonly Definition[], target: readonly Definition[]): Unequal[] {
  const left = [...target]
  const changed = source.filter((definition) => {
    const at = left.findIndex((other) => sameDefinition(definition, other))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  const pairs = changed.map((definition) => {
    const other = left.shift()
    return other ? { source: definition, target: other } : { source: definition }
  })
  return [...pairs, ...left.map((extra) => ({ target: extra }))]
}

function sameDefinition(source: Definition, target: Definition): boolean {
  return source.text === target.text || (inherits(source) && inherits(target) && asSet(source) === asSet(target))
}

const inherits = (definition: Definition) => definition.type === 'TABLE' && /^INHERITS \(/m.test(definition.text)

/** A table that inherits may come back with its columns in another order, and then all that is said column by column. */
function asSet(definition: Definition): string {
  const lines = definition.text.split('\n').map((line) => line.replace(/,$/, ''))
  return lines.sort().join('\n')
}

/** JSON, since names may hold any separator. */
export const keyOf = ({ type, schema, tag }: Definition): string => JSON.stringify([type, schema, tag])

function groupByKey(definitions: readonly Definition[]): Map<string, Definition[]> {
  const groups = new Map<string, Definition[]>()
  for (const definition of definitions) {
    const key = keyOf(definition)
    const group = groups.get(key)
    if (group) group.push(definition)
    else groups.set(key, [definition])
  }
  return groups
}

export function describeDifference({ source, target }: Unequal): DefinitionDifference {
  const one = (source ?? target) as Definition
  const what = source ? (target ? 'changed' : 'missing') : 'extra'
  const difference = { what, type: one.type, schema: one.schema, name: one.tag } as const
  return source && target ? { ...difference, diff: shortDiff(source, target) } : difference
}

function shortDiff(source: Definition, target: Definition): string {
  const patch = createPatch('', `${source.text}\n`, `${target.text}\n`, undefined, undefined, { context: 1 })
  const lines = patch
    .split('\n')
    .slice(4)
    .filter((line) => line !== '')
  if (lines.length <= DIFF_LINES) return lines.join('\n')
  return [...lines.slice(0, DIFF_LINES - 1), `… ${lines.length - DIFF_LINES + 1} more lines`].join('\n')
}
