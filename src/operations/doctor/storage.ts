import { PgproofError } from '../../errors.ts'
import { checkName } from '../../repository/layout.ts'
import type { Repository, RunKeys } from '../../repository/repository.ts'
import { probeStore } from '../../storage/probe.ts'
import type { LifecycleRule } from '../../storage/store.ts'
import type { Context } from '../context.ts'
import { refuseSameAddress, type SecondStorageRequest, secondStorage } from '../copy/second-storage.ts'
import type { SealingRequest } from '../keys.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import { type Answer, type Checkup, fine, notChecked, warning } from './checkup.ts'
import { examineTrust } from './trust.ts'

/** Tries on the storage, and on the second one where there is one, all that backups need of it, under a probe key. `sizeBytes`: of the database, where it is known. */
export async function examineStorage(
  checkup: Checkup,
  request: StorageRequest & SecondStorageRequest & SealingRequest & { name?: string | undefined },
  context: Context,
  sizeBytes: number | undefined,
): Promise<void> {
  await examine(checkup, request, context, { label: 'store', sizeBytes }, (store) =>
    examineTrust(checkup, store, request, context),
  )
  const { copyTo } = request
  if (copyTo === undefined) return
  const second = { label: 'second store', sizeBytes }
  const apart = await checkup.ask(second.label, async () => {
    refuseSameAddress(request.storage, copyTo)
    return []
  })
  if (apart) await examine(checkup, secondStorage(request, copyTo), context, second)
}

type Opened = Repository & { keys: RunKeys }

async function examine(
  checkup: Checkup,
  request: StorageRequest & { name?: string | undefined },
  context: Context,
  { label, sizeBytes }: { label: string; sizeBytes: number | undefined },
  more: (store: Opened) => Promise<void> = async () => {},
): Promise<void> {
  let opened: Opened | undefined
  await checkup.ask(label, async () => {
    opened = await openStorage(request, context, context.signal)
    if (request.name !== undefined) checkName(request.name)
    return fine(opened.location)
  })
  if (opened === undefined) return
  const store = opened
  try {
    await probe(checkup, store, label, context.signal)
    await checkup.ask(`${label}: lifecycle rules`, () => askLifecycle(store))
    await checkup.ask(`${label}: room`, () => askRoom(store, sizeBytes))
    await more(store)
  } finally {
    store.close()
  }
}

async function probe(checkup: Checkup, store: Repository, label: string, signal: AbortSignal): Promise<void> {
  const findings = await probeStore(store, signal)
  for (const { name, text, ...finding } of findings)
    await checkup.ask(`${label}: ${name}`, () => ({ ...finding, found: text }))
  if (findings.some(({ name, state }) => name === 'put' && state === 'failure')) {
    await checkup.ask(`${label}: the rest`, () => notChecked('nothing else can be tried where nothing can be put'))
  }
}

/** Rules of the bucket that would take parts of backups away. What cannot be asked is not checked, never fine. */
async function askLifecycle(store: Repository): Promise<Answer | Answer[]> {
  if (store.bucket === undefined) return []
  try {
    const rules = await store.bucket.lifecycle()
    if (rules === undefined) return notChecked('the server tells no lifecycle rules')
    const harmful = rules.filter(({ prefix }) => !prefix.startsWith('.pgproof/'))
    return harmful.length === 0 ? fine('no rule deletes or archives what is put here') : harmful.map(warnOfRule)
  } catch (error) {
    if (!(error instanceof PgproofError)) throw error
    return notChecked(`${error.reason}: ${error.hint}`)
  }
}

function warnOfRule({ id, prefix, action, when }: LifecycleRule): Answer {
  const below = prefix === '' ? '' : ` below ${prefix}`
  const harm =
    action === 'deletes'
      ? 'a backup that lost some is damaged'
      : 'a backup of which some are archived has to be thawed before it can be read'
  return warning(
    `the rule ${JSON.stringify(id)} ${action} objects${below} ${when}: ${harm}`,
    'keep the rule away from this prefix, and let pgproof prune remove whole backups by policy',
  )
}

/** Compressed rows without indexes take a tenth to a quarter of a database's size, as a rule. */
async function askRoom(store: Repository, sizeBytes: number | undefined): Promise<Answer | Answer[]> {
  const free = await store.freeBytes()
  if (free === undefined || sizeBytes === undefined) return []
  const found = `${gibibytes(free)} free for backups of a database of ${gibibytes(sizeBytes)}`
  if (free >= sizeBytes / 4) return fine(found)
  return warning(found, 'make room there, or use another storage')
}

const gibibytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(2)} GiB`
