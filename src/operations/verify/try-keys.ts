import { messageOf, usageError } from '../../errors.ts'
import { holdersOf } from '../../repository/key-drill.ts'
import { openReader } from '../../repository/open.ts'
import { putRecord } from '../../repository/records.ts'
import { recipientsOf } from '../../sealing/age-keys.ts'
import { shownKey } from '../../sealing/shown-key.ts'
import { referenceOf } from '../chosen.ts'
import { type Outcome, success, type VerifyResult } from '../results.ts'
import type { Verifying } from './verify.ts'

/** A drill: which of the keys that were given open the backup. Nothing of it is read but its manifest, and what the keys opened is written down. */
export async function tryKeys({ context, store, backup, started }: Verifying): Promise<VerifyResult> {
  const { name, id, digest, manifest } = backup
  if (manifest.encryption === null)
    throw usageError(
      `backup ${id} is not sealed, so there are no keys to try`,
      'leave keys out, or choose another backup',
    )
  const { opener } = await openReader(store, backup, context.signal)
  const opened = opener?.openedBy ?? []
  const keys = holdersOf(manifest).map((recipient) => ({ recipient, opened: opened.includes(recipient) }))
  const given = manifest.encryption.method === 'age' ? await recipientsOf(store.keys?.opening.identities ?? []) : []
  const warnings: string[] = []
  const body = { keys: opened }
  const record = await putRecord(
    store,
    { name, id },
    { kind: 'opened', time: context.now().toISOString(), ok: true, by: context.by, manifest: digest, body },
  ).catch((error: unknown) => {
    warnings.push(`no record was written: ${messageOf(error)}`)
    return undefined
  })
  return {
    ...outcome(
      id,
      given.filter((recipient) => !opened.includes(recipient)),
      opened,
    ),
    verb: 'verify',
    seconds: (context.now().getTime() - started.getTime()) / 1000,
    warnings,
    ...(record !== undefined && { record }),
    backup: referenceOf(store, backup),
    checked: { objects: 0, bytes: 0, tables: 0, rows: 0, share: 0 },
    damaged: [],
    expectations: [],
    keys,
    notChecked: [{ what: 'every byte of the backup', why: 'only the keys were to be tried' }],
  }
}

/** One of two keys that opens nothing was brought to be proven too. */
function outcome(id: string, failing: readonly string[], opened: readonly string[]): Outcome {
  if (failing.length === 0 || opened.includes('passphrase')) return success
  const reason = `the secret key of ${failing.map(shownKey).join(', ')} does not open backup ${id}`
  return { ok: false, code: 5, reason, hint: 'look whether it is the right key; the others that were given open it' }
}
