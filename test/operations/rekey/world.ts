import { mkdirSync, rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { backup } from '../../../src/operations/backup/backup.ts'
import type { Context } from '../../../src/operations/context.ts'
import { type RekeyRequest, rekey } from '../../../src/operations/rekey/rekey.ts'
import type { RekeyResult } from '../../../src/operations/results-rekey.ts'
import { type Backup, type Catalogue, readBackup, readCatalogue } from '../../../src/repository/catalogue.ts'
import { openStore } from '../../../src/storage/open.ts'
import type { Store } from '../../../src/storage/store.ts'
import { ageKey, signingKey } from '../../support/keys.ts'
import { backupRequest, makeWorkplace, type Workplace } from '../../support/loop.ts'
import { addressOf, newestMajor, startTestServer } from '../../support/postgres.ts'

type KeyPair = Awaited<ReturnType<typeof ageKey>>

/** More objects than are put at a time. */
const SHOP = `
  CREATE TABLE orders AS SELECT g AS id, md5(g::text) AS note FROM generate_series(1, 2000) g;
  CREATE TABLE nothing (a int);
  DO $$ BEGIN FOR i IN 1..12 LOOP EXECUTE format('CREATE TABLE small%s AS SELECT %s AS id', i, i); END LOOP; END $$;
  SELECT lo_from_bytea(0, decode(repeat('beef', 1000), 'hex'));`

/** Backups of a real database that nobody changes, one sealed for `ada`, one plain; every test works on a fresh copy of the storage. */
export interface World {
  place: Workplace
  ada: KeyPair
  ben: KeyPair
  signing: ReturnType<typeof signingKey>
  /** Ids: the older one is plain. */
  plain: string
  sealed: string
  /** A storage with both as they were made, in a new folder. */
  fresh(folder?: string): Promise<string>
  rekey(storage: string, request: Partial<RekeyRequest>, context?: Partial<Context>): Promise<RekeyResult>
  stop(): Promise<void>
}

export async function startWorld(): Promise<World> {
  const [server, place] = await Promise.all([startTestServer(newestMajor), makeWorkplace()])
  const [ada, ben] = [await ageKey(), await ageKey()]
  const made = join(place.folder, 'store')
  try {
    const url = addressOf(await server.createDatabase('shop', SHOP))
    const make = async (more: Parameters<typeof backupRequest>[2]) =>
      (await backup(backupRequest(url, place.storage, more), await place.context())).backup.id
    const plain = await make({ tags: ['first'] })
    const sealed = await make({ encryptTo: [ada.recipient] })
    let copies = 0
    return {
      ...{ place, ada, ben, plain, sealed, signing: signingKey() },
      fresh: async (folder = join(place.folder, `store-${++copies}`)) => {
        mkdirSync(folder)
        await cp(made, folder, { recursive: true, preserveTimestamps: true })
        return folder
      },
      rekey: async (storage, request, context) =>
        await rekey(rekeyRequest(storage, request), await place.context(context)),
      stop: () => place.remove(),
    }
  } catch (error) {
    rmSync(place.folder, { recursive: true })
    throw error
  } finally {
    await server.stop()
  }
}

export const rekeyRequest = (storage: string, more: Partial<RekeyRequest>): RekeyRequest => ({
  storage,
  all: more.backup === undefined,
  addRecipient: [],
  dropRecipient: [],
  jobs: 2,
  client: 'auto',
  ...more,
})

export const open = async (storage: string): Promise<Store> =>
  await openStore(storage, { environment: {}, credentials: {}, signal: new AbortController().signal })

export const catalogueOf = async (storage: string): Promise<Catalogue> =>
  await readCatalogue(await open(storage), 'shop')

export const backupOf = async (storage: string, id: string): Promise<Backup> =>
  await readBackup(await open(storage), 'shop', id)
