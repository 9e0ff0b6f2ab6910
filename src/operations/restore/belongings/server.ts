import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Archive } from '../../../dump/archive.ts'
import { environmentError } from '../../../errors.ts'
import type { Session } from '../../../postgres/session.ts'
import type { Definition } from '../../../proof/definitions.ts'
import { checkExtensions } from '../../restore-test/target.ts'
import type { PlanNote } from '../../results-restore.ts'
import { isScheduler, leftOutOf } from '../../round-trip/left-out.ts'
import type { RestoreRun } from '../run.ts'
import { withArchive } from '../stored-archive.ts'

/** What the server cannot have, and what is to be known of what it can. */
export interface ServerCheck {
  absentExtensions: string[]
  notes: PlanNote[]
}

/** Extensions that are not available end the restore (exit 3), but for schedulers and what only a provider has. */
export async function checkServerExtensions({ destination, chosen }: RestoreRun): Promise<ServerCheck> {
  const { session, facts } = destination
  const { inventory, backup } = chosen
  const absentExtensions = await checkExtensions(session, backup.manifest, inventory, facts)
  const left = absentExtensions.map(
    (name): PlanNote => ({
      severity: 'warning',
      what: `extension ${name} is left out, with its tables`,
      why: isScheduler(name)
        ? 'its jobs would begin to run in the restored database: make it by hand when they may'
        : "only the provider's own servers have it",
    }),
  )
  const versions = await session.query<{ name: string; version: string; trusted: boolean | null }>(
    `SELECT a.name, a.default_version AS version, bool_or(v.trusted) AS trusted
       FROM pg_available_extensions a LEFT JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version
      GROUP BY 1, 2`,
  )
  const available = new Map(versions.map((row) => [row.name, row]))
  const needed = inventory.facts.extensions.filter(
    ({ name }) => available.has(name) && !absentExtensions.includes(name),
  )
  const others = needed.flatMap(({ name, version }): PlanNote[] => {
    const here = available.get(name)?.version
    if (here === version) return []
    const why = `the backup's is ${version}: what it prints or holds may differ`
    return [{ severity: 'warning', what: `extension ${name} comes in version ${here}`, why }]
  })
  const untrusted = facts.superuser ? [] : needed.filter(({ name }) => available.get(name)?.trusted !== true)
  const refused = untrusted
    .filter(({ name }) => name !== 'plpgsql')
    .map(
      ({ name }): PlanNote => ({
        severity: 'warning',
        what: `extension ${name} may be refused`,
        why: `${facts.connectedAs} is no superuser, and the extension is not marked as trusted`,
      }),
    )
  return { absentExtensions, notes: [...left, ...others, ...refused] }
}

const TABLESPACE = /^SET default_tablespace = ("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*);$/gm

/** Throws exit 3 where tables or indexes of what is restored lie in tablespaces that the server lacks. */
export async function checkTablespaces(run: RestoreRun): Promise<PlanNote[]> {
  const { destination, request, chosen, context } = run
  const { tablespaces } = chosen.inventory.facts
  if (tablespaces.length === 0) return []
  if (request.noTablespaces) {
    const why = `${tablespaces.map(({ name }) => name).join(', ')} are not used, as no-tablespaces asks`
    return [{ severity: 'information', what: 'everything goes into the default tablespace', why }]
  }
  const tools = { programs: destination.programs, context }
  const text = await withArchive(chosen, tools, async (archive) => await printed(archive, leftOutOf(chosen)))
  const used = new Set(
    [...text.matchAll(TABLESPACE)].map(([, name = '']) => name.replace(/^"|"$/g, '').replaceAll('""', '"')),
  )
  const rows = await destination.session.query<{ name: string }>('SELECT spcname AS name FROM pg_tablespace')
  const present = new Set(rows.map(({ name }) => name))
  const missing = tablespaces.filter(({ name }) => used.has(name) && !present.has(name))
  if (missing.length === 0) return []
  const names = missing.map(({ name, relations }) => `${name} (${relations} tables and indexes)`)
  throw environmentError(
    `${destination.server} lacks the tablespace${missing.length > 1 ? 's' : ''} ${names.join(', ')}`,
    'make them there with CREATE TABLESPACE, or put everything into the default one with no-tablespaces; nothing was changed',
  )
}

/** All definitions that are restored, as statements. */
async function printed(archive: Archive, leftOut: ReturnType<typeof leftOutOf>): Promise<string> {
  const entries = (await archive.entries(['--schema-only'])).filter((entry) => !leftOut?.(entry))
  const list = join(archive.folder, 'tablespaces.list')
  await writeFile(list, entries.map(({ line }) => `${line}\n`).join(''), { mode: 0o600 })
  return await archive.run(['--schema-only', `--use-list=${list}`])
}

/** The locale that the database is made with. Throws exit 3 where the server's operating system lacks it (fault 73). */
export async function checkLocale({ destination, chosen, request }: RestoreRun): Promise<void> {
  if (request.method === 'in-place') return
  const { session, server } = destination
  const { source } = chosen.backup.manifest
  const missing: string[] = []
  for (const locale of new Set([source.collate, source.ctype])) {
    if (!(await hasLocale(session, locale))) missing.push(locale)
  }
  const [icu] = await session.query<{ there: boolean }>(
    "SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS there",
  )
  if (source.localeProvider === 'icu' && !icu?.there) missing.push(`ICU (${source.icuLocale ?? ''})`)
  if (missing.length > 0) {
    throw environmentError(
      `${server} lacks the locale ${missing.join(', ')}, which the database of the backup has; the backup itself is not in question`,
      'install the locale on that server (locale-gen, or an image that has it) and restart it; nothing was changed',
    )
  }
}

/** The server takes lc_monetary only where the operating system has the locale: so it can be asked without writing. */
async function hasLocale(session: Session, locale: string): Promise<boolean> {
  if (/^(C|POSIX|C\.UTF-?8)$/i.test(locale)) return true
  await session.query('BEGIN')
  try {
    await session.query("SELECT set_config('lc_monetary', $1, true)", [locale])
    return true
  } catch {
    return false
  } finally {
    await session.query('ROLLBACK')
  }
}

const COLLATION = /\bCOLLATE pg_catalog\.("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)/g

/** Collations of the server that definitions name; a comment may name one too, so that it is a warning. */
export async function checkCollations(session: Session, definitions: readonly Definition[]): Promise<PlanNote[]> {
  const named = definitions.flatMap(({ text }) => [...text.matchAll(COLLATION)].map(([, name = '']) => name))
  const names = [...new Set(named.map((name) => name.replace(/^"|"$/g, '').replaceAll('""', '"')))]
  if (names.length === 0) return []
  const rows = await session.query<{ name: string }>(
    'SELECT collname AS name FROM pg_collation WHERE collname = ANY ($1)',
    [names],
  )
  const present = new Set(rows.map(({ name }) => name))
  return names
    .filter((name) => !present.has(name))
    .map((name) => ({
      severity: 'warning',
      what: `the server lacks the collation ${name}`,
      why: 'definitions of the backup name it, and what uses it cannot be made there',
    }))
}
