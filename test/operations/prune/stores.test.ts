import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { prune } from '../../../src/operations/prune/prune.ts'
import { keys, startOf } from '../../../src/repository/layout.ts'
import { DAY } from '../../../src/repository/retention-policy.ts'
import { openStore } from '../../../src/storage/open.ts'
import type { Store } from '../../../src/storage/store.ts'
import { makeBackup } from '../../repository/sample.ts'
import { type S3Server, startS3 } from '../../support/s3-server.ts'
import { listed } from './turns.ts'
import { contextAt, halfBackups, idAt, isThere, pruneRequest, record } from './world.ts'

const environment: Record<string, string> = {}
let server: S3Server
let folder: string

beforeAll(async () => {
  server = await startS3({ versions: true })
  Object.assign(environment, server.environment)
  folder = await mkdtemp(join(tmpdir(), 'pgproof-prune-'))
})
afterAll(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

const ago = (days: number) => new Date(Date.now() - days * DAY)
const SWEPT = idAt(ago(25), '0000e0')
const EXPIRING = idAt(ago(20), '0000b0')
const KEPT = [3, 2, 1].map((days) => idAt(ago(days), '0000c0'))
const GARBAGE = idAt(ago(4), '0000d0')

/** Fills a store, whose files are then made as old as they say they are. */
async function fill(store: Store, files: string): Promise<void> {
  for (const id of [SWEPT, EXPIRING, ...KEPT]) {
    const { digest } = await makeBackup(store, id, { t: `${id}\n` })
    await record(store, id, digest, 'verified', startOf(id), {})
    const body = { reason: 'auto is kept 7d', until: ago(5).toISOString() }
    if (id === SWEPT) await record(store, id, digest, 'expired', ago(12), body)
  }
  await store.put(`${keys.backup('shop', GARBAGE)}100.dat.zst.00000`, Buffer.from('the rest of a run'))
  await store.put(`${keys.backup('shop', GARBAGE)}notes.txt`, Buffer.from('of somebody'))
  await store.put(`${keys.running('shop', GARBAGE)}`, Buffer.from('{}'))
  for (const path of await readdir(files, { recursive: true })) {
    const id = /\d{8}T\d{6}Z-[0-9a-f]{6}/.exec(path)?.[0]
    if (id) await utimes(join(files, path), startOf(id), startOf(id))
  }
}

async function pruned(storage: string, more = {}) {
  const context = { ...contextAt({ now: new Date() }), environment }
  return await prune(pruneRequest({ storage, ...more }), context)
}

async function expectPruned(store: Store): Promise<void> {
  expect(await halfBackups(store)).toEqual([])
  expect(await isThere(store, SWEPT)).toBe(false)
  for (const id of [EXPIRING, ...KEPT]) expect(await isThere(store, id)).toBe(true)
  const left = (await listed(store, 'shop/')).map(({ key }) => key)
  expect(left.filter((key) => key.includes(SWEPT) && !key.includes('/records/'))).toEqual([])
  expect(left.filter((key) => key.includes(GARBAGE) && !key.includes('/records/'))).toEqual([
    `${keys.backup('shop', GARBAGE)}notes.txt`,
  ])
  expect(left.filter((key) => key.includes('/running/'))).toEqual([])
}

test('in a folder', async () => {
  const storage = `file://${folder}/store`
  const store = await openStore(storage, { environment })
  await fill(store, `${folder}/store`)
  const temporaries = ['old', 'new'].map((age) => `${folder}/store/shop/records/.pgproof-tmp-${age}`)
  for (const path of temporaries) await writeFile(path, 'half of a file')
  await utimes(temporaries[0] as string, ago(2), ago(2))
  const planned = await pruned(storage, { apply: false })
  expect(planned).toMatchObject({ ok: true, totals: { keep: 3, expire: 1, sweep: 1 }, garbage: [GARBAGE] })
  expect(planned.foreign).toEqual([`${keys.backup('shop', GARBAGE)}notes.txt`])
  const result = await pruned(storage)
  expect(result).toMatchObject({ ok: true, left: [], freed: { objects: planned.totals.objects } })
  expect(result.versions).toBeUndefined()
  expect(temporaries.map(existsSync)).toEqual([false, true])
  await expectPruned(store)
  expect((await readdir(`${folder}/store/shop/backups`)).sort()).toEqual([EXPIRING, ...KEPT, GARBAGE].sort())
})

describe('in a bucket that keeps old versions', () => {
  const address = () => server.address.replace('/prefix', '/versions')

  beforeAll(async () => {
    const { accessKeyId, secretAccessKey, bucket, endpoint } = server
    const credentials = { accessKeyId, secretAccessKey }
    const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true })
    const VersioningConfiguration = { Status: 'Enabled' as const }
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }))
    client.destroy()
  })

  test('what they hold is said, and deleted only when asked for', async () => {
    const store = await openStore(address(), { environment })
    await fill(store, join(server.folder, server.bucket, 'versions'))
    const first = await pruned(address())
    expect(first).toMatchObject({ ok: true, left: [] })
    await expectPruned(store)
    expect(first.versions?.objects).toBeGreaterThan(first.freed.objects)
    expect(first.versions?.bytes).toBeGreaterThanOrEqual(first.freed.bytes)
    expect(first.versions?.deleted).toBe(0)
    // Removed by somebody else: its old versions are all that is left of it.
    for (const { key } of await listed(store, keys.backup('shop', EXPIRING))) await store.delete(key)
    const second = await pruned(address(), { deleteVersions: true })
    expect(second.versions?.deleted).toBe(first.freed.objects + 1)
    const after: string[] = []
    for await (const { key, mark } of store.versions?.list('shop/backups/') ?? []) if (!mark) after.push(key)
    expect(after.filter((key) => key.includes(SWEPT))).toEqual([])
    expect(after).toContain(keys.manifest('shop', EXPIRING))
    store.close()
  })
})

describe('fault 92: in a bucket with Object Lock', () => {
  const address = () => server.address.replace('/backups/prefix', '/locked/db')

  test('what a lock keeps is deferred with its date, and the rest goes', async () => {
    const { accessKeyId, secretAccessKey, endpoint } = server
    const credentials = { accessKeyId, secretAccessKey }
    const client = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true })
    await client.send(new CreateBucketCommand({ Bucket: 'locked', ObjectLockEnabledForBucket: true }))
    const store = await openStore(address(), { environment })
    await fill(store, join(server.folder, 'locked', 'db'))
    const Key = `db/${keys.backup('shop', SWEPT)}toc.dat`
    const RetainUntilDate = new Date(Math.ceil(Date.now() / 1000) * 1000 + 30 * DAY)
    const Retention = { Mode: 'COMPLIANCE' as const, RetainUntilDate }
    await client.send(new PutObjectRetentionCommand({ Bucket: 'locked', Key, Retention }))
    const result = await pruned(address(), { deleteVersions: true })
    expect(result).toMatchObject({
      ok: true,
      left: [],
      versions: { locked: 1, lockedUntil: RetainUntilDate.toISOString() },
    })
    expect(result.warnings).toContain(
      `a lock keeps 1 old versions until ${RetainUntilDate.toISOString()}; a later prune deletes them`,
    )
    await expectPruned(store)
    const left: string[] = []
    for await (const { key, mark } of store.versions?.list('shop/backups/') ?? [])
      if (!mark && key.includes(SWEPT)) left.push(key)
    expect(left).toEqual([`${keys.backup('shop', SWEPT)}toc.dat`])
    store.close()
    client.destroy()
  }, 90_000)
})
