import { join } from 'node:path'
import { Archive } from '../../dump/archive.ts'
import { PgproofError } from '../../errors.ts'
import { findPrograms } from '../../postgres/programs.ts'
import { compareDefinitions, type Definition, readDefinitions } from '../../proof/definitions.ts'
import type { Inventory } from '../../repository/inventory.ts'
import { type Chosen, fetchTableOfContents } from '../chosen.ts'
import type { Context } from '../context.ts'
import { archiveEnvironment } from '../restore/stored-archive.ts'
import type { Unchecked } from '../results.ts'
import type { ComparedDefinition, DiffResult } from '../results-diff.ts'

type Differences = DiffResult['definitions']

const changes = { missing: 'gone', extra: 'new', changed: 'changed' } as const

/** Compares the definitions of two inventories by their digests. */
export function compareEntries(before: Inventory, after: Inventory): Differences {
  const differences = compareDefinitions(before.entries.map(byDigest), after.entries.map(byDigest))
  const moved = differences.filter(({ what, type }) => what === 'changed' && type === 'SEQUENCE SET')
  return {
    before: before.entries.length,
    after: after.entries.length,
    sequencesMoved: moved.length,
    differences: differences
      .filter((difference) => !moved.includes(difference))
      .map(({ what, type, schema, name }) => ({ type, schema, name, change: changes[what] })),
  }
}

/** An inventory knows no text, but the digest changes with it. */
const byDigest = ({ type, schema, name, sha256 }: Inventory['entries'][number]): Definition => ({
  dumpId: 0,
  classOid: 0,
  type,
  schema,
  tag: name,
  owner: '',
  text: sha256,
  digest: sha256,
  dependencies: [],
})

export interface Printing {
  before: Chosen
  after: Chosen
  client: 'auto' | 'local' | 'docker'
  context: Context
}

/**
 * Adds to each changed definition what changed in its text, printed by pg_restore from both tables of contents.
 * Where no client is there, the definitions stay as they are, and the reason is returned.
 */
export async function withTexts(
  differences: ComparedDefinition[],
  printing: Printing,
): Promise<{ differences: ComparedDefinition[]; notChecked: Unchecked[] }> {
  if (!differences.some(({ change }) => change === 'changed')) return { differences, notChecked: [] }
  try {
    const [before, after] = await printBoth(printing)
    const printed = compareDefinitions(before, after)
    const withText = differences.map((difference) => {
      if (difference.change !== 'changed') return difference
      const at = printed.findIndex(({ what, ...one }) => what === 'changed' && isSame(one, difference))
      // Names repeat (operators): each text is for one of them.
      const [text] = at < 0 ? [] : printed.splice(at, 1)
      return { ...difference, ...(text?.diff !== undefined && { diff: text.diff }) }
    })
    return { differences: withText, notChecked: [] }
  } catch (error) {
    if (!(error instanceof PgproofError) || error.code !== 3 || printing.context.signal.aborted) throw error
    return { differences, notChecked: [{ what: 'the text of changed definitions', why: error.reason }] }
  }
}

const isSame = (a: { type: string; schema: string; name: string }, b: ComparedDefinition): boolean =>
  a.type === b.type && a.schema === b.schema && a.name === b.name

async function printBoth({ before, after, client, context }: Printing): Promise<[Definition[], Definition[]]> {
  const folder = join(context.temporary, 'diff')
  const major = Math.max(before.backup.manifest.client.major, after.backup.manifest.client.major)
  const { environment, installPrograms: install } = context
  const { programs } = await findPrograms(major, { environment, client, folders: [context.temporary], install })
  const libpq = archiveEnvironment(context)
  const print = async ({ reader, backup }: Chosen) => {
    const own = join(folder, backup.id)
    await fetchTableOfContents(reader, own)
    return await readDefinitions(new Archive(own, programs, libpq, backup.manifest.source.encoding))
  }
  return [await print(before), await print(after)]
}
