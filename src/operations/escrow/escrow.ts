import { type Backup, readCatalogue } from '../../repository/catalogue.ts'
import { chooseName, isWholeBackup, nothingYet } from '../../repository/choose.ts'
import { expiryOf } from '../../repository/expiry.ts'
import { keyStates } from '../../repository/key-drill.ts'
import type { Manifest } from '../../repository/manifest.ts'
import { type BackupRecord, listRecords } from '../../repository/records.ts'
import type { Repository } from '../../repository/repository.ts'
import { describeBadges } from '../badges.ts'
import { referenceOf } from '../chosen.ts'
import type { Context } from '../context.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import { restoreCommand, shellWord } from '../restore-command.ts'
import type { EscrowBackup, EscrowResult, EscrowStep } from '../results-escrow.ts'
import { byHand, FILES, programsFor } from './by-hand.ts'
import { keysTo, sealedBy, signerOf } from './holders.ts'

export interface EscrowRequest extends StorageRequest {
  name?: string | undefined
}

/** What fits on paper; all of them are in `list`. */
const LISTED = 10

/**
 * Gathers what somebody needs who has to bring a database back without those who set its backups up: where they are, what opens them, what to type.
 * Nothing secret is in it, and no backup is opened. Throws exit 2 where there is no backup.
 */
export async function escrow(request: EscrowRequest, context: Context): Promise<EscrowResult> {
  const started = context.now()
  const store = await openStorage(request, context, context.signal)
  try {
    const name = await chooseName(store, request.name)
    const { backups: all, unreadable } = await readCatalogue(store, name)
    const records = await listRecords(store, name)
    const standing = all.filter(({ id, digest }) => expiryOf(records.get(id) ?? [], digest) === undefined)
    const shown = standing.find(isWholeBackup) ?? standing[0]
    if (shown === undefined) throw nothingYet(store, name)
    const listed = await Promise.all(
      standing.slice(0, LISTED).map(async (backup) => ({
        backup,
        listed: await describe(store, backup, records.get(backup.id) ?? [], started),
      })),
    )
    return {
      ok: true,
      code: 0,
      verb: 'escrow',
      seconds: (context.now().getTime() - started.getTime()) / 1000,
      warnings: [
        ...unreadable.map(({ id, why }) => `backup ${id} of ${name} cannot be read: ${why}`),
        ...otherwise(listed),
      ],
      name,
      location: store.location,
      made: started.toISOString(),
      pgproof: context.by.pgproof,
      count: standing.length,
      backups: listed.map((one) => one.listed),
      keys: keysTo(listed, keyStates(all, records, started)),
      ...(await commandsFor(store, shown)),
    }
  } finally {
    store.close()
  }
}

type Commands = Pick<EscrowResult, 'backup' | 'source' | 'withPgproof' | 'byHand' | 'programs'>

/** What brings this backup back. */
async function commandsFor(store: Repository, backup: Backup): Promise<Commands> {
  const { manifest } = backup
  const signed = (await signerOf(store, backup)) !== undefined
  return {
    backup: referenceOf(store, backup),
    source: sourceOf(manifest),
    withPgproof: withPgproof(store, manifest, signed),
    byHand: byHand(store.location, manifest, signed),
    programs: programsFor(manifest, signed),
  }
}

async function describe(store: Repository, backup: Backup, records: BackupRecord[], now: Date): Promise<EscrowBackup> {
  const { verified, restoreTested } = describeBadges(backup, records, now)
  const signedBy = await signerOf(store, backup)
  return {
    ...referenceOf(store, backup),
    created: backup.manifest.created,
    storedBytes: backup.manifest.totals.storedBytes,
    sealing: sealedBy(backup),
    ...(signedBy !== undefined && { signedBy }),
    ...(verified && { verified }),
    ...(restoreTested && { restoreTested }),
  }
}

/** The commands are those of one backup. */
function otherwise(listed: { listed: EscrowBackup }[]): string[] {
  const ways = new Set(listed.map(({ listed: { sealing, signedBy } }) => `${sealing} ${signedBy === undefined}`))
  if (ways.size < 2) return []
  return ['not all backups are sealed and signed alike: the commands are those of the one that they name']
}

const sourceOf = ({ source, client }: Manifest): EscrowResult['source'] => ({
  database: source.database,
  address: source.address,
  version: source.version,
  major: client.major,
})

function withPgproof(store: Repository, manifest: Manifest, signed: boolean): EscrowStep[] {
  const where = `--storage ${shellWord(store.location)} --name ${shellWord(manifest.name)}`
  const trust = signed ? ` --verify-key-file ${FILES.verifyKey}` : ''
  const keys = `${openedWith(manifest)}${trust}`
  return [
    { title: 'Which backups there are', commands: [`pgproof list ${where}${trust}`] },
    {
      title: 'Read one back, every byte',
      commands: [`pgproof verify ${where} --backup ${manifest.id} --max-backup-age 10y${keys}`],
    },
    {
      title: "Bring it back; PGPROOF_TARGET_URL is the server's address",
      commands: [`${restoreCommand(store, manifest)}${keys}`],
    },
  ]
}

function openedWith({ encryption }: Manifest): string {
  if (encryption === null) return ''
  if (encryption.mode === 'passphrase') return ` --passphrase-file ${FILES.passphrase}`
  return encryption.method === 'age'
    ? ` --identity-file ${FILES.identity}`
    : ` --gpg-private-key-file ${FILES.gpgPrivateKey}`
}
