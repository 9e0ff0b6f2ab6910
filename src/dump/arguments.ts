/** What pg_dump is asked for. Names are already quoted as patterns that match only themselves (`dumpPattern`). */
export interface DumpRequest {
  folder: string
  jobs: number
  encoding: string
  snapshot?: string
  /** Milliseconds that pg_dump waits for each table lock; 0 waits for ever. */
  lockTimeoutMs: number
  majorVersion: number
  filter: DumpFilter
  /** The connection's keep-alive settings as a conninfo string; everything else comes from PG* variables. */
  keepAlive: string
  tablespaces?: boolean
  schemaOnly?: boolean
}

/** A part of a database, as pg_dump patterns; all empty means everything. */
export interface DumpFilter {
  schemas: string[]
  excludeSchemas: string[]
  tables: string[]
  excludeTables: string[]
  excludeTableData: string[]
  schemaOnly: boolean
  dataOnly: boolean
}

export const WHOLE_DATABASE: DumpFilter = {
  schemas: [],
  excludeSchemas: [],
  tables: [],
  excludeTables: [],
  excludeTableData: [],
  schemaOnly: false,
  dataOnly: false,
}

/** pg_dump's argument list; never holds a secret. */
export function dumpArguments(request: DumpRequest): string[] {
  return [
    `--dbname=${request.keepAlive}`,
    '--no-password',
    '--format=directory',
    '--compress=0',
    '--no-sync',
    `--jobs=${request.jobs}`,
    `--encoding=${request.encoding}`,
    `--file=${request.folder}`,
    ...(request.snapshot ? [`--snapshot=${request.snapshot}`] : []),
    ...(request.lockTimeoutMs > 0 ? [`--lock-wait-timeout=${request.lockTimeoutMs}`] : []),
    ...(request.majorVersion >= 18 ? ['--no-statistics'] : []),
    ...(request.tablespaces === false ? ['--no-tablespaces'] : []),
    ...filterArguments(request.filter),
  ]
}

function filterArguments(filter: DumpFilter): string[] {
  return [
    ...(filter.schemas.length + filter.tables.length > 0 ? ['--strict-names'] : []),
    ...filter.schemas.map((pattern) => `--schema=${pattern}`),
    ...filter.excludeSchemas.map((pattern) => `--exclude-schema=${pattern}`),
    ...filter.tables.map((pattern) => `--table=${pattern}`),
    ...filter.excludeTables.map((pattern) => `--exclude-table=${pattern}`),
    ...filter.excludeTableData.map((pattern) => `--exclude-table-data=${pattern}`),
    ...(filter.schemaOnly ? ['--schema-only'] : []),
    ...(filter.dataOnly ? ['--data-only'] : []),
  ]
}

/** An archive for other tools rather than for a backup: of all that a database holds, compressed as pg_dump does. */
export interface ArchiveRequest extends Pick<DumpRequest, 'encoding' | 'filter' | 'jobs' | 'keepAlive'> {
  file: string
  format: 'custom' | 'directory'
}

export function archiveArguments(request: ArchiveRequest): string[] {
  const { file, format, jobs, encoding, filter, keepAlive } = request
  return [
    `--dbname=${keepAlive}`,
    '--no-password',
    `--format=${format}`,
    ...(format === 'directory' ? [`--jobs=${jobs}`] : []),
    `--encoding=${encoding}`,
    `--file=${file}`,
    ...filterArguments(filter),
  ]
}
