import { fetchFailure } from '../../../fetch-failure.ts'
import { showDuration } from '../../../proof/assertions/duration.ts'
import type { Context } from '../../context.ts'
import type { RequestHook } from './hooks.ts'
import { resolved, resolvedAddress } from './references.ts'

/**
 * Sends a request and returns why its answer is not what was expected; undefined when it is. Redirections are answers like others:
 * following one to a login page would turn a refusal into a success.
 */
export async function runRequestHook(
  hook: RequestHook,
  { environment, signal }: Pick<Context, 'environment' | 'signal'>,
): Promise<string | undefined> {
  const { method, expect, timeoutMs, body } = hook
  const address = resolvedAddress(hook, environment)
  if (address === undefined) return 'has no address'
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(address, {
      method,
      headers: { 'user-agent': 'pgproof', ...headersOf(hook, environment) },
      ...(body !== undefined && { body: resolved(body, environment) }),
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    })
    await response.body?.cancel()
    if (expect.some(({ from, to }) => response.status >= from && response.status <= to)) return undefined
    return `was answered ${response.status} instead of ${expect.map(shownRange).join(', ')}`
  } catch (error) {
    if (timeout.aborted) return `was not answered within ${showDuration(timeoutMs)}`
    return `could not be sent: ${fetchFailure(error)}`
  }
}

const headersOf = ({ headers }: RequestHook, environment: Context['environment']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, resolved(value, environment).trim()]))

const shownRange = ({ from, to }: { from: number; to: number }): string => (from === to ? `${from}` : `${from}-${to}`)
