import { messageOf } from '../errors.ts'
import { probeStore } from '../storage/probe.ts'
import type { Store, StoreCapabilities } from '../storage/store.ts'
import { readStoreRecord } from '../storage/store-record.ts'
import type { Context } from './context.ts'
import { openBare, type StorageRequest } from './repository.ts'

/** What looking at a storage may take, before it is used as it is. */
const LOOK_MS = 10_000

/**
 * Tells a store what its record says that it cannot do; where there is no record of it, it is probed first. Returns what a person should know.
 * Nothing of this may fail a backup: keys may be for some prefixes only, and what the store refuses is learned on the way as well.
 */
export async function learnStore(
  store: Store,
  request: StorageRequest,
  context: Context,
  signal: AbortSignal,
): Promise<string[]> {
  // A store of its own: what takes too long, or is tried again for minutes, is ended with it.
  const short = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)])
  const own = await openBare(request, context, short)
  try {
    const { can, warnings } = await lookAt(own, short)
    if (can) store.bucket?.learn(can)
    return warnings
  } catch (error) {
    signal.throwIfAborted()
    context.progress({ kind: 'note', text: `what the storage can do is not known beforehand: ${messageOf(error)}` })
    return []
  } finally {
    own.close()
  }
}

async function lookAt(store: Store, signal: AbortSignal): Promise<{ can?: StoreCapabilities; warnings: string[] }> {
  const known = await readStoreRecord(store)
  if (known === 'later') return { warnings: [] }
  if (known) return { can: known.can, warnings: [] }
  const findings = await probeStore(store, signal)
  // What may not be put there may be put elsewhere.
  const failed = findings.filter(({ name, state }) => state === 'failure' && name !== 'put')
  return {
    can: store.capabilities,
    warnings: failed.map(({ name, text }) => `the storage was tried, and failed at ${name}: ${text}`),
  }
}
