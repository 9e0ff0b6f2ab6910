import { addressOf } from '../../../postgres/connection-address.ts'
import { type Connection, environmentNames, secretsOf } from '../../../postgres/conninfo.ts'
import type { Context } from '../../context.ts'
import type { CommandHook, Hook, HookFacts, HookStage, RequestHook } from './hooks.ts'

type Environment = Context['environment']

/** In the `env` of a hook: the address of what was restored, its password included. */
export const TARGET_URL = `\${target-url}`

const reference = /\$\{([^}]*)\}/g

/** The variables of our environment that a hook is to be given. */
function namesIn(hook: Hook): string[] {
  if (hook.kind === 'command') return hook.pass
  const texts = [hook.url, hook.body ?? '', ...Object.values(hook.headers)]
  return texts.flatMap((text) => [...text.matchAll(reference)].map(([, name]) => name ?? ''))
}

export const unsetIn = (hook: Hook, environment: Environment): string[] =>
  [...new Set(namesIn(hook))].filter((name) => environment[name] === undefined)

/** A text of a request with the variables that it refers to. */
export const resolved = (text: string, environment: Environment): string =>
  text.replace(reference, (_, name: string) => environment[name] ?? '')

/** The address of a request; undefined where it is none. One with a password in it would be repeated in errors. */
export function resolvedAddress({ url }: RequestHook, environment: Environment): URL | undefined {
  const address = URL.parse(resolved(url, environment))
  if (!address || !/^https?:$/.test(address.protocol) || address.username || address.password) return undefined
  return address
}

/** The password file is this machine's; who is given the address has the password in it. */
function targetUrl({ parameters }: Connection): string {
  const { passfile: _, ...rest } = parameters
  return addressOf({ parameters: rest })
}

/** All of a command's environment: where programs are, what was restored, and what the hook names; nothing else of ours. */
export function commandEnvironment(
  hook: CommandHook,
  stage: HookStage,
  facts: HookFacts,
  outside: Environment,
): Record<string, string> {
  const { parameters } = facts.connection
  const result: Record<string, string | undefined> = { PATH: outside.PATH ?? '/usr/bin:/bin', HOME: outside.HOME }
  for (const [variable, keyword] of Object.entries(environmentNames)) {
    if (keyword !== 'password') result[variable] = parameters[keyword]
  }
  Object.assign(result, {
    PGPROOF_RESTORE_STAGE: stage,
    PGPROOF_RESTORE_ID: facts.restore,
    PGPROOF_RESTORE_METHOD: facts.method,
    PGPROOF_RESTORE_BACKUP: facts.backup.id,
    PGPROOF_RESTORE_NAME: facts.backup.name,
    PGPROOF_RESTORE_SERVER: facts.server,
    PGPROOF_RESTORE_DATABASE: facts.database,
    PGPROOF_RESTORE_KEPT: facts.kept,
  })
  for (const name of hook.pass) result[name] = outside[name]
  for (const [name, value] of Object.entries(hook.env)) {
    result[name] = value.replaceAll(TARGET_URL, () => targetUrl(facts.connection))
  }
  return Object.fromEntries(Object.entries(result).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Shorter ones would hit words that are no secrets. */
const SHORTEST_SECRET = 4

/** Takes out of a text what a hook was given for itself, and every secret of the run. */
export function redactorFor(hook: Hook, facts: HookFacts, context: Context): (text: string) => string {
  const given = namesIn(hook).flatMap((name) => context.environment[name] ?? [])
  const lines = given.flatMap((value) => [value, ...value.split('\n')]).map((value) => value.trim())
  const passwords = given.flatMap((value) => URL.parse(value)?.password ?? [])
  const secrets = [
    targetUrl(facts.connection),
    ...secretsOf(facts.connection),
    ...lines,
    ...passwords,
    ...passwords.map(decoded),
  ]
  const forms = [...new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]))]
    .filter((form) => form.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length)
  return (text) => {
    const shown = forms.reduce((rest, form) => rest.replaceAll(form, '***'), text)
    return context.redact?.(shown) ?? shown
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
