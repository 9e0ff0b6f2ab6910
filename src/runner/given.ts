import { usageError } from '../errors.ts'
import type { Declaration } from '../inputs/declare.ts'
import { unknownNameHint } from '../inputs/nearest.ts'
import { givenNames } from '../inputs/read.ts'
import { declarations } from '../inputs/verbs.ts'

/** A runner hands `with:` over as `INPUT_` and the name in upper case, hyphens kept. */
const prefix = 'INPUT_'

const everywhere = new Set(Object.values(declarations).flatMap((declaration) => givenNames(declaration)))

/**
 * The inputs of an action. One that no action knows is refused with the nearest known name; one that only another action knows is left alone,
 * since inside a composite its own inputs may shine through.
 */
export function givenInputs(
  declaration: Declaration,
  environment: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const known = givenNames(declaration).filter((name) => declaration.inputs[name]?.only !== 'command')
  const given: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(prefix)) continue
    const input = name.slice(prefix.length).toLowerCase()
    if (known.includes(input)) given[input] = value
    else if (value && !everywhere.has(input)) {
      throw usageError(`${declaration.verb} has no input ${input}`, unknownNameHint(input, known))
    }
  }
  return given
}
