import { chooseNamed, whileReadingBackup } from '../../../src/operations/chosen.ts'
import type { Context } from '../../../src/operations/context.ts'
import type { PruneRequest } from '../../../src/operations/prune/prune.ts'
import { readBackup } from '../../../src/repository/catalogue.ts'
import { commitBackup } from '../../../src/repository/commit.ts'
import { Heartbeat } from '../../../src/repository/heartbeat.ts'
import { keys, newBackupId } from '../../../src/repository/layout.ts'
import { BackupReader } from '../../../src/repository/read.ts'
import { putRecord, type RecordKind } from '../../../src/repository/records.ts'
import { DAY, HOUR } from '../../../src/repository/retention-policy.ts'
import { Upload } from '../../../src/repository/upload.ts'
import { openMemoryStore } from '../../../src/storage/memory.ts'
import type { Store } from '../../../src/storage/store.ts'
import { by, makeBackup, manifestOf } from '../../repository/sample.ts'
import { listed } from './turns.ts'

/** When the models begin. */
export const START = new Date('2026-11-20T12:00:00Z')

/** A clock that only moves when it is told to. */
export interface Clock {
  now: Date
}

export const idAt = (time: Date, end: string): string => newBackupId(time).replace(/[0-9a-f]{6}$/, end)

export const contextAt = (clock: Clock): Context => ({
  progress: () => {},
  signal: new AbortController().signal,
  by,
  environment: {},
  now: () => new Date(clock.now),
  temporary: '/nonexistent',
})

export const pruneRequest = (more: Partial<PruneRequest> = {}): PruneRequest => ({
  storage: 'memory://model',
  name: 'shop',
  retention: { types: { auto: '7d' } },
  apply: true,
  deleteVersions: false,
  ...more,
})

/** What lies in a store, to be put there again as often as needed. */
export interface Snapshot {
  objects: { key: string; body: Buffer; modified: Date }[]
}

export async function takeSnapshot(store: Store): Promise<Snapshot> {
  const objects: Snapshot['objects'] = []
  for await (const { key, modified } of store.list('')) objects.push({ key, body: await store.get(key), modified })
  return { objects }
}

export async function putSnapshot(name: string, { objects }: Snapshot, clock: Clock): Promise<Store> {
  const start = clock.now
  const store = openMemoryStore(name, () => new Date(clock.now))
  for (const { key } of await listed(store, '')) await store.delete(key)
  for (const { key, body, modified } of objects) {
    clock.now = modified
    await store.put(key, body)
  }
  clock.now = start
  return store
}

/** The ids of the backups that the models speak of, by what is to become of them. */
export const IDS = {
  /** Expired, and its grace is over. */
  swept: idAt(new Date(START.getTime() - 25 * DAY), '0000e0'),
  /** Expired, and about to be past taking back. */
  waiting: idAt(new Date(START.getTime() - 24 * DAY), '0000a0'),
  /** Old enough to expire. */
  expiring: idAt(new Date(START.getTime() - 20 * DAY), '0000b0'),
  kept: [2, 1].map((days) => idAt(new Date(START.getTime() - days * DAY), '0000c0')),
  newest: idAt(new Date(START.getTime() - HOUR / 6), '0000c1'),
  /** The rest of a run that was killed. */
  garbage: idAt(new Date(START.getTime() - 3 * DAY), '0000d0'),
  /** A run that stood still for two days, right before its commit. */
  frozen: idAt(new Date(START.getTime() - 2 * DAY), '0000f0'),
}

/** A store with one of each. */
export async function makeWorld(clock: Clock): Promise<Snapshot> {
  const store = await putSnapshot('making', { objects: [] }, clock)
  const { swept, waiting, expiring, kept, newest } = IDS
  for (const id of [swept, waiting, expiring, ...kept, newest]) {
    clock.now = new Date(manifestOf(id).created)
    const backup = await makeBackup(store, id, {}, { source: { ...manifestOf(id).source, systemIdentifier: '7' } })
    await record(store, id, backup.digest, 'verified', clock.now, {})
    if (id === swept) await expire(store, id, backup.digest, -3 * HOUR)
    if (id === waiting) await expire(store, id, backup.digest, HOUR + 60_000)
  }
  for (const id of [IDS.garbage, IDS.frozen]) {
    clock.now = new Date(START.getTime() - 2 * DAY)
    await putObjects(store, id)
  }
  await store.put(keys.running('shop', IDS.frozen), Buffer.from('{}'))
  clock.now = START
  return await takeSnapshot(store)
}

