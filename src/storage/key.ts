import { PgproofError } from '../errors.ts'

/** Temporary files of the folder store start with this; no key's segment may. */
export const TEMPORARY_PREFIX = '.pgproof-tmp-'

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML, which S3 listings are made of, cannot carry control characters
const CONTROL = /[\u0000-\u001f\u007f]/

/** Throws unless `key` is one that every store can hold; the rules are on `Store`. A wrong key is a bug or a crafted manifest, never the user's doing. */
export function checkKey(key: string): void {
  const wrong = keyFault(key)
  if (wrong) throw new PgproofError(70, `${JSON.stringify(key)} ${wrong}`, 'report this as a bug of pgproof')
}

/** What is wrong with a key, to be said after it; undefined where nothing is. */
export function keyFault(key: string): string | undefined {
  if (Buffer.byteLength(key) > 900) return 'is too long for an object name'
  if (!key.isWellFormed() || CONTROL.test(key)) return 'holds characters that no object name may hold'
  for (const segment of key.split('/')) {
    if (segment === '' || segment === '.' || segment === '..') return 'is not a path below the storage'
    if (segment.startsWith(TEMPORARY_PREFIX)) return 'is the name of a temporary file'
  }
  return undefined
}

/** Where UTF-8 bytes and UTF-16 units may be in another order. */
const HIGH = /[\ud800-\uffff]/

/** The order of keys in a listing: by their UTF-8 bytes, as S3 has it (not by UTF-16 units, as JavaScript compares). */
export function compareKeys(a: string, b: string): number {
  if (HIGH.test(a) || HIGH.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : Number(a > b)
}
