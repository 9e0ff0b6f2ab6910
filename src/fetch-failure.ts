import { messageOf } from './errors.ts'

/** Why `fetch` got no answer: the network's words. Its own may repeat a header, and with it a secret. */
export function fetchFailure(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause === undefined) return 'the request could not be made'
  // Several addresses of one name were tried: their errors stand in one that says nothing itself.
  const first = cause instanceof AggregateError ? cause.errors[0] : cause
  return messageOf(first)
}
