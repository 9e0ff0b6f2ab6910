import type { Context } from '../operations/context.ts'
import type { Result, Verb } from '../operations/results.ts'

type Operation = (request: never, context: Context) => Promise<Result>
type Loaded = (request: object, context: Context) => Promise<Result>

/** Each verb's operation, loaded when it is asked for: a start must not wait for what it does not use. */
const loaders: Record<Verb, () => Promise<Operation>> = {
  backup: async () => missing('backup'),
  verify: async () => missing('verify'),
  'restore-test': async () => missing('restore-test'),
  list: async () => missing('list'),
  doctor: async () => missing('doctor'),
  demo: async () => missing('demo'),
}

function missing(verb: Verb): never {
  throw new Error(`${verb} is not there yet`)
}

/** The requests are made from the verbs' declarations, so their types are known to fit there; here they are only objects. */
export const operations = loaders as unknown as Record<Verb, () => Promise<Loaded>>
