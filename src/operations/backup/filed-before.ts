import { PgproofError, refusal } from '../../errors.ts'
import { type Backup, idsNewestFirst, readBackup } from '../../repository/catalogue.ts'
import { keys } from '../../repository/layout.ts'
import type { Manifest } from '../../repository/manifest.ts'
import type { Repository } from '../../repository/repository.ts'
import { SAFETY_COPY } from '../../repository/retention-candidate.ts'
import type { Context } from '../context.ts'
import type { KeyRequest, SealingRequest } from '../keys.ts'

type ManifestSource = Manifest['source']

/**
 * Compares what is about to be backed up with the newest backup under the name, which may be of another database. Returns warnings;
 * another server with a database of the same name, as after an upgrade, is told as a note.
 */
export async function lookAtFiledBefore(
  store: Repository,
  name: string,
  source: ManifestSource,
  context: Context,
): Promise<string[]> {
  const before = await newestUnder(store, name)
  if (before === undefined) return []
  const newest = `the newest backup under the name ${name}, ${before.id},`
  const other = before.manifest.source
  if (other.database !== source.database) {
    return [
      `${newest} is of the database ${placed(other)}, and this one is of ${placed(source)}: give each database a name of its own (name), since restores, status and prune take what is under one name for one database`,
    ]
  }
  if (isOtherServer(other, source)) {
    const text = `${newest} is of another server: ${placed(other)} has the system identifier ${other.systemIdentifier}, ${placed(source)} has ${source.systemIdentifier}; that is how it should be after an upgrade or a move, and where both go on living, give each a name of its own (name)`
    context.progress({ kind: 'note', text })
  }
  return []
}

/**
 * Nothing falls back to plain: where the newest backup under the name is sealed, a plain one has to be asked for in words, since a key that is not
 * there (a secret of another repository, a variable that was renamed) looks like one that was never meant.
 */
export async function refuseUnsealed(
  store: Repository,
  name: string,
  { request, sealer }: { request: SealingRequest; sealer: unknown },
): Promise<void> {
  if (sealer !== undefined || request.encryption === 'none') return
  const before = await newestUnder(store, name)
  if (!before || before.manifest.encryption === null) return
  throw refusal(
    `the newest backup under the name ${name}, ${before.id}, is sealed, and this one would be plain`,
    'give encrypt-to, gpg-recipients or passphrase as before, or say encryption: none',
  )
}

/** The same for signatures: who signed before and does not now has lost a key rather than the wish. */
export async function refuseUnsigned(
  store: Repository,
  name: string,
  { request }: { request: KeyRequest },
): Promise<void> {
  if (store.keys?.signer || request.signing === 'none') return
  const before = await newestUnder(store, name)
  if (!before || !(await store.head(keys.signature(name, before.id)))) return
  throw refusal(
    `the newest backup under the name ${name}, ${before.id}, is signed, and this one would not be`,
    'give sign-key as before, or say signing: none',
  )
}

/** The copies that restores make first may be of anything, and a damaged manifest is passed over. A storage that does not let it be read makes no news, but a backup all the same. */
async function newestUnder(store: Repository, name: string): Promise<Backup | undefined> {
  try {
    for await (const id of idsNewestFirst(store, name)) {
      const backup = await readUnlessDamaged(store, name, id)
      if (backup && backup.manifest.type !== SAFETY_COPY) return backup
    }
  } catch (error) {
    if (!(error instanceof PgproofError)) throw error
  }
  return undefined
}

async function readUnlessDamaged(store: Repository, name: string, id: string): Promise<Backup | undefined> {
  try {
    return await readBackup(store, name, id)
  } catch (error) {
    if (error instanceof PgproofError && error.code === 1) return undefined
    throw error
  }
}

const isOtherServer = (one: ManifestSource, other: ManifestSource): boolean =>
  one.systemIdentifier !== undefined &&
  other.systemIdentifier !== undefined &&
  one.systemIdentifier !== other.systemIdentifier

const placed = ({ database, address }: ManifestSource): string => `${database} on ${address}`
