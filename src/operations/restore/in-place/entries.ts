import { join } from 'node:path'
import { Archive, type ArchiveEntry } from '../../../dump/archive.ts'
import { libpqEnvironment } from '../../../postgres/conninfo.ts'
import type { Programs } from '../../../postgres/programs.ts'
import type { Session } from '../../../postgres/session.ts'
import type { Definition } from '../../../proof/definition-text.ts'
import { readDefinitions } from '../../../proof/definitions.ts'
import type { Chosen } from '../../chosen.ts'
import type { Context } from '../../context.ts'
import { extensionEntries } from '../../round-trip/left-out.ts'
import type { BelongingsRequest } from '../request.ts'
import { sortRelations } from './relations.ts'
import { keyOf, type Scope } from './scope.ts'

/** What of the database belongs to no schema and stays as it is, by pg_dump's word and tag. */
export interface Globals {
  has(type: string, tag: string): boolean
  /** Whether an extension that is there brings it: a relation by name, or a function by name and types. */
  isMember(schema: string, name: string): boolean
}

const GLOBALS = `
  SELECT 'EXTENSION' AS type, extname AS tag FROM pg_extension
  UNION ALL SELECT 'EVENT TRIGGER', evtname FROM pg_event_trigger
  UNION ALL SELECT 'PUBLICATION', pubname FROM pg_publication
  UNION ALL SELECT 'FOREIGN DATA WRAPPER', fdwname FROM pg_foreign_data_wrapper
  UNION ALL SELECT 'SERVER', srvname FROM pg_foreign_server
  UNION ALL SELECT 'USER MAPPING', 'USER MAPPING ' || usename || ' SERVER ' || srvname FROM pg_user_mappings
  UNION ALL SELECT 'PROCEDURAL LANGUAGE', lanname FROM pg_language
  UNION ALL SELECT 'ACCESS METHOD', amname FROM pg_am
  UNION ALL SELECT 'CAST', 'CAST (' || format_type(castsource, NULL) || ' AS ' || format_type(casttarget, NULL) || ')' FROM pg_cast`

const MEMBERS = `
  SELECT n.nspname AS schema, coalesce(c.relname, p.proname || '(' || oidvectortypes(p.proargtypes) || ')') AS name
    FROM pg_depend d
    LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
    LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
    JOIN pg_namespace n ON n.oid = coalesce(c.relnamespace, p.pronamespace)
   WHERE d.deptype = 'e'`

/**
 * Read once more after the drop: what went with the contents is to be made again. Event triggers that are not there count as there for a role
 * that could not make them.
 */
export async function readGlobals(session: Session): Promise<Globals> {
  const rows = await session.query<{ type: string; tag: string }>(GLOBALS)
  const there = new Set(rows.map(({ type, tag }) => JSON.stringify([type, tag])))
  const [role] = await session.query<{ superuser: boolean }>(
    'SELECT rolsuper AS superuser FROM pg_roles WHERE rolname = current_user',
  )
  const brought = await session.query<{ schema: string; name: string }>(MEMBERS)
  const members = new Set(brought.map(keyOf))
  return {
    isMember: (schema, name) => members.has(keyOf({ schema, name })),
    has: (type, tag) => there.has(JSON.stringify([type, tag])) || (type === 'EVENT TRIGGER' && !role?.superuser),
  }
}

/** What an ACL, a comment or a label is about, where that is in no schema: `SCHEMA public`, `FOREIGN SERVER s`. */
const ABOUT =
  /^(SCHEMA|EXTENSION|EVENT TRIGGER|PUBLICATION|FOREIGN DATA WRAPPER|FOREIGN SERVER|SERVER|LANGUAGE|PROCEDURAL LANGUAGE|ACCESS METHOD|CAST) ?(.*)$/
const WORDS: Readonly<Record<string, string>> = { 'FOREIGN SERVER': 'SERVER', LANGUAGE: 'PROCEDURAL LANGUAGE' }

