import type { Verb } from '../operations/results.ts'
import type { Input } from './kinds.ts'

/** A verb as users meet it: the one place that action.yml, README tables, `--help` and the typed request come from. */
export interface Declaration {
  verb: Verb
  /** What it does, one sentence with its full stop. */
  sentence: string
  inputs: Record<string, Input<unknown>>
  /** Outputs of the action besides `commonOutputs`, each with its sentence. */
  outputs: Record<string, string>
  /** No action has this verb; everything else has a folder of its own. */
  only?: 'command'
  /** The command prints a document to keep, and not a view for a screen. */
  prints?: 'markdown'
}

/** `database-url` as a property: `databaseUrl`. */
export type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name

type ValueOf<I> = I extends Input<infer Value> ? Value : never

/** The typed values of a verb's inputs, in camel case: what its operation is given. Durations are milliseconds, sizes bytes, shares 0 to 1. */
export type Values<D extends Declaration> = {
  [Name in keyof D['inputs'] & string as Camel<Name>]: ValueOf<D['inputs'][Name]>
}

/** Keeps the literal types of a declaration. */
export function declare<const D extends Declaration>(declaration: D): D {
  return declaration
}

/** Every value that has a `-file` form. */
export const hasFileForm = (input: Input<unknown>): boolean => input.secret !== undefined || input.file === true

/** `database-url` → `databaseUrl`. */
export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** `database-url` → `PGPROOF_DATABASE_URL`. */
export function variable(name: string): string {
  return `PGPROOF_${name.toUpperCase().replaceAll('-', '_')}`
}
