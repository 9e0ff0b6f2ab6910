import type { Declaration } from '../inputs/declare.ts'
import { camel } from '../inputs/declare.ts'
import { passwordsIn } from '../inputs/secrets.ts'

const variables = [
  'PGPASSWORD',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'GITHUB_TOKEN',
  'GH_TOKEN',
]

/** Everything secret among the values of a verb and in the environment. */
export function secretsOf(
  declaration: Declaration,
  values: object,
  environment: Record<string, string | undefined>,
): string[] {
  const given = Object.entries(declaration.inputs).flatMap(([name, { secret, kind }]) => {
    const value = (values as Record<string, unknown>)[camel(name)]
    if (typeof value !== 'string') return []
    if (secret === 'whole') return [value]
    return secret === 'password' || kind === 'text' ? passwordsIn(value) : []
  })
  const standard = variables.flatMap((name) => environment[name] ?? [])
  return [...new Set([...given, ...standard])].filter((secret) => secret !== '')
}
