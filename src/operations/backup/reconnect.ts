import { setTimeout as sleep } from 'node:timers/promises'
import { PgproofError } from '../../errors.ts'
import type { SourceFacts } from '../../postgres/facts.ts'
import type { Context } from '../context.ts'
import { connectSource, type Source, type SourceRequest } from './source.ts'

/** A restart or a failover is over within this time, or a person is needed. */
const WAIT_MS = 60_000

const LOOK_EVERY_MS = 1000

/** Connects again to a server that was lost, once it answers; throws why it does not, after a minute. */
export async function reconnect(request: SourceRequest, context: Context, signal: AbortSignal): Promise<Source> {
  const end = performance.now() + WAIT_MS
  for (;;) {
    try {
      return await connectSource(request, context, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof PgproofError) || error.code !== 3 || performance.now() > end) throw error
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }
}

/** What a person must know about the server that answers now; undefined where it is the one from before. */
export function otherServer(before: SourceFacts, now: SourceFacts): string | undefined {
  if (before.systemIdentifier !== now.systemIdentifier) {
    const names = [before, now].map(({ systemIdentifier }) => systemIdentifier ?? 'unknown')
    return `another server answers than before: its system identifier is ${names[1]} instead of ${names[0]}`
  }
  if (before.timeline === now.timeline) return undefined
  return `the server was failed over: its timeline is ${now.timeline ?? 'unknown'} instead of ${before.timeline ?? 'unknown'}`
}
