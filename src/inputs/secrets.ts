import type { Input } from './kinds.ts'

const uri = /^[a-z][a-z0-9+.-]*:\/\//i

/** Every password in an address, as written and decoded: `scheme://user:password@`, `?password=`, or libpq's `password=…`. Also `sslpassword`. */
export function passwordsIn(address: string): string[] {
  const found = uri.test(address) ? inUri(address) : [...inKeywords(address), ...misspelt(address)]
  return [...new Set(found.filter((password) => password !== ''))]
}

function inUri(address: string): string[] {
  const afterScheme = address.replace(uri, '')
  const authority = afterScheme.split(/[/?#]/, 1)[0] ?? ''
  // A password may hold an unencoded @, / or ?: libpq would read it otherwise, but it must not be shown either.
  const wide = /^[^/?#:@]*:(.*)@/s.exec(afterScheme)?.[1]
  const userinfo = authority.slice(0, Math.max(0, authority.lastIndexOf('@')))
  const narrow = userinfo.includes(':') ? userinfo.slice(userinfo.indexOf(':') + 1) : undefined
  const query = [...address.matchAll(/[?&](?:ssl)?password=([^&#]*)/gi)].map((match) => match[1])
  return [narrow, wide, ...query].flatMap((text) => (text ? [text, decoded(text)] : []))
}

/** `postgres//user:password@host` is no address, and a password all the same. */
function misspelt(address: string): string[] {
  const text = /^[^\s=]*?\/\/[^/?#:@]*:(.*)@/s.exec(address)?.[1]
  return text ? [text, decoded(text)] : []
}

function inKeywords(address: string): string[] {
  const pattern = /(?:^|\s)(?:ssl)?password\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s\\]|\\.)+))/gis
  return [...address.matchAll(pattern)].flatMap((match) => {
    const text = match[1] ?? match[2] ?? ''
    return [text, text.replace(/\\(.)/gs, '$1')]
  })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Every form in which a secret may turn up in a log: as it is, URL-encoded, and line by line. */
export function formsOf(secret: string): string[] {
  const parts = [secret, ...secret.split('\n')].map((part) => part.trim()).filter((part) => part !== '')
  return [...new Set(parts.flatMap((part) => [part, encodeURIComponent(part), encodeURI(part), decoded(part)]))]
}

/** Whether a value must not be seen by others: a secret, or an address with a password in it. */
export function holdsSecret(input: Input<unknown>, value: string | string[]): boolean {
  if (input.secret === 'whole') return true
  const texts = [value].flat()
  const addresses =
    input.secret === 'password' ? texts : input.kind === 'text' ? texts.filter((text) => uri.test(text)) : []
  return addresses.some((text) => passwordsIn(text).length > 0)
}
