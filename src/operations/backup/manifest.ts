import { hostsOf } from '../../postgres/conninfo.ts'
import { FORMAT, type Manifest } from '../../repository/manifest.ts'
import type { Upload } from '../../repository/upload.ts'
import type { Sealer } from '../../sealing/seal.ts'
import type { Context } from '../context.ts'
import type { Contents } from './contents.ts'
import type { Selection } from './selection.ts'
import type { Source } from './source.ts'

export interface ManifestOf {
  request: { type: string; tags: string[]; compressionLevel: number }
  context: Context
  source: Source
  selection: Selection
  sealer: Sealer | undefined
  name: string
  id: string
  started: Date
}

export function buildManifest(
  run: ManifestOf,
  contents: Contents,
  upload: Upload,
  previous: Manifest['previous'],
): Manifest {
  const { tables, largeObjects } = contents.inventory
  const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0)
  return {
    format: FORMAT,
    id: run.id,
    name: run.name,
    type: run.request.type,
    tags: run.request.tags,
    created: run.started.toISOString(),
    finished: run.context.now().toISOString(),
    partial: run.selection.partial,
    previous,
    source: sourceOf(run.source),
    client: { pgDump: run.source.programs.version, major: run.source.programs.major },
    by: run.context.by,
    totals: {
      tables: tables.length,
      rows: sum(tables.map((table) => table.rows)),
      rawBytes: sum(tables.map((table) => table.bytes)) + sum(largeObjects.map((object) => object.bytes)),
      storedBytes: upload.storedBytes,
      objects: upload.objects.length,
      largeObjects: largeObjects.length,
    },
    encryption: run.sealer?.encryption ?? null,
    compression: { method: 'zstd', level: run.request.compressionLevel },
    objects: [...upload.objects].sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

export function sourceOf({ facts, connection, profile }: Source): Manifest['source'] {
  const host = hostsOf(connection.parameters)[0]
  return {
    version: facts.version,
    versionNum: facts.versionNum,
    ...(facts.systemIdentifier !== undefined && { systemIdentifier: facts.systemIdentifier }),
    database: facts.database,
    address: `${host?.address || host?.name || ''}:${host?.port ?? ''}`,
    encoding: facts.encoding,
    localeProvider: facts.localeProvider,
    collate: facts.collate,
    ctype: facts.ctype,
    ...(facts.icuLocale !== undefined && { icuLocale: facts.icuLocale }),
    ...(facts.icuRules !== undefined && { icuRules: facts.icuRules }),
    lcMonetary: facts.lcMonetary,
    sizeBytes: facts.sizeBytes,
    profile: profile.name,
  }
}
