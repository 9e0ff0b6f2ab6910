import { argumentBytes } from './gate.ts'
import { dumpPattern, quoteLiteral } from './identifier.ts'
import type { Session } from './session.ts'

/**
 * The patterns of names (`dumpPattern`) for a pg_dump with `--encoding` set to the database's own encoding, in which it takes them.
 * They differ from `dumpPattern` only for names beyond ASCII in databases that are neither UTF8 nor SQL_ASCII.
 */
export async function dumpPatternsIn(session: Session, names: readonly string[]): Promise<string[]> {
  return await encodedArguments(session, names.map(dumpPattern))
}

/** Patterns as arguments in the encoding of the session's database. */
export async function encodedArguments(session: Session, patterns: readonly string[]): Promise<string[]> {
  const [database] = await session.query<{ encoding: string }>('SELECT pg_catalog.getdatabaseencoding() AS encoding')
  const { encoding = 'UTF8' } = database ?? {}
  if (encoding === 'UTF8' || encoding === 'SQL_ASCII') return [...patterns]
  const encoded: string[] = []
  for (const pattern of patterns) encoded.push(isAscii(pattern) ? pattern : await converted(session, pattern, encoding))
  return encoded
}

async function converted(session: Session, pattern: string, encoding: string): Promise<string> {
  const [row] = await session.query<{ bytes: string }>(
    `SELECT pg_catalog.encode(pg_catalog.convert_to(${quoteLiteral(pattern)}, ${quoteLiteral(encoding)}), 'hex') AS bytes`,
  )
  return argumentBytes(Buffer.from(row?.bytes ?? '', 'hex'))
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length
}
