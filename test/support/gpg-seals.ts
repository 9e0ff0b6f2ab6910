import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { gpg } from '../../src/sealing/gpg.ts'
import type { Encryption, Opener, OpeningKeys } from '../../src/sealing/seal.ts'
import { type Keyring, processesAt } from './gpg.ts'
import { eventually } from './processes.ts'
import { makeTools, sealedWith, type TestTools } from './sealing.ts'

/** A run with a keyring, which leaves nothing behind: neither a process nor a file. */
export async function withTools<T>(keyring: Keyring, use: (tools: TestTools) => Promise<T>): Promise<T> {
  const tools = makeTools({ environment: keyring.environment })
  try {
    return await use(tools)
  } finally {
    tools.end()
    expect(readdirSync(tools.folder)).toEqual([])
    await eventually('no agent is left', () => processesAt(tools.folder).length === 0)
    tools.remove()
  }
}

/** Bodies that were sealed, and what a manifest says of it; `key` is there with a passphrase. */
export interface Seals {
  encryption: Encryption
  key?: Buffer
  bodies: Buffer[]
}

export const sealFor = (keyring: Keyring, recipients: string[], bodies: Buffer[]): Promise<Seals> =>
  withTools(keyring, async (tools) => {
    const sealer = await gpg.forRecipients(recipients, tools)
    expect(sealer.suffix).toBe('.gpg')
    return { encryption: sealer.encryption, bodies: await Promise.all(bodies.map((body) => sealer.seal(body))) }
  })

export const open = <T>(
  { encryption, key }: Pick<Seals, 'encryption' | 'key'>,
  keys: Partial<OpeningKeys>,
  keyring: Keyring,
  use: (opener: Opener, tools: TestTools) => Promise<T>,
): Promise<T> =>
  withTools(keyring, async (tools) => {
    const opener = await gpg.open(sealedWith(encryption, key), { identities: [], ...keys }, tools)
    return await use(opener, tools)
  })

/** Who opened the first body, and what is in it. */
export const opened = ({ bodies: [body], ...seals }: Seals, keys: Partial<OpeningKeys>, keyring: Keyring) =>
  open(seals, keys, keyring, async (opener) => [opener.openedBy, await opener.open(Buffer.from(body as Buffer))])

/** Puts a program of a name into a folder: `text`, for a shell. */
export function script(folder: string, text: string, name = 'gpg'): void {
  rmSync(join(folder, name), { force: true })
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`)
  chmodSync(join(folder, name), 0o755)
}
