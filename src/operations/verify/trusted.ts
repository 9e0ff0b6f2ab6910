import type { Backup } from '../../repository/catalogue.ts'
import { keys } from '../../repository/layout.ts'
import type { Repository } from '../../repository/repository.ts'
import { uncounted } from '../keys.ts'
import type { Unchecked } from '../results.ts'

/** What the keys of a run leave open: whose backup it is, and whether it should not have been sealed. */
export async function lookAtTrust(
  store: Repository,
  { name, id, manifest }: Backup,
): Promise<{ warnings: string[]; notChecked: Unchecked[] }> {
  if (!store.keys) return { warnings: [], notChecked: [] }
  const { trusted, opening } = store.keys
  const warnings = uncounted(store.keys)
  if (manifest.encryption === null && (opening.identities.length > 0 || opening.passphrase !== undefined))
    warnings.push(`a key was given, and backup ${id} is not sealed: look whether it is one of yours`)
  const asked = trusted === undefined && (await store.head(keys.signature(name, id))) !== undefined
  return { warnings, notChecked: asked ? [{ what: 'who signed it', why: 'no verify-key was given' }] : [] }
}
