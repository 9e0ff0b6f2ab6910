import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { gpg } from '../../src/sealing/gpg.ts'
import { failureOf } from '../support/failure.ts'
import { Keyring } from '../support/gpg.ts'
import { script, sealFor } from '../support/gpg-seals.ts'
import { makeTools, sealedWith } from '../support/sealing.ts'

/** A keyring with one key. */
let ring: Keyring
let ana: string
const folders: string[] = []

beforeAll(() => {
  ring = new Keyring()
  ana = ring.key('Ana <ana@example.org>')
}, 60_000)

afterAll(() => {
  ring?.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('the program', () => {
  const without = (...missing: string[]) => {
    const bin = mkdtempSync(join(tmpdir(), 'pgproof-bin-'))
    folders.push(bin)
    for (const name of ['gpg', 'gpg-agent', 'sh', 'cat'].filter((one) => !missing.includes(one)))
      script(bin, `exec ${name === 'sh' ? '/bin/sh' : `/usr/bin/${name}`} "$@"`, name)
    return makeTools({ environment: { ...ring.environment, PATH: bin } })
  }

  test.each([['gpg'], ['gpg-agent']])('%s that is missing is named, with what brings it', async (name) => {
    const tools = without(name)
    const { encryption } = await sealFor(ring, [ana], [])
    const keys = { identities: [], gpgPrivateKey: ring.secretKey(ana) }
    const refused = await failureOf(gpg.open(sealedWith(encryption), keys, tools))
    expect(refused).toMatchObject({ code: 3, reason: `${name} is not on the PATH` })
    expect(refused.hint).toContain(`apt-get install ${name === 'gpg' ? 'gnupg' : 'gpg-agent'}`)
    if (name === 'gpg') expect(await failureOf(gpg.forPassphrase('x', tools))).toMatchObject({ code: 3 })
    tools.remove()
  })

  test.each([
    ['exit 2', 'gpg could not seal an object: it was killed'],
    ['kill -KILL $$', 'gpg could not seal an object: it was killed'],
    ['echo gpg: out of core >&2; exit 2', 'gpg could not seal an object: out of core'],
  ])('that fails is the environment: %s', async (does, reason) => {
    const tools = without()
    script(tools.environment.PATH as string, does)
    expect(await failureOf(gpg.forPassphrase('x', tools))).toMatchObject({ code: 3, reason })
    tools.remove()
  })

  test('that fails when it imports or opens is the environment too', async () => {
    const { encryption } = await sealFor(ring, [ana], [])
    const tools = without()
    script(tools.environment.PATH as string, 'echo gpg: no space left >&2; exit 2')
    const block = ring.publicKey(ana).split('\n')
    const failing = [
      gpg.forRecipients(block, tools),
      gpg.open(sealedWith(encryption), { identities: [] }, tools),
      gpg.open(sealedWith(encryption), { identities: [], gpgPrivateKey: ring.secretKey(ana) }, tools),
    ]
    for (const work of failing) {
      expect(await failureOf(work)).toMatchObject({
        code: 3,
        reason: expect.stringMatching(/^gpg could not .*: no space left$/),
      })
    }
    tools.remove()
  })

  /** Tools whose keyrings have sockets with paths of so many bytes. */
  const withSockets = (bytes: number) => {
    const { folder } = makeTools()
    folders.push(folder)
    const long = join(folder, 'x'.repeat(bytes - `${folder}//gpg-XXXXXX/S.gpg-agent.browser`.length))
    mkdirSync(long)
    return makeTools({ folder: long, environment: ring.environment })
  }

  test('a folder whose path is too long for sockets is said, and one that is just short enough is taken', async () => {
    const { encryption } = await sealFor(ring, [ana], [])
    const keys = { identities: [], gpgPrivateKey: ring.secretKey(ana) }
    const long = withSockets(107)
    const refused = await failureOf(gpg.open(sealedWith(encryption), keys, long))
    expect(refused).toMatchObject({ code: 3, hint: 'give a shorter one as TMPDIR' })
    long.remove()
    expect(existsSync(long.folder)).toBe(false)
    const short = withSockets(106)
    await expect(gpg.open(sealedWith(encryption), keys, short)).resolves.toBeDefined()
    short.remove()
  })

  test('what an agent says that does not start is said', async () => {
    const tools = without('gpg-agent')
    script(tools.environment.PATH as string, 'echo "gpg-agent: no entropy" >&2; exit 2', 'gpg-agent')
    const { encryption } = await sealFor(ring, [ana], [])
    const keys = { identities: [], gpgPrivateKey: ring.secretKey(ana) }
    const refused = await failureOf(gpg.open(sealedWith(encryption), keys, tools))
    expect(refused).toMatchObject({ code: 3, reason: 'gpg-agent does not start: gpg-agent: no entropy' })
    tools.remove()
  })
})
