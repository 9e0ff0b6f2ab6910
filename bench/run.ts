import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { libpqEnvironment } from '../src/postgres/conninfo.ts'
import { addressOf, newestMajor, startTestServer, type TestServer } from '../test/support/postgres.ts'
import { backups, repository, restores, starts, swaps } from './commands.ts'
import { makeManyTables, makeMixed } from './databases.ts'
import { type DatabaseResults, markdown, type Results } from './markdown.ts'
import { sealings } from './sealed.ts'
import { interleave, type Series } from './series.ts'
import { readSettings, type Settings } from './settings.ts'

/** What a server has out of the box, which a throw-away server of tests has not. */
const NORMAL = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  max_wal_senders: '10',
  max_wal_size: '1GB',
  checkpoint_timeout: '5min',
  autovacuum: 'on',
  max_parallel_maintenance_workers: '2',
}

const latest = join(repository, 'bench/results/latest.json')
const say = (text: string) => void process.stderr.write(`${text}\n`)

async function run(settings: Settings): Promise<Results> {
  const major = Number(process.env.BENCH_MAJOR ?? newestMajor)
  process.env.TMPDIR = settings.folder
  const folder = mkdtempSync(join(settings.folder, 'pgproof-bench-'))
  const source = await startTestServer(major, { settings: NORMAL })
  const target = await startTestServer(major)
  try {
    const databases = await measureDatabases(settings, { source, target, folder })
    const started = await interleave(starts(settings), settings.runs, surroundings(source))
    return {
      postgres: source.programs.version,
      node: process.versions.node,
      jobs: settings.jobs,
      databases,
      starts: started,
    }
  } finally {
    await Promise.all([source.stop(), target.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Servers {
  source: TestServer
  target: TestServer
  folder: string
}

async function measureDatabases(settings: Settings, servers: Servers): Promise<DatabaseResults[]> {
  const { gigabytes, runs, tables } = settings
  const small = gigabytes / 4
  const all = {
    large: {
      title: `${gigabytes} GB: pgbench, events, documents`,
      make: (name: string) => makeMixed(servers.source, name, gigabytes),
    },
    many: { title: `${tables} small tables`, make: (name: string) => makeManyTables(servers.source, name, tables) },
    small: {
      title: `${small} GB: the same, for memory and spool`,
      make: (name: string) => makeMixed(servers.source, name, small),
    },
    sealed: {
      title: `${gigabytes / 2} GB: the same, sealed`,
      make: (name: string) => makeMixed(servers.source, name, gigabytes / 2),
    },
  }
  const wanted = (process.env.BENCH_ONLY ?? Object.keys(all).join()).split(',')
  const results: DatabaseResults[] = []
  for (const [name, { title, make }] of Object.entries(all)) {
    if (!wanted.includes(name)) continue
    say(`making ${title}`)
    await make(name)
    await servers.source.query(servers.source.connection, 'CHECKPOINT')
    results.push({
      title,
      bytes: await sizeOf(servers.source, name),
      ...(await measureOne(name, settings, servers, name === 'small' ? 1 : runs)),
    })
  }
  return results
}

async function measureOne(
  database: string,
  settings: Settings,
  { source, target, folder }: Servers,
  runs: number,
): Promise<{ backups: Series[]; restores: Series[]; swaps: Series[] }> {
  const place = { bin: `/usr/lib/postgresql/${source.major}/bin`, folder, database, major: source.major }
  if (database === 'sealed') {
    const sealed = await interleave(sealings(settings, place), runs, surroundings(source, database))
    return { backups: sealed, restores: [], swaps: [] }
  }
  const own = database === 'small' ? 1 : undefined
  const { restoresOnly } = settings
  const makers = backups(settings, place).filter(({ output }) => !restoresOnly || /\.(store|dir)$/.test(output ?? ''))
  const dumped = await interleave(makers.slice(0, own), restoresOnly ? 1 : runs, surroundings(source, database))
  const contenders = restores(settings, place, addressOf(target.connection))
    .filter(({ name }) => !restoresOnly || !name.startsWith('gunzip'))
    .slice(0, own)
  const restored = await interleave(contenders, runs, surroundings(target))
  const exchanges = database === 'large' ? swaps(settings, place, addressOf(target.connection)) : []
  const swapped = await interleave(exchanges, runs, surroundings(target))
  return { backups: dumped, restores: restored, swaps: swapped }
}

function surroundings(server: TestServer, database = 'postgres') {
  const environment = {
    ...libpqEnvironment(server.connection, {}),
    PATH: process.env.PATH ?? '',
    PGDATABASE: database,
    TMPDIR: process.env.TMPDIR ?? '/tmp',
    ...(process.env.NODE_OPTIONS && { NODE_OPTIONS: process.env.NODE_OPTIONS }),
  }
  return { environment, postmaster: postmasterOf(server), say }
}

/** The first line of postmaster.pid. */
const postmasterOf = ({ folder }: TestServer): number =>
  Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0])

async function sizeOf(server: TestServer, database: string): Promise<number> {
  const [row] = await server.query<{ size: number }>(
    server.connection,
    `SELECT pg_database_size('${database}') AS size`,
  )
  return row?.size ?? 0
}

if (process.argv.includes('--markdown')) {
  process.stdout.write(`${markdown(JSON.parse(readFileSync(latest, 'utf8')))}\n`)
} else {
  const results = await run(readSettings(process.env))
  mkdirSync(join(repository, 'bench/results'), { recursive: true })
  writeFileSync(latest, `${JSON.stringify(results, null, 1)}\n`)
  process.stdout.write(`${markdown(results)}\n`)
}
