import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { type CopyRequest, copy } from '../../../src/operations/copy/copy.ts'
import { restoreTest } from '../../../src/operations/restore-test/restore-test.ts'
import { show } from '../../../src/operations/show.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { keys, SIGNATURE } from '../../../src/repository/layout.ts'
import { openStore } from '../../../src/storage/open.ts'
import { ageKey, signingKey } from '../../support/keys.ts'
import { backupRequest, makeWorkplace, restoreTestRequest, verifyRequest, type Workplace } from '../../support/loop.ts'
import { startTestServer, type TestServer } from '../../support/postgres.ts'
import { listed } from '../prune/turns.ts'

const signing = signingKey()
let server: TestServer
let place: Workplace
let identity: string
let ids: string[]
let far: string

beforeAll(async () => {
  ;[server, place] = await Promise.all([startTestServer(undefined, { tcp: true }), makeWorkplace()])
  far = `file://${place.folder}/far`
  await server.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8'))
  const pair = await ageKey()
  identity = pair.identity
  const more = { encryptTo: [pair.recipient], signKey: signing.secret }
  const request = backupRequest(server.url.replace(/\/postgres$/, '/shop'), place.storage, more)
  const made = [await backup(request, await place.context()), await backup(request, await place.context())]
  ids = made.map((one) => one.backup.id)
}, 60_000)
afterAll(async () => {
  await server?.stop()
  await place?.remove()
})

const run = async (more: Partial<CopyRequest> = {}) =>
  await copy({ storage: place.storage, copyTo: far, backup: 'latest', all: false, ...more }, await place.context())

test('a sealed and signed backup is copied without a key, and holds there for whoever has them', async () => {
  const request = {
    storage: place.storage,
    backup: 'latest',
    identity,
    verifyKey: signing.public,
    signKey: signing.secret,
  }
  const tested = await restoreTest({ ...restoreTestRequest(place.storage), ...request }, await place.context())
  expect(tested.ok).toBe(true)
  const result = await run({ verifyKey: signing.public, signKey: signing.secret })
  expect(result).toMatchObject({ ok: true, backups: [{ id: ids[1], state: 'copied', signed: true, records: 1 }] })
  const trusting = { ...verifyRequest(far), identity, verifyKey: signing.public, signKey: signing.secret }
  // Only the newer of two was copied: nothing that was before it is missed.
  const verified = await verify({ ...trusting, history: true }, await place.context())
  expect([verified.ok, verified.warnings]).toEqual([true, []])
  const there = await show({ ...request, storage: far }, await place.context())
  expect(there.history.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['copying', 'came-as-copy', 'restore-tested', 'verified']),
  )
  const here = await show(request, await place.context())
  expect(here.copies).toMatchObject([{ to: far, id: ids[1] }])
}, 90_000)

test('with verify-key, what nobody trusted has signed is not copied, and is named', async () => {
  const [older = ''] = ids
  const store = await openStore(place.storage, { environment: {} })
  await store.delete(`${keys.backup('shop', older)}${SIGNATURE}`)
  const result = await run({ all: true, verifyKey: signing.public, signKey: signing.secret })
  expect(result).toMatchObject({ ok: false, code: 1, unreadable: [{ id: older }] })
  const second = await openStore(far, { environment: {} })
  expect(await listed(second, keys.backup('shop', older))).toEqual([])
  expect(await run({ backup: older })).toMatchObject({ ok: true, backups: [{ signed: false }] })
}, 60_000)
