import { z } from 'zod'
import { usageError } from '../../../errors.ts'
import { parseDuration } from '../../../proof/assertions/duration.ts'
import { describeIssues, strict } from '../../../proof/assertions/strict.ts'
import type { Context } from '../../context.ts'
import type { Hook, HookStage, Hooks, StatusRange } from './hooks.ts'
import { resolvedAddress, TARGET_URL, unsetIn } from './references.ts'

const MINUTE = 60_000

const longest = 24 * 60 * MINUTE

/** No argument and no variable can hold one. */
const words = z.string().refine((text) => !text.includes('\0'), { error: 'must not hold a zero byte' })
const text = words.refine((value) => value.trim() !== '', { error: 'must not be empty' })

const duration = z.string('must be a duration like 30s or 5m').transform((value, context) => {
  const milliseconds = parseDuration(value)
  if (milliseconds !== undefined && milliseconds > 0 && milliseconds <= longest) return milliseconds
  context.addIssue({ code: 'custom', message: `"${value}" is not a duration like 30s or 5m, up to 24h` })
  return z.NEVER
})

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'must be the name of a variable' })

const environmentValue = z
  .union([words, z.number(), z.boolean()], { error: 'must be a text' })
  .transform(String)
  .refine((value) => [...value.matchAll(/\$\{([^}]*)\}/g)].every(([reference]) => reference === TARGET_URL), {
    error: `may refer to ${TARGET_URL} and nothing else; list what is to be passed on under pass`,
  })

const status = z.union([z.int(), z.string()]).transform((value, context): StatusRange => {
  const [, from, to = from] = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(String(value)) ?? []
  if (from !== undefined && Number(from) <= Number(to)) return { from: Number(from), to: Number(to) }
  context.addIssue({ code: 'custom', message: `"${value}" is not a status like 200 or a range like 200-299` })
  return z.NEVER
})

const header = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, { error: 'must be the name of a header' })

const ofCommands = { env: z.record(variable, environmentValue), pass: z.array(variable) }
const ofRequests = {
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
  expect: z.union([z.array(status).min(1), status.transform((one) => [one])]),
  headers: z.record(header, words),
  body: z.string(),
}

const step = strict({
  run: z.union([text, z.tuple([text], words)], {
    error: 'must be a command: a text, or a list of a program and its words',
  }),
  url: text,
  name: z.string().trim().min(1).max(100),
  timeout: duration,
  'retry-for': duration,
  ...ofCommands,
  ...ofRequests,
})
  .partial()
  .superRefine((value, context) => {
    const issue = (message: string) => context.addIssue({ code: 'custom', message })
    if ((value.run === undefined) === (value.url === undefined)) issue('needs either run or url')
    const foreign = Object.keys(value.run === undefined ? ofCommands : ofRequests).filter((key) => key in value)
    for (const key of foreign) issue(`${key} does not go with ${value.run === undefined ? 'url' : 'run'}`)
  })
  .transform(hookOf)

const stage = z.array(step, { error: 'must be a list of steps, each with run or url' }).default([])

const hooksSchema = strict({
  'before-restore': stage,
  'before-swap': stage,
  'after-swap': stage,
  'after-restore': stage,
} satisfies Record<HookStage, unknown>)

type Step = Partial<{
  run: string | string[]
  url: string
  name: string
  timeout: number
  'retry-for': number
  env: Record<string, string>
  pass: string[]
  method: string
  expect: StatusRange[]
  headers: Record<string, string>
  body: string
}>

function hookOf(value: { [Key in keyof Step]: Step[Key] | undefined }): Hook {
  const { run, url = '', name, timeout, 'retry-for': retryForMs = 0 } = value
  if (run !== undefined) {
    const { env = {}, pass = [] } = value
    const shown = shortened([run].flat().join(' '))
    return { kind: 'command', name: name ?? shown, timeoutMs: timeout ?? 5 * MINUTE, retryForMs, run, env, pass }
  }
  const { method = 'GET', expect = [{ from: 200, to: 299 }], headers = {}, body } = value
  const shown = shortened(`${method} ${shownAddress(url)}`)
  const common = { name: name ?? shown, timeoutMs: timeout ?? MINUTE / 2, retryForMs }
  return { kind: 'request', ...common, url, method, expect, headers, ...(body !== undefined && { body }) }
}

/** What follows a `?` may be a secret, and so may a long path: https://hooks.example.org/services/T0/B0/token is the password of a webhook. */
function shownAddress(url: string): string {
  return url.replace(/[?#].*$/s, '').replace(/^(https?:\/\/[^/]*)\/.{15,}$/is, '$1')
}

function shortened(command: string): string {
  const line = command.trim().replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

/** Checks what YAML gave, with or without `hooks:` around it; nothing at all means no hooks. Anything wrong is exit 2 with its path. */
export function parseHooks(yamlValue: unknown): Hooks {
  const result = hooksSchema.safeParse(unwrapped(yamlValue) ?? {})
  if (result.success) return result.data
  throw usageError(`hooks: ${describeIssues(result.error)}`, 'correct it; docs/hooks.md shows every key', result.error)
}

function unwrapped(value: unknown): unknown {
  const wrapped = typeof value === 'object' && value !== null && Object.keys(value).join() === 'hooks'
  return wrapped ? (value as { hooks: unknown }).hooks : value
}

/** Throws exit 2 for a variable that a hook is to be given and that is not set, and for an address that is none: found before anything is done. */
export function checkHooks(hooks: Hooks, environment: Context['environment']): void {
  for (const [at, hook] of Object.entries(hooks).flatMap(([at, list]) => list.map((hook) => [at, hook] as const))) {
    const unset = unsetIn(hook, environment)
    if (unset.length > 0) {
      throw usageError(
        `the hook "${hook.name}" at ${at} needs ${unset.join(', ')}, which ${unset.length > 1 ? 'are' : 'is'} not set`,
        'set it in the environment that pgproof runs in, or take it out of the hook',
      )
    }
    if (hook.kind === 'request' && resolvedAddress(hook, environment) === undefined) {
      throw usageError(
        `the url of the hook "${hook.name}" at ${at} is no http:// or https:// address without user and password`,
        'write the address, and give secrets in headers, as $' + '{NAME} of a variable',
      )
    }
  }
}
