import { DatabaseError } from 'pg'
import { messageOf } from '../../errors.ts'
import type { Session } from '../../postgres/session.ts'
import type { Assertions } from './assertions.ts'
import { planIndex } from './indexes.ts'
import type { Finding, Planned } from './plan.ts'
import { planQuery } from './queries.ts'
import { planTable } from './tables.ts'
import { readOnly } from './transaction.ts'

/** One assertion with its answer. `skipped` holds the reason why it was not checked; then `ok` is false, and that is no failure. */
export interface AssertionResult {
  name: string
  ok: boolean
  found: string
  expected: string
  skipped?: string
}

export interface AssertionOptions {
  /** The time that freshness is judged against: the backup's, not today's. */
  asOf: Date
  /** For each statement, on the server; 60 s unless given. */
  timeoutMs?: number
  signal?: AbortSignal
}

/** Every single assertion in the order of the file: a table with rows and two columns in `not-null` makes three. `asOf`: the backup's time. */
function planAssertions(assertions: Assertions, asOf: Date): Planned[] {
  return [
    ...Object.entries(assertions.tables).flatMap(([table, assertion]) => planTable(table, assertion, asOf)),
    ...assertions.indexes.map(planIndex),
    ...assertions.queries.map(planQuery),
  ]
}

/** How many single assertions are configured: as many as `runAssertions` gives results. */
export const countAssertions = (assertions: Assertions): number => planAssertions(assertions, new Date(0)).length

/** Whether no assertion failed; skipped ones neither fail nor pass. */
export const assertionsHold = (results: readonly AssertionResult[]): boolean =>
  results.every((result) => result.ok || result.skipped !== undefined)

/**
 * Runs every assertion, each in its own read-only transaction; an error, a timeout or a lost session fails that one alone.
 * Throws where not even the first session can be opened, and the signal's reason when it is aborted.
 */
export async function runAssertions(
  openSession: () => Promise<Session>,
  assertions: Assertions,
  options: AssertionOptions,
): Promise<AssertionResult[]> {
  const planned = planAssertions(assertions, options.asOf)
  const connection = new Reconnecting(openSession)
  const abort = () => void connection.drop()
  options.signal?.addEventListener('abort', abort, { once: true })
  try {
    if (planned.some((one) => one.skipped === undefined)) await connection.session()
    const results: AssertionResult[] = []
    for (const one of planned) {
      options.signal?.throwIfAborted()
      results.push(await runOne(connection, one, options.timeoutMs ?? 60_000))
    }
    options.signal?.throwIfAborted()
    return results
  } finally {
    options.signal?.removeEventListener('abort', abort)
    await connection.drop()
  }
}

async function runOne(connection: Reconnecting, planned: Planned, timeoutMs: number): Promise<AssertionResult> {
  const { name, expected, skipped } = planned
  if (skipped !== undefined) return { name, expected, ok: false, found: 'not checked', skipped }
  let finding: Finding
  try {
    finding = await readOnly(await connection.session(), timeoutMs, (reader) => planned.check(reader))
  } catch (error) {
    finding = { ok: false, found: explain(error, timeoutMs) }
    if (!answersStill(error)) await connection.drop()
  }
  return { name, expected, ...finding }
}

/** The one session, opened again after it was lost (a query may take the server's process with it). */
class Reconnecting {
  readonly #open: () => Promise<Session>
  #session: Session | undefined

  constructor(open: () => Promise<Session>) {
    this.#open = open
  }

  async session(): Promise<Session> {
    this.#session ??= await this.#open()
    return this.#session
  }

  async drop(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    await session?.close().catch(() => undefined)
  }
}

/** What the server said, also where our own session wrapped it. */
function serverError(error: unknown): DatabaseError | undefined {
  if (error instanceof DatabaseError) return error
  return error instanceof Error && error.cause instanceof DatabaseError ? error.cause : undefined
}

/** Class 57P is a server's farewell: after it the session is gone. */
const answersStill = (error: unknown) => serverError(error)?.code?.startsWith('57P') === false

function explain(error: unknown, timeoutMs: number): string {
  const server = serverError(error)
  const state = server?.code
  const text = messageOf(server ?? error)
  if (state === '57014' && text.includes('statement timeout')) return `not finished within ${timeoutMs / 1000} s`
  if (state === '42601') return `${text} (one statement that reads is allowed: SELECT, VALUES, TABLE or WITH)`
  return text
}
