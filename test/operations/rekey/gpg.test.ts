import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { verify } from '../../../src/operations/verify/verify.ts'
import { Keyring } from '../../support/gpg.ts'
import { verifyRequest } from '../../support/loop.ts'
import { startWorld, type World } from './world.ts'

let world: World
const ring = new Keyring()
const passphrase = 'correct horse battery staple'

beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(async () => {
  await world?.stop()
  ring.stop()
})

test('from age to gpg, to one key more, to one less, and to a passphrase of gpg', async () => {
  const [first, second] = [ring.key('first@example.org'), ring.key('second@example.org')]
  const storage = await world.fresh()
  const environment = { ...process.env, ...ring.environment }
  const rekey = async (request: Parameters<World['rekey']>[1]) =>
    await world.rekey(storage, { backup: 'latest', ...request }, { environment })
  const steps = [
    [{ gpgRecipients: [first], identity: world.ada.identity }, `gpg for ${first.slice(0, 16)}`],
    [{ addRecipient: [second] }, /^gpg for .*, /],
    // The end of a fingerprint names it too, and a key of age says nothing to gpg.
    [{ dropRecipient: [first.slice(-16)] }, `gpg for ${second.slice(0, 16)}`],
    [{ newPassphrase: passphrase }, 'gpg with a passphrase'],
  ] as const
  for (const [request, sealing] of steps) {
    const result = await rekey(request as Parameters<World['rekey']>[1])
    expect(result).toMatchObject({ ok: true, totals: { copied: 1 } })
    const said = typeof sealing === 'string' ? expect.stringContaining(sealing) : expect.stringMatching(sealing)
    expect(result.backups[0]?.copy?.sealing).toEqual(said)
  }
  const left = await world.rekey(storage, { addRecipient: [first], identity: world.ada.identity }, { environment })
  expect(left).toMatchObject({ ok: true, totals: { left: 2 } })
  const request = verifyRequest(storage, { passphrase, history: true })
  expect(await verify(request, await world.place.context())).toMatchObject({ ok: true, history: { faults: [] } })
}, 240_000)
