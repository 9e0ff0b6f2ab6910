import type { Session } from '../../../postgres/session.ts'
import type { Chosen } from '../../chosen.ts'
import type { PlanNote } from '../../results-restore.ts'
import { isRestored, readGlobals, type TableOfContents } from './entries.ts'
import { LOCK_SECONDS } from './locks.ts'
import { listed } from './names.ts'
import { keyOf, type Scope } from './scope.ts'
import type { Surroundings } from './surroundings.ts'

type Note = [severity: PlanNote['severity'], what: string, why: string]

/** What the person who confirms must know, the most telling first. */
export async function notesOf(
  session: Session,
  chosen: Chosen,
  { scope, toc, found }: { scope: Scope; toc: TableOfContents; found: Surroundings },
): Promise<PlanNote[]> {
  const notes: Note[] = [
    ...(await vanishing(session, chosen, scope, found)),
    ...ofLocks(found),
    ...ofSpace(chosen, scope),
    ...ofProvider(scope),
    ...(await ofGlobals(session, scope, toc)),
    ...ofSurroundings(scope, found),
    ...(await ofOtherSchemas(session, scope)),
  ]
  return notes.map(([severity, what, why]) => ({ severity, what, why }))
}

async function vanishing(session: Session, chosen: Chosen, scope: Scope, { contents }: Surroundings): Promise<Note[]> {
  if (scope.kind === 'rows') return []
  const rows = await session.query<{ schema: string; name: string }>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid = ANY ($1::oid[]) AND c.relkind IN ('r', 'p') ORDER BY 1, 2`,
    [contents.map(({ objid }) => objid)],
  )
  const held = new Set(chosen.inventory.entries.filter(({ type }) => type === 'TABLE').map(keyOf))
  const gone = rows.filter((row) => !held.has(keyOf(row))).map(({ schema, name }) => `${schema}.${name}`)
  if (gone.length === 0) return []
  return [
    [
      'warning',
      `${gone.length} tables vanish: ${listed(gone)}`,
      'they are there now and not in the backup; the safety backup has them',
    ],
  ]
}

function ofLocks({ contents }: Surroundings): Note[] {
  const tables = contents.filter(({ word }) => word === 'TABLE').length
  return [
    [
      'warning',
      `${tables} tables are locked`,
      `writers wait from before the safety backup until the end, readers from the drop until the end; a lock that is not to be had within ${LOCK_SECONDS} s ends the restore, and nothing is changed`,
    ],
  ]
}

/** What was dropped is given back to the disk by the commit alone. */
function ofSpace({ inventory }: Chosen, { schemas }: Scope): Note[] {
  const bytes = inventory.tables
    .filter(({ schema }) => schemas.includes(schema))
    .reduce((sum, table) => sum + table.bytes, 0)
  const what = `the server needs room for ${Math.ceil(bytes / 1024 ** 2)} MiB of rows more, and for their indexes`
  return [
    [
      'information',
      what,
      'what is there now is kept until the commit; where the disk is full before, nothing is changed',
    ],
  ]
}

function ofProvider({ provided, profile }: Scope): Note[] {
  if (provided.length === 0) return []
  return [
    [
      'warning',
      `schemas ${provided.join(', ')} are not restored`,
      `they belong to the provider (${profile.name}), and nothing of them is touched`,
    ],
  ]
}

async function ofGlobals(session: Session, scope: Scope, { definitions }: TableOfContents): Promise<Note[]> {
  if (scope.kind !== 'contents') return []
  const there = await readGlobals(session)
  const rows = await session.query<{ name: string }>('SELECT evtname AS name FROM pg_event_trigger')
  const live = new Set(rows.map(({ name }) => name))
  const skipped = definitions.filter(
    (one) => one.type === 'EVENT TRIGGER' && !live.has(one.tag) && !isRestored(one, scope, there),
  )
  if (skipped.length === 0) return []
  const why = 'only a superuser can make one'
  return [['warning', `event triggers that are not restored: ${listed(skipped.map(({ tag }) => tag))}`, why]]
}

function ofSurroundings(scope: Scope, { returning, memberships, largeObjects }: Surroundings): Note[] {
  const notes: Note[] = []
  const put = returning.putBack.map(({ what }) => what)
  if (put.length > 0)
    notes.push([
      'information',
      `put back as they are now: ${listed(put, 20)}`,
      'they are outside of what is restored and depend on it',
    ])
  if (memberships.length > 0) {
    const names = memberships.map(({ table, publication }) => `${table} in ${publication}`)
    notes.push([
      'information',
      `places in publications stay: ${listed(names)}`,
      'consumers see no change of rows until the next write',
    ])
  }
  if (scope.kind !== 'rows' && scope.existing.length > 0) {
    const why = 'owner, grants and default privileges stay as they are now, not as in the backup'
    notes.push(['information', `schemas ${scope.existing.join(', ')} stay themselves`, why])
  }
  if (largeObjects.besides > 0) {
    notes.push(['information', `${largeObjects.besides} large objects stay`, 'they are not in the backup'])
  }
  return notes
}

async function ofOtherSchemas(session: Session, { schemas, profile, kind }: Scope): Promise<Note[]> {
  if (kind === 'rows') return []
  const rows = await session.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspname <> ALL ($1) ORDER BY 1`,
    [[...schemas, ...profile.schemas]],
  )
  if (rows.length === 0) return []
  return [
    [
      'information',
      `other schemas stay as they are: ${listed(rows.map(({ name }) => name))}`,
      'they are not part of what is restored',
    ],
  ]
}
