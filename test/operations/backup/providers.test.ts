import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../../src/operations/backup/backup.ts'
import { verify } from '../../../src/operations/verify/verify.ts'
import { backupSheet } from '../../../src/report/backup.ts'
import { markdown } from '../../../src/report/markdown.ts'
import { backupRequest, makeWorkplace, verifyRequest } from '../../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../../support/postgres.ts'
import { type Provider, type ScriptedProvider, startProvider } from '../../support/scripted-providers.ts'

let server: TestServer
let s3: ScriptedProvider | undefined
beforeAll(async () => {
  server = await startTestServer()
}, 60_000)
afterEach(() => s3?.stop())
afterAll(() => server.stop())

test.each<[Provider, string]>([
  ['AWS', 'conditional put'],
  ['R2', 'conditional put'],
  ['B2', 'unique name'],
  ['plain', 'conditional put'],
])(
  'on %s a backup is committed by %s, and nothing is asked for that it refuses',
  async (provider, commit) => {
    s3 = await startProvider(provider)
    const place = await makeWorkplace(s3.address)
    const database = await server.createDatabase(`on_${provider.toLowerCase()}`, 'CREATE TABLE t AS SELECT 1 AS a')
    const environment = { ...process.env, ...s3.environment }
    const request = backupRequest(addressOf(database), place.storage, { name: 'shop' })
    await backup(request, await place.context({ environment }))
    s3.refused.length = 0
    // The second one finds the record that the first has left.
    const made = await backup(request, await place.context({ environment }))
    expect(made).toMatchObject({ ok: true, commit })
    expect(markdown(backupSheet(made)).includes('cannot refuse to overwrite')).toBe(commit === 'unique name')
    const verified = await verify(verifyRequest(place.storage), await place.context({ environment }))
    expect(verified).toMatchObject({ ok: true, checked: { share: 1 } })
    expect(s3.refused).toEqual([])
    await place.remove()
  },
  60_000,
)
