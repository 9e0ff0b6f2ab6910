import { camel, type Declaration, variable } from '../inputs/declare.ts'
import type { Input } from '../inputs/kinds.ts'
import { passwordsIn } from '../inputs/secrets.ts'
import { declarations } from '../inputs/verbs.ts'

type Environment = Record<string, string | undefined>

/** Standard variables whose value is a secret. */
const variables = [
  'PGPASSWORD',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'GITHUB_TOKEN',
  'GH_TOKEN',
]

/** Everything secret among the values of a verb and in the environment. */
export function secretsOf(declaration: Declaration, values: object, environment: Environment): string[] {
  const given = Object.entries(declaration.inputs).flatMap(([name, input]) =>
    secretsIn(input, (values as Record<string, unknown>)[camel(name)]),
  )
  return [...new Set([...given, ...secretsGiven(environment)])].filter((secret) => secret !== '')
}

/** Everything secret in the environment, before anything of it is understood: a value that is refused must not be shown either. */
export function secretsGiven(environment: Environment): string[] {
  const inputs = Object.values<Declaration>(declarations).flatMap((declaration) => Object.entries(declaration.inputs))
  const given = inputs.flatMap(([name, input]) =>
    [`INPUT_${name.toUpperCase()}`, variable(name)].flatMap((key) => secretsIn(input, environment[key])),
  )
  return [...new Set([...given, ...variables.flatMap((name) => environment[name] ?? [])])].filter(Boolean)
}

function secretsIn({ secret, kind }: Input<unknown>, value: unknown): string[] {
  if (kind === 'yaml') return typeof value === 'string' ? tokensIn([value]) : tokensIn(textsIn(value))
  if (typeof value !== 'string') return []
  if (secret === 'whole') return [value]
  return secret === 'password' || kind === 'text' ? passwordsIn(value) : []
}

/** A path and query that long may hold the token of a webhook, for which the address is the password; and so may each word of them. */
const LONG = 16
const LONG_PATH = /https?:\/\/[^\s/"'?#]+(\/[^\s"'#]{16,})/g

function tokensIn(texts: string[]): string[] {
  const paths = texts.flatMap((text) => [...text.matchAll(LONG_PATH)].flatMap(([, path]) => path ?? []))
  return paths.flatMap((path) => [path, ...path.split(/[/?&=;]/).filter((word) => word.length >= LONG)])
}

/** All texts inside of what YAML gave. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