/** Whether an entry of the backup is restored: what belongs to the schemas, and of the rest what is not there. */
export function isRestored(
  definition: Pick<Definition, 'type' | 'schema' | 'tag'>,
  scope: Scope,
  there: Globals,
): boolean {
  const { type, schema, tag } = definition
  const isNew = (name: string) => scope.schemas.includes(name) && !scope.existing.includes(name)
  if (type === 'SCHEMA') return isNew(tag)
  if (type === 'DEFAULT ACL' || type === 'PUBLICATION TABLES IN SCHEMA') return isNew(schema)
  const ofMember = /^(?:ACL|COMMENT|SECURITY LABEL|SEQUENCE SET)$/.test(type) && isAboutMember(definition, there)
  if (schema !== '') return scope.schemas.includes(schema) && !ofMember
  if (/^(ACL|COMMENT|SECURITY LABEL)$/.test(type)) {
    const [, word = '', name = ''] = ABOUT.exec(tag) ?? []
    if (word === 'SCHEMA') return isNew(name)
    return !there.has(WORDS[word] ?? word, word === 'CAST' ? tag : name)
  }
  return scope.kind === 'contents' && !there.has(type, tag)
}

/** `SEQUENCE SET` names the sequence, the others `TABLE zones` or `FUNCTION zone(integer)`. */
const isAboutMember = ({ schema, tag, type }: Pick<Definition, 'type' | 'schema' | 'tag'>, there: Globals): boolean =>
  there.isMember(schema, type === 'SEQUENCE SET' ? tag : tag.replace(/^[A-Z ]+ /, ''))

/** The backup's table of contents as an in-place restore reads it. */
export interface TableOfContents {
  definitions: Definition[]
  preData: ArchiveEntry[]
  otherData: ArchiveEntry[]
  postData: ArchiveEntry[]
  /** Prints text in the encoding of the backup; `folder` holds `toc.dat`. */
  archive: Archive
  folder: string
}

export async function readTableOfContents(
  chosen: Chosen,
  programs: Programs,
  folder: string,
  { context, request }: { context: Context; request: BelongingsRequest },
): Promise<TableOfContents> {
  const environment = libpqEnvironment({ parameters: {} }, {}, context)
  const archive = new Archive(folder, programs, environment, chosen.backup.manifest.source.encoding)
  const leftOut = extensionEntries(chosen.absentExtensions ?? [])
  const definitions = await readDefinitions(archive, {
    leftOut,
    owners: !request.noOwner,
    privileges: !request.noPrivileges,
  })
  const held = new Set(chosen.inventory.entries.map(entryKey))
  const isHeld = (one: Definition) =>
    chosen.part ? chosen.part.entries.has(one.dumpId) : held.has(entryKey({ ...one, name: one.tag }))
  const section = async (name: string) =>
    (await archive.entries([`--section=${name}`])).filter((one) => !leftOut?.(one))
  return {
    definitions: definitions.filter(isHeld),
    preData: await section('pre-data'),
    otherData: (await section('data')).filter(({ kind }) => kind === 'other'),
    postData: await section('post-data'),
    archive,
    folder,
  }
}

const entryKey = ({ type, schema, name }: { type: string; schema: string; name: string }): string =>
  JSON.stringify([type, schema, name])

const LARGE_OBJECT = /^\d+; (?:2613 |0 0 (?:ACL|COMMENT|SECURITY LABEL) - LARGE OBJECTS? \d)/

/** Which entries are run, by their numbers. */
export function restoredEntries(toc: TableOfContents, scope: Scope, there: Globals): (entry: ArchiveEntry) => boolean {
  const own = toc.definitions.filter((one) => isRestored(one, scope, there))
  const ids = scope.kind === 'relations' ? sortRelations(own, scope).anew : new Set(own.map(({ dumpId }) => dumpId))
  return ({ dumpId, line }) => (scope.largeObjects && LARGE_OBJECT.test(line)) || ids.has(dumpId)
}

/** Whether a table's rows are restored: those of an extension that is there stay as they are. */
export function rowsRestored(chosen: Chosen, scope: Scope, there: Globals) {
  const members = new Map(
    chosen.inventory.facts.tables.flatMap((table) =>
      table.extension === null ? [] : [[keyOf(table), table.extension]],
    ),
  )
  return (table: { schema: string; name: string }): 'yes' | 'no' | 'append' => {
    const extension = members.get(keyOf(table))
    if (!scope.schemas.includes(table.schema)) return 'no'
    if (extension === undefined) return 'yes'
    return there.has('EXTENSION', extension) ? 'no' : 'append'
  }
}

export const listPath = (folder: string, name: string): string => join(folder, `in-place-${name}.list`)
