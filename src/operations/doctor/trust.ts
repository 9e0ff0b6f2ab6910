import { readCatalogue } from '../../repository/catalogue.ts'
import { chooseName } from '../../repository/choose.ts'
import type { Past } from '../../repository/history.ts'
import { holdersOf } from '../../repository/key-drill.ts'
import { listRecords } from '../../repository/records.ts'
import type { Repository, RunKeys } from '../../repository/repository.ts'
import { shownKey } from '../../sealing/shown-key.ts'
import type { Context } from '../context.ts'
import { type SealingRequest, sealerOf } from '../keys.ts'
import { historyWarnings, keyWarnings } from '../trust.ts'
import { type Answer, type Checkup, fine, warning } from './checkup.ts'

type TrustRequest = SealingRequest & { name?: string | undefined }

/** What backups would be sealed and signed with, whether the keys are known to be there, and whether the past of the storage is whole. */
export async function examineTrust(
  checkup: Checkup,
  store: Repository & { keys: RunKeys },
  request: TrustRequest,
  context: Context,
): Promise<void> {
  await checkup.ask('sealing', () => askSealing(store.keys, request))
  await checkup.ask('signing', () => askSigning(store.keys))
  let past: Past | undefined
  await checkup.ask('store: history', async (): Promise<Answer | Answer[]> => {
    past = await readPast(store, request, context)
    if (past === undefined) return []
    const { backups, unreadable } = past.catalogue
    const faults = [...historyWarnings(past), ...unreadable.map(({ id, why }) => `backup ${id} cannot be read: ${why}`)]
    if (faults.length > 0) return faults.map((fault) => warning(fault, 'find out who wrote to the storage'))
    return fine(`nothing speaks against what is there, ${backups.length} in number`)
  })
  const known = past
  if (known !== undefined) await checkup.ask('keys', async () => askKeys(known))
}

async function askSealing(keys: RunKeys, request: TrustRequest): Promise<Answer> {
  const sealer = await sealerOf(request, keys)
  if (!sealer) return fine('backups are not sealed: whoever can read the storage can read them')
  return fine(`${sealer.encryption.method}, for ${holdersOf(sealer).map(shownKey).join(', ')}`)
}

const askSigning = ({ signer }: RunKeys): Answer =>
  signer
    ? fine(`by ${signer.fingerprint}`)
    : fine('backups are not signed: whoever can write to the storage can make one')

/** Undefined where it is not clear whose past, or where there is none yet. */
async function readPast(store: Repository, request: TrustRequest, context: Context): Promise<Past | undefined> {
  const name = await chooseName(store, request.name).catch(() => undefined)
  if (name === undefined) return undefined
  const catalogue = await readCatalogue(store, name)
  if (catalogue.backups.length + catalogue.unreadable.length === 0) return undefined
  return { catalogue, records: await listRecords(store, name), now: context.now(), location: store.location }
}

function askKeys(past: Past): Answer | Answer[] {
  if (past.catalogue.backups.every(({ manifest }) => manifest.encryption === null)) return []
  const late = keyWarnings(past)
  if (late.length === 0) return fine('each was seen to open a backup, or is younger than 90 days')
  return late.map((text) =>
    warning(text, 'a key that nobody has tried may be lost: run verify with keys, or a restore-test'),
  )
}
