import { messageOf } from './errors.ts'

/** Why `fetch` got no answer: the network's words. Its own may repeat a header, and with it a secret. */
export function fetchFailure(error: unknown): string {
  const { cause } = error as { cause?: { message?: string; errors?: { message?: string }[] } }
  // Several addresses of one name were tried: their errors stand in one that says nothing itself.
  const said = cause?.message || cause?.errors?.[0]?.message
  return said ? messageOf(said) : 'the request could not be made'
}
