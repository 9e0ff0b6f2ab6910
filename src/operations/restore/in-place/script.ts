import { isUtf8 } from 'node:buffer'
import { writeFile } from 'node:fs/promises'
import type { Archive, ArchiveEntry } from '../../../dump/archive.ts'
import { decode } from '../../../dump/encoding.ts'
import { environmentError, messageOf, negative } from '../../../errors.ts'
import { isServerFault, withoutValues } from '../../../postgres/server-fault.ts'
import { type Session, sqlStateOf } from '../../../postgres/session.ts'
import type { BelongingsRequest } from '../request.ts'
import { listPath, type TableOfContents } from './entries.ts'

export type Section = 'pre-data' | 'data' | 'post-data'

/** What pg_restore would run for these entries, as text for a session of our own. Empty where there are none. */
export async function scriptOf(
  toc: TableOfContents,
  section: Section,
  entries: readonly ArchiveEntry[],
  options: { request: BelongingsRequest; encoding: string; raw: Archive },
): Promise<string> {
  if (entries.length === 0) return ''
  const list = listPath(toc.folder, section)
  await writeFile(list, entries.map(({ line }) => `${line}\n`).join(''), { mode: 0o600 })
  const { noOwner, noPrivileges, noTablespaces } = options.request
  const flags = ['--no-subscriptions']
  if (noOwner) flags.push('--no-owner')
  if (noPrivileges) flags.push('--no-privileges')
  if (noTablespaces) flags.push('--no-tablespaces')
  const bytes = Buffer.from(await options.raw.run([`--section=${section}`, `--use-list=${list}`, ...flags]), 'latin1')
  return forSession(decodeExactly(bytes, options.encoding))
}

/** A session sends UTF-8; bytes that are no text in any known encoding would arrive as others. */
function decodeExactly(bytes: Buffer, encoding: string): string {
  if (encoding !== 'SQL_ASCII' || isUtf8(bytes)) return decode(bytes, encoding)
  throw environmentError(
    'definitions of this backup hold bytes that are no UTF-8, and an in-place restore could not bring them back as they were',
    'restore into a new database (method: new-database); nothing was changed',
  )
}

/** What psql alone understands, and what a session of ours sets for itself; all of it is before the first entry or after the last. */
export function forSession(text: string): string {
  const first = text.search(/^--\n-- (?:Name|TOC entry|Data for Name)/m)
  const head = first < 0 ? text : text.slice(0, first)
  const body = first < 0 ? '' : text.slice(first)
  const kept = head.replace(/^(?:\\restrict .*|SET (?:client_encoding|lock_timeout|statement_timeout) = .*;)$/gm, '')
  return kept + body.replace(/\n\\unrestrict [^\n]*\s*$/, '\n')
}

/** Runs it in the session's open transaction, in one round trip. Throws exit 1 for what the backup's own text cannot do here, else exit 3. */
export async function runScript(session: Session, text: string, what: string): Promise<void> {
  if (text === '') return
  try {
    await session.query(text)
    await session.query('SET search_path = pg_catalog')
  } catch (error) {
    throw explained(error, text, what)
  }
}

const HINTS: Readonly<Record<string, string>> = {
  '23503':
    'rows that the restored ones refer to are not there, in a part of the database that is not restored with them: bring those back first, or restore into a new database',
  '42501': 'give the role that restores this right, or use no-owner or no-privileges',
  '55P03': 'try again when the sessions that hold the lock are gone, or end them',
}

/** Transaction states, locks, cancelled queries, and rights: another day or another role may do. */
const NOT_THE_BACKUP = /^(?:25|40|42501|55|57)/

export function explained(error: unknown, text: string, what: string): unknown {
  const state = sqlStateOf(error)
  if (state === undefined) return error
  const cause = (error as Error).cause as { message: string; position?: string }
  const at = cause.position === undefined ? '' : entryBefore(text, Number(cause.position))
  const reason = `${what} failed${at}: ${withoutValues(state, messageOf(cause))}; nothing was changed`
  const hint = HINTS[state] ?? 'what the server said names the object'
  if (isServerFault(state) || NOT_THE_BACKUP.test(state))
    return environmentError(reason, HINTS[state] ?? "see the server's log, then try again", error)
  return negative(reason, hint, error)
}

function entryBefore(text: string, position: number): string {
  const headers = [...text.slice(0, position).matchAll(/^-- Name: ([^\n]*); Type: ([A-Z ]+); Schema: /gm)]
  const last = headers.at(-1)
  return last ? ` at ${last[2]} ${last[1]}` : ''
}