async function expire(store: Store, id: string, digest: string, until: number): Promise<void> {
  const body = { reason: 'auto is kept 7d', until: new Date(START.getTime() + until).toISOString() }
  await record(store, id, digest, 'expired', new Date(START.getTime() - 8 * DAY), body)
}

export async function record(
  store: Store,
  id: string,
  manifest: string,
  kind: RecordKind,
  time: Date,
  body: object,
): Promise<void> {
  const where = { name: 'shop', id }
  await putRecord(store, where, { kind, time: time.toISOString(), ok: kind !== 'failed', by, manifest, body })
}

async function putObjects(store: Store, id: string): Promise<Upload> {
  const upload = new Upload(store, 'shop', id)
  await upload.put('toc.dat', Buffer.from(`toc of ${id}`))
  await upload.put('100.dat.zst.00000', Buffer.from(`rows of ${id}`))
  await upload.finish()
  return upload
}

/** A backup's life in the storage, by the code that real ones have it from; the dump is made up. Returns its id. */
export async function backUp(store: Store, clock: Clock, id: string): Promise<string> {
  const heartbeat = new Heartbeat(store, 'shop', id, clock.now)
  await heartbeat.start()
  try {
    const upload = await putObjects(store, id)
    await commit(store, id, upload.objects)
    return id
  } finally {
    await heartbeat.stop()
  }
}

/** What is left to do for the run that stood still: everything was put two days ago. */
export async function wakeUp(store: Store, objects: Upload['objects']): Promise<string> {
  await commit(store, IDS.frozen, objects)
  return IDS.frozen
}

async function commit(store: Store, id: string, objects: Upload['objects']): Promise<void> {
  const sorted = objects.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const source = { ...manifestOf(id).source, systemIdentifier: '7' }
  await commitBackup(store, 'shop', sorted, (previous) => manifestOf(id, { previous, objects: sorted, source }))
}

/** What the frozen run remembers of what it put. */
export async function frozenObjects(store: Store): Promise<Upload['objects']> {
  const found = await listed(store, keys.backup('shop', IDS.frozen))
  return await Promise.all(
    found.map(async ({ key, size }) => {
      const facts = await store.head(key)
      return { name: key.split('/').at(-1) as string, size, sha256: facts?.sha256 as string }
    }),
  )
}

/** Reads all of a backup, as verify, restore-test and restore do. */
export async function readAll(store: Store, clock: Clock, id: string): Promise<string> {
  const context = contextAt(clock)
  const named = await chooseNamed(store, { name: 'shop', backup: id }, context)
  await whileReadingBackup(store, named, context, async (backup) => {
    const reader = new BackupReader(store, backup, context.signal)
    for (const { name } of backup.manifest.objects) await reader.object(name)
  })
  return id
}

/** What each manifest lists; the same id has the same objects in every run. */
const listedIn = new Map<string, { key: string; size: number }[]>()

/** Names what is wrong with the backups that can be seen: one whose objects are not all there. */
export async function halfBackups(store: Store): Promise<string[]> {
  const sizes = new Map((await listed(store, keys.backups('shop'))).map(({ key, size }) => [key, size]))
  const half: string[] = []
  for (const key of sizes.keys()) {
    if (!key.endsWith('/manifest.json')) continue
    const id = key.split('/')[2] as string
    const objects = listedIn.get(id) ?? (await objectsOf(store, id))
    listedIn.set(id, objects)
    half.push(...objects.filter((one) => sizes.get(one.key) !== one.size).map((one) => `${id} lacks ${one.key}`))
  }
  return half
}

async function objectsOf(store: Store, id: string): Promise<{ key: string; size: number }[]> {
  const { manifest } = await readBackup(store, 'shop', id)
  return manifest.objects.map(({ name, size }) => ({ key: `${keys.backup('shop', id)}${name}`, size }))
}

export const isThere = async (store: Store, id: string): Promise<boolean> =>
  (await store.head(keys.manifest('shop', id))) !== undefined
