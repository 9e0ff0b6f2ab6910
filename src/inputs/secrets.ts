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

/** Shorter lines of a longer secret give nothing away, and as masks they would blacken a whole log. */
const SHORTEST_LINE = 8

/** Lines of key files that are no secret: comments, the borders of PEM, headers of armour. */
const TRIVIAL = /^(?:#|-----|[A-Za-z-]+: )/

/**
 * Every form in which a secret may turn up in a log: as it is and in the encodings that programs give it; of several lines each that tells something.
 * None is longer than a line, since a runner takes a mask of several lines for one of each.
 */
export function formsOf(secret: string): string[] {
  const whole = secret.trim().toWellFormed()
  if (whole === '') return []
  const lines = whole.split(/[\r\n]+/).map((line) => line.trim())
  const telling = lines.filter((line) => line.length >= SHORTEST_LINE && !TRIVIAL.test(line))
  const texts = lines.length === 1 ? lines : telling
  return [...new Set([...texts.flatMap(written), ...[whole, ...texts].flatMap(encoded)])]
}

/** A text as it is, and as other texts hold it. Shorter forms than the text itself are no secret any more. */
function written(text: string): string[] {
  const quoted = [text.replaceAll("'", "'\\''"), text.replace(/[\\']/g, '\\$&')]
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const attribute = html.replaceAll('"', '&quot;')
  return [text, decoded(text), ...quoted, html, attribute, attribute.replaceAll("'", '&#39;')]
}

/** A text, of several lines too, in encodings that make one line of it. */
function encoded(text: string): string[] {
  const url = encodeURIComponent(text)
  const urls = [url, url.replaceAll('%20', '+'), url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]
  const forms = [...urls, encodeURI(text), JSON.stringify(text).slice(1, -1)]
  return text.length < SHORTEST_LINE ? forms : [...forms, Buffer.from(text).toString('hex'), ...inBase64(text)]
}

/** What base64 makes of a text inside another one: three ways, by where it begins, without the letters that its neighbours decide too. */
function inBase64(text: string): string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
    const inner = whole.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6))
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

/** Whether a value must not be seen by others: a secret, or an address with a password in it. */
export function holdsSecret(input: Input<unknown>, value: string | string[]): boolean {
  if (input.secret === 'whole') return true
  const texts = [value].flat()
  const addresses =
    input.secret === 'password' ? texts : input.kind === 'text' ? texts.filter((text) => uri.test(text)) : []
  return addresses.some((text) => passwordsIn(text).length > 0)
}
