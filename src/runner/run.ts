import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { environmentError, messageOf, PgproofError } from '../errors.ts'
import { formsOf } from '../inputs/secrets.ts'
import type { Context } from '../operations/context.ts'
import type { Failure, Result, Verb } from '../operations/results.ts'
import type { Progress } from '../progress.ts'
import { onSignals } from './cancel.ts'
import { githubOf } from './github.ts'
import { operations } from './operations.ts'
import { makeTemporary, type TemporaryFolder } from './temporary.ts'

/** What differs between a terminal and a workflow. */
export type Surroundings = Pick<Context, 'environment' | 'progress' | 'by' | 'idToken' | 'installPrograms'> & {
  /** The working directory. */
  folder: string
  /** Values that must not show up in an error, whatever a library puts into its message. */
  secrets: string[]
  /** Asks the person at the terminal, until `signal` ends the run; undefined where nobody is there. */
  ask?: (question: string, signal: AbortSignal) => Promise<string>
}

/** `stack` is there only for a bug: a failure that nobody foresaw. */
export interface Ended {
  result: Result | Failure
  stack?: string
}

/** Runs an operation between signals and clean-up. Never throws: what was thrown has become the result. */
export async function runVerb(verb: Verb, values: object, surroundings: Surroundings): Promise<Ended> {
  try {
    refusePlatform()
    return { result: await operate(verb, values, surroundings) }
  } catch (error) {
    return failed(verb, error, surroundings.secrets)
  }
}

async function operate(verb: Verb, values: object, surroundings: Surroundings): Promise<Result> {
  const { environment, by, idToken, installPrograms, folder, ask } = surroundings
  const redact = redactor(surroundings.secrets)
  const progress: Progress = (event) => {
    const said = event.kind === 'note' || event.kind === 'warning'
    surroundings.progress(said ? { ...event, text: redact(event.text) } : event)
  }
  // Listening comes first: a signal just after the folder was made would leave it.
  let remove = () => {}
  const cancelling = onSignals(() => remove())
  const temporary = makeOrRelease(temporaryParent(values, environment, folder), cancelling)
  remove = temporary.remove
  process.once('exit', temporary.remove)
  const { signal } = cancelling
  try {
    const github = githubOf(values, environment, signal)
    const operation = await operations[verb]()
    const result = await operation(values as never, {
      progress,
      signal,
      by,
      environment,
      now: () => new Date(),
      temporary: temporary.path,
      ...(idToken && { idToken }),
      ...(installPrograms && { installPrograms }),
      ...(github && { github }),
      ...(ask && { ask: (question) => ask(question, signal) }),
      redact,
    })
    return 'warnings' in result ? { ...result, warnings: result.warnings.map(redact) } : result
  } catch (error) {
    // Whatever broke because of the signal, the signal is the cause.
    throw signal.aborted ? signal.reason : error
  } finally {
    // In this order: a signal that nobody listens to any more ends the process at once.
    temporary.remove()
    process.off('exit', temporary.remove)
    cancelling.release()
  }
}

function makeOrRelease(parent: string, cancelling: Pick<ReturnType<typeof onSignals>, 'release'>): TemporaryFolder {
  try {
    return makeTemporary(parent)
  } catch (error) {
    cancelling.release()
    throw error
  }
}

/** The spool is temporary too: one folder to be removed at the end, on the disk that was asked for. */
function temporaryParent(values: object, environment: Surroundings['environment'], folder: string): string {
  const { spoolDir } = values as { spoolDir?: string }
  if (spoolDir) return isAbsolute(spoolDir) ? spoolDir : join(folder, spoolDir)
  return environment.RUNNER_TEMP || tmpdir()
}

function refusePlatform(): void {
  const { platform, arch } = process
  if (platform === 'linux' && (arch === 'x64' || arch === 'arm64')) return
  const hint = 'use a Linux runner or machine (x64 or arm64), or the postgres image in docker'
  throw environmentError(`pgproof does not run on ${platform} ${arch}`, hint)
}

/** The result of an error: a failure as it is, anything else as a bug with its stack. */
export function failed(verb: Verb, error: unknown, secrets: string[]): Ended {
  const redacted = redactor(secrets)
  if (error instanceof PgproofError && error.code !== 0) {
    const { code, reason, hint, record } = error
    const said = { reason: redacted(reason), hint: redacted(hint), ...(record !== undefined && { record }) }
    return { result: { verb, ok: false, code, ...said } }
  }
  const reason = redacted(`a bug in pgproof: ${messageOf(error)}`)
  const hint = 'please report it with the stack, which is in the log'
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { result: { verb, ok: false, code: 70, reason, hint }, stack: redacted(stack) }
}

/** What nobody declared a secret and is one: keys that were given in the wrong place, whole or cut, also on one line. */
const KEYS =
  /AGE-SECRET-KEY-[A-Z0-9-]{6,}|-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/gis

/** Replaces secrets in every form; shorter ones than 4 characters would hit words that are none. */
export function redactor(secrets: string[]): (text: string) => string {
  const forms = secrets.flatMap(formsOf).filter((form) => form.length >= 4)
  const sorted = forms.sort((a, b) => b.length - a.length)
  return (text) => sorted.reduce((shown, form) => shown.replaceAll(form, '***'), text.replace(KEYS, '***'))
}
