import type { Signer, VerifyKey } from '../sealing/signature.ts'

const LAST_LINE = /,\n "signature": "([A-Za-z0-9+/=]+)"\n\}\n$/

/** Adds a last line with the signature of the rest. `text` is a JSON object, indented by one, with a line break at its end. */
export function signedText(text: string, signer: Signer): string {
  const signature = signer.sign(Buffer.from(text)).toString('base64')
  return `${text.replace(/\n\}\n$/, '')},\n "signature": "${signature}"\n}\n`
}

/** Whether one of the keys made the signature in the last line, of all that is before it. */
export function isSignedBy(bytes: Buffer, keys: readonly VerifyKey[]): boolean {
  const text = bytes.toString()
  const match = LAST_LINE.exec(text)
  if (!match) return false
  const signed = Buffer.from(`${text.slice(0, match.index)}\n}\n`)
  const signature = Buffer.from(match[1] as string, 'base64')
  return keys.some((key) => key.verifies(signed, signature))
}
