import { generateKeyPairSync } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { Repository, RunKeys } from '../../src/repository/repository.ts'
import { age } from '../../src/sealing/age.ts'
import type { SealingTools } from '../../src/sealing/seal.ts'
import { parseSignKey, parseVerifyKeys } from '../../src/sealing/signature.ts'
import type { Store } from '../../src/storage/store.ts'

/** A pair of keys of age. */
export async function ageKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** A pair of keys for signing, in PEM. */
export function signingKey(): { secret: string; public: string } {
  const pair = generateKeyPairSync('ed25519')
  return {
    secret: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    public: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

/** What a run without programs needs; `end` does what was left for the end. */
export function sealingTools(): SealingTools & { end(): void } {
  const endings: (() => void)[] = []
  return {
    folder: '/nowhere',
    environment: {},
    signal: new AbortController().signal,
    onEnd: (work) => void endings.push(work),
    end: () => {
      for (const work of endings.splice(0)) work()
    },
  }
}

export interface GivenKeys {
  identities?: string[]
  passphrase?: string
  /** PEM. */
  sign?: string
  verify?: string
}

/** A store with keys, as `openStorage` makes it. */
export function withKeys(store: Store, { identities = [], passphrase, sign, verify }: GivenKeys): Repository {
  const keys: RunKeys = {
    opening: { identities, passphrase },
    tools: sealingTools(),
    signer: sign === undefined ? undefined : parseSignKey(sign),
    trusted: verify === undefined ? undefined : parseVerifyKeys(verify),
  }
  return Object.assign(store, { keys })
}

export const sealerFor = (...recipients: string[]) => age.forRecipients(recipients, sealingTools())
