import { createHash } from 'node:crypto'
import { Encrypter, identityToRecipient } from 'age-encryption'
import { usageError } from '../errors.ts'
import { shownKey } from './shown-key.ts'

/** Checks recipients as users give them to an input, one each, and drops doubles. Throws exit 2 with what is wrong, never showing what may be a secret. */
export function parseRecipients(lines: readonly string[], input = 'encrypt-to'): string[] {
  const given = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  if (given.length === 0) throw usageError(`${input} holds no recipient`, `give ${RECIPIENT}`)
  return [...new Set(given.map((line, index) => recipient(line, `entry ${index + 1} of ${input}`)))]
}

const RECIPIENT = 'public keys of age, one per line, as age-keygen or pgproof keygen prints them: age1…'

function recipient(line: string, place: string): string {
  if (/^AGE-SECRET-KEY-/i.test(line)) {
    throw usageError(
      `${place} is a secret key`,
      'give the public one (age1…), which age-keygen -y prints, and take the secret one out of this place',
    )
  }
  if (/^(ssh-|ecdsa-|sk-)/.test(line)) {
    throw usageError(`${place} is an SSH key, which pgproof cannot seal for`, 'make a key of age: pgproof keygen')
  }
  try {
    new Encrypter().addRecipient(line)
    return line
  } catch (error) {
    throw usageError(`${place}, ${shownKey(line)}, is no recipient of age`, `give ${RECIPIENT}`, error)
  }
}

/** The public keys of secret ones. */
export const recipientsOf = (identities: readonly string[]): Promise<string[]> =>
  Promise.all(identities.map(identityToRecipient))

/** `SHA256:` and the base64 of the SHA-256 of the recipient's text, without padding: long ones are compared by it. */
export const recipientFingerprint = (recipient: string): string =>
  `SHA256:${createHash('sha256').update(recipient).digest('base64').replace(/=+$/, '')}`

/** Reads secret keys as age-keygen writes them: one per line, with comments. Throws exit 2, naming the line alone. */
export async function parseIdentities(text: string): Promise<string[]> {
  const lines = text.split('\n').map((line) => line.trim())
  const identities = lines.filter((line) => line !== '' && !line.startsWith('#'))
  if (identities.length === 0) throw usageError('identity holds no key', HOW)
  if (identities.some((line) => line.startsWith('-----BEGIN')))
    throw usageError('identity is not a secret key of age', `keys of SSH and PEM files do not open backups; ${HOW}`)
  for (const identity of identities) {
    await identityToRecipient(identity).catch((error: unknown) => {
      const place = lines.indexOf(identity) + 1
      throw usageError(`line ${place} of identity is not a secret key of age`, HOW, error)
    })
  }
  return [...new Set(identities)]
}

const HOW = 'give the text that age-keygen or pgproof keygen wrote, with its line AGE-SECRET-KEY-1…'
