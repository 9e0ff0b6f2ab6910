import { availableParallelism } from 'node:os'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { keyError } from '../errors.ts'
import { parseRecipients, recipientsOf } from './age-keys.ts'
import { AgePassphrase } from './age-passphrase.ts'
import { AgePool } from './age-pool.ts'
import {
  BadSeal,
  CHECK_TEXT,
  type Encryption,
  type Method,
  type Opener,
  type Sealed,
  type Sealer,
  type SealingTools,
} from './seal.ts'
import { shownKey } from './shown-key.ts'

/** Each seals hundreds of MB a second: more would wait for the dump or the storage. Starting one costs as much as sealing 50 MB, and 30 MB of memory. */
const MOST_WORKERS = 2

const workers = () => Math.max(1, Math.min(MOST_WORKERS, Math.floor(availableParallelism() / 2)))

/** Files of the format age-encryption.org/v1: each object is one, so that the program age opens it too. */
export const age: Method = {
  suffix: '.age',

  async forRecipients(recipients, tools) {
    return await sealer('recipients', parseRecipients(recipients), tools)
  },

  /** scrypt takes a second by design: once for a backup, and not for each of its objects. */
  async forPassphrase(passphrase, tools) {
    const identity = await generateX25519Identity()
    const encrypter = new Encrypter()
    encrypter.addRecipient(new AgePassphrase(passphrase))
    const key = Buffer.from(await encrypter.encrypt(`${identity}\n`))
    return { ...(await sealer('passphrase', [await identityToRecipient(identity)], tools)), key }
  },

  async open(sealed, keys, tools) {
    const { mode, recipients } = sealed.encryption
    if (mode === 'passphrase') {
      const identity = await ownKey(sealed, keys.passphrase)
      return opener(sealed, [identity], ['passphrase'], tools)
    }
    if (keys.identities.length === 0) throw noKey(sealed, keys.passphrase)
    const fitting = await Promise.all(keys.identities.map((identity) => opens(identity, sealed.encryption)))
    const identities = keys.identities.filter((_, index) => fitting[index])
    if (identities.length > 0) {
      return opener(sealed, identities, await recipientsOf(identities), tools)
    }
    const given = keys.identities.length === 1 ? 'the key given does not open' : 'none of the keys given opens'
    throw keyError(
      `${given} ${sealed.what}, which is sealed for ${recipients.map(shownKey).join(', ')}`,
      'give the secret key of one of them as identity',
    )
  },
}

function noKey({ what, encryption }: Sealed, passphrase: string | undefined) {
  const but = passphrase === undefined ? 'no key was given' : 'a passphrase does not open that'
  return keyError(
    `${what} is sealed for ${encryption.recipients.map(shownKey).join(', ')}, and ${but}`,
    'give the secret key of one of them: PGPROOF_IDENTITY or identity-file; verify with without-key compares it as it is stored',
  )
}

async function sealer(mode: Encryption['mode'], recipients: string[], tools: SealingTools): Promise<Sealer> {
  const pool = new AgePool({ recipients, identities: [] }, workers())
  tools.onEnd(() => pool.close())
  const check = (await pool.seal(Buffer.from(CHECK_TEXT))).toString('base64')
  return {
    encryption: { method: 'age', mode, recipients, check },
    suffix: age.suffix,
    seal: (body) => pool.seal(body),
  }
}

function opener({ encryption }: Sealed, identities: string[], openedBy: string[], tools: SealingTools): Opener {
  const pool = new AgePool({ recipients: encryption.recipients, identities }, workers())
  tools.onEnd(() => pool.close())
  return {
    openedBy,
    open: (body) => pool.open(body),
    seal: (body) => pool.seal(body),
  }
}

async function opens(identity: string, { check }: Encryption): Promise<boolean> {
  const decrypter = new Decrypter()
  try {
    decrypter.addIdentity(identity)
    await decrypter.decrypt(Buffer.from(check, 'base64'))
    return true
  } catch {
    return false
  }
}

/** The backup's own key, opened with the passphrase. */
async function ownKey({ what, readKey, encryption }: Sealed, passphrase: string | undefined): Promise<string> {
  if (passphrase === undefined) {
    throw keyError(
      `${what} is sealed with a passphrase, and none was given`,
      'give it: PGPROOF_PASSPHRASE or passphrase-file',
    )
  }
  const decrypter = new Decrypter()
  decrypter.addIdentity(new AgePassphrase(passphrase))
  const stored = await readKey()
  const text = await decrypter.decrypt(stored, 'text').catch((error: Error) => {
    if (!/^no identity matched/.test(error.message)) throw new BadSeal('is not a whole file of age', { cause: error })
    throw keyError(
      `the passphrase given does not open ${what}`,
      'give the one that the backup was made with; an older backup may have an older one',
    )
  })
  // As age-keygen writes it, perhaps with comments.
  const identity = /^AGE-SECRET-KEY-\S+$/m.exec(text)?.[0] ?? ''
  if (await opens(identity, encryption)) return identity
  throw new BadSeal('holds a key that does not open the backup')
}
