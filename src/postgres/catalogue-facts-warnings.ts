import type { CatalogueFacts } from './catalogue-facts-schema.ts'

const NAMED = 5

/**
 * What about the source is worth a word when a backup is made, one sentence each: a restore keeps it, repairs it or makes it stricter.
 * What a dump leaves out is `notContained`'s to say.
 */
export function catalogueWarnings(facts: CatalogueFacts): string[] {
  const { constraints, tables, triggers } = facts
  const off = constraints.filter(
    (one) => one.type === 'f' && Object.keys(one.triggers).some((state) => 'DR'.includes(state)),
  )
  const unvalidated = constraints.filter((one) => !one.validated)
  const silent = triggers.filter((one) => one.enabled === 'D')
  const detaching = tables.filter((table) => table.parents.some((parent) => parent.detachPending))
  return [
    sentence('foreign keys are switched off, and a restore switches them on', off),
    sentence('constraints are not validated, and rows may break them', unvalidated),
    sentence('triggers are switched off', silent),
    sentence('a detachment was interrupted, and a restore attaches the partition again', detaching),
  ].filter((one) => one !== '')
}

function sentence(what: string, objects: { schema: string; table?: string; name: string }[]): string {
  if (objects.length === 0) return ''
  const names = objects.slice(0, NAMED).map(({ schema, table, name }) => `${schema}.${table ? `${table} ` : ''}${name}`)
  const more = objects.length > NAMED ? ` and ${objects.length - NAMED} more` : ''
  return `${what}: ${names.join(', ')}${more}`
}
