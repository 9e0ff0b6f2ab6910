import { usageError } from '../../errors.ts'
import type { Backup } from '../../repository/catalogue.ts'
import { chooseBackup, chooseName } from '../../repository/choose.ts'
import type { Inventory } from '../../repository/inventory.ts'
import type { Repository } from '../../repository/repository.ts'
import { type Chosen, openBackup, referenceOf } from '../chosen.ts'
import type { Context } from '../context.ts'
import { openStorage, type StorageRequest } from '../repository.ts'
import type { Unchecked } from '../results.ts'
import type { DatedBackup, DiffResult, TotalSize } from '../results-diff.ts'
import { compareEntries, withTexts } from './definitions.ts'
import { compareNames, compareTables } from './tables.ts'

export interface DiffRequest extends StorageRequest {
  name?: string | undefined
  backup: string
  /** Another backup; without it, the newest complete one before. */
  with?: string | undefined
  client: 'auto' | 'local' | 'docker'
}

/** Compares what two backups hold by their inventories, from the older to the newer. A difference is no failure. */
export async function diff(request: DiffRequest, context: Context): Promise<DiffResult> {
  const started = context.now()
  const store = await openStorage(request, context, context.signal)
  try {
    const [older, newer] = await chooseTwo(store, request, context)
    const before = await openBackup(store, older, context.signal)
    const after = await openBackup(store, newer, context.signal)
    const compared = compareInventories(before.inventory, after.inventory)
    const { definitions } = compared
    const printed = await withTexts(definitions.differences, { before, after, client: request.client, context })
    return {
      ok: true,
      code: 0,
      verb: 'diff',
      seconds: (context.now().getTime() - started.getTime()) / 1000,
      warnings: warningsOf(before, after),
      before: dated(store, older),
      after: dated(store, newer),
      equal: isEqual(compared),
      totals: { before: totalsOf(older), after: totalsOf(newer) },
      ...compared,
      definitions: { ...definitions, differences: printed.differences },
      notChecked: [...notChecked(before, after), ...printed.notChecked],
    }
  } finally {
    store.close()
  }
}

/** The older one first, in whichever order they were named. */
async function chooseTwo(store: Repository, request: DiffRequest, context: Context): Promise<[Backup, Backup]> {
  const name = await chooseName(store, request.name)
  const one = await chooseBackup(store, name, request.backup, context.now())
  const other = await chooseBackup(store, name, request.with ?? `before:${one.id}`, context.now())
  if (one.id === other.id) {
    throw usageError(
      `backup ${one.id} would be compared with itself`,
      'name another one in with: pgproof list shows them',
    )
  }
  return one.id < other.id ? [one, other] : [other, one]
}

type Compared = Pick<DiffResult, 'tables' | 'definitions' | 'largeObjects' | 'extensions' | 'roles'>

function compareInventories(before: Inventory, after: Inventory): Compared {
  return {
    tables: compareTables(before.tables, after.tables),
    definitions: compareEntries(before, after),
    largeObjects: compareLargeObjects(before, after),
    extensions: compareExtensions(before, after),
    roles: compareRoles(before, after),
  }
}

function compareLargeObjects(before: Inventory, after: Inventory): DiffResult['largeObjects'] {
  const earlier = new Map(before.largeObjects.map(({ oid, sha256 }) => [oid, sha256]))
  const kept = after.largeObjects.filter(({ oid }) => earlier.has(oid))
  return {
    new: after.largeObjects.length - kept.length,
    gone: before.largeObjects.length - kept.length,
    changed: kept.filter(({ oid, sha256 }) => earlier.get(oid) !== sha256).length,
  }
}

/** Those that came, went or have another version. */
function compareExtensions(before: Inventory, after: Inventory): DiffResult['extensions'] {
  const versions = ({ facts }: Inventory) => new Map(facts.extensions.map(({ name, version }) => [name, version]))
  const [earlier, later] = [versions(before), versions(after)]
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .filter((name) => earlier.get(name) !== later.get(name))
    .map((name) => {
      const [was, is] = [earlier.get(name), later.get(name)]
      return { name, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }
    })
}

function compareRoles(before: Inventory, after: Inventory): DiffResult['roles'] {
  const names = ({ roles }: Inventory) => roles.map(({ name }) => name)
  const roles = compareNames(names(before), names(after))
  return [
    ...roles.new.map((name) => ({ name, change: 'new' as const })),
    ...roles.gone.map((name) => ({ name, change: 'gone' as const })),
  ]
}

function isEqual({ tables, definitions, largeObjects, extensions, roles }: Compared): boolean {
  return (
    tables.every(({ change }) => change === 'unchanged') &&
    definitions.differences.length + definitions.sequencesMoved === 0 &&
    largeObjects.new + largeObjects.gone + largeObjects.changed === 0 &&
    extensions.length + roles.length === 0
  )
}

const dated = (store: Repository, backup: Backup): DatedBackup => ({
  ...referenceOf(store, backup),
  created: backup.manifest.created,
})

function totalsOf({ manifest: { totals } }: Backup): TotalSize {
  const { tables, rows, rawBytes, storedBytes } = totals
  return { tables, rows, rawBytes, storedBytes }
}

/** Who compares other settings, databases or majors sees differences that nobody made. */
function warningsOf(
  { backup: { manifest: a }, inventory: one }: Chosen,
  { backup: { manifest: b }, inventory: two }: Chosen,
) {
  const settings = Object.keys({ ...one.settings, ...two.settings }).filter(
    (name) => one.settings[name] !== two.settings[name],
  )
  return [
    ...(a.source.database === b.source.database
      ? []
      : [`they are of different databases, ${a.source.database} and ${b.source.database}`]),
    ...(a.client.major === b.client.major
      ? []
      : [`pg_dump ${a.client.major} and ${b.client.major} may print the same definition differently`]),
    ...(settings.length === 0
      ? []
      : [`they were dumped under other settings, which rows depend on: ${settings.join(', ')}`]),
  ]
}

/** What a filter left out on either side cannot be told from what is gone. */
const notChecked = (...both: Chosen[]): Unchecked[] =>
  both.flatMap(({ backup: { id, manifest } }) =>
    manifest.partial.map((what) => ({ what: `what ${id} leaves out`, why: `it holds ${what}` })),
  )
