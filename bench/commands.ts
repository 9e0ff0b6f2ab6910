import { fileURLToPath } from 'node:url'
import type { Settings } from './settings.ts'

/** One thing to measure: `script` is for bash, `prepare` runs before each time and is not measured. */
export interface Contender {
  name: string
  script: string
  prepare: string
  /** The file or folder that it leaves behind. */
  output?: string
}

export const repository = fileURLToPath(new URL('..', import.meta.url))

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

export const pgproof = (settings: Settings, args: string): string => {
  const entry = settings.from === 'src' ? 'bench/pgproof.ts' : 'dist/cli.js'
  return `${quote(process.execPath)} ${quote(repository + entry)} ${args}`
}

export interface Place {
  /** Of the programs. */
  bin: string
  /** Dumps, backups and restores go here. */
  folder: string
  database: string
  major: number
}

/** Backup and what it is compared with; each leaves its output where the restores find it. */
export function backups(settings: Settings, place: Place): Contender[] {
  const { bin, database, major } = place
  const dump = `${bin}/pg_dump --dbname=${database}`
  const zstd = major >= 16
  const made = (name: string, suffix: string, script: (output: string) => string): Contender => {
    const output = `${place.folder}/${database}.${suffix}`
    return { name, prepare: `rm -rf ${quote(output)}`, script: script(quote(output)), output }
  }
  return [
    made('pgproof backup', 'store', (output) =>
      pgproof(settings, `backup --json --storage file://${output} --jobs ${settings.jobs}`),
    ),
    made('pgproof backup --compression-level 1', 'store1', (output) =>
      pgproof(settings, `backup --json --compression-level 1 --storage file://${output} --jobs ${settings.jobs}`),
    ),
    made('pg_dump | gzip -9', 'sql.gz', (output) => `${dump} | gzip -9 > ${output}`),
    made('pg_dump -Fc', 'dump', (output) => `${dump} -Fc -f ${output}`),
    made(
      `pg_dump -Fd -j${settings.jobs} ${zstd ? 'zstd:1' : 'gzip:1'}`,
      'dir',
      (output) => `${dump} -Fd -j${settings.jobs} --compress=${zstd ? 'zstd:1' : '1'} -f ${output}`,
    ),
    made(
      `pg_dump -Fd -j${settings.jobs} not compressed`,
      'raw',
      (output) => `${dump} -Fd -j${settings.jobs} -Z0 -f ${output}`,
    ),
  ]
}

/** Restore-test and bare restores of the same database on one server. */
export function restores(settings: Settings, place: Place, targetUrl: string): Contender[] {
  const { bin, database, folder } = place
  const at = (name: string) => quote(`${folder}/${database}.${name}`)
  const again = `${bin}/dropdb --if-exists --force restored && ${bin}/createdb --template=template0 restored`
  const test = `restore-test --json --backup latest --storage ${quote(`file://${folder}/${database}.store`)}`
  return [
    {
      name: 'pgproof restore-test',
      prepare: `${bin}/dropdb --if-exists --force restored`,
      script: pgproof(settings, `${test} --target-url ${quote(targetUrl)} --jobs ${settings.jobs}`),
    },
    {
      name: `pg_restore -j${settings.jobs}`,
      prepare: again,
      script: `${bin}/pg_restore -j${settings.jobs} --dbname=restored ${at('dir')}`,
    },
    {
      name: 'gunzip | psql',
      prepare: again,
      script: `gunzip -c ${at('sql.gz')} | ${bin}/psql -q -X -v ON_ERROR_STOP=1 --dbname=restored > /dev/null`,
    },
  ]
}

/** A whole restore over a live database, with its proof and its safety backup, against a bare pg_restore into a new one. */
export function swaps(settings: Settings, place: Place, targetUrl: string): Contender[] {
  const { bin, database, folder } = place
  const at = (name: string) => quote(`${folder}/${database}.${name}`)
  const storage = `file://${folder}/${database}.store`
  const live = `${bin}/psql -qXAt -d postgres -c "SELECT format('DROP DATABASE %I', datname) FROM pg_database WHERE datname LIKE 'live\\_%'" | ${bin}/psql -qX -d postgres`
  const filled = `${bin}/psql -qXAt -d postgres -c "SELECT 1 FROM pg_database WHERE datname = 'live'" | grep -q 1 || { ${bin}/createdb --template=template0 live && ${bin}/pg_restore -j${settings.jobs} --dbname=live ${at('dir')}; }`
  const id = `$(basename "$(ls -d ${quote(`${folder}/${database}.store`)}/${database}/backups/* | head -1)")`
  const words = `restore --json --method swap --storage ${quote(storage)} --name ${database} --backup "$id" --target-database live`
  const run = (more: string) =>
    `id=${id}; export PGPROOF_TARGET_URL=${quote(targetUrl)}; ${pgproof(settings, `${words} --jobs ${settings.jobs} ${more}`)}`
  return [
    {
      name: 'pgproof restore --method swap',
      prepare: `${live}; ${filled}`,
      script: run('--confirm "live from $id"'),
    },
    { name: 'its plan alone', prepare: `${live}; ${filled}`, script: run('--plan') },
    {
      name: `pg_restore -j${settings.jobs} into a new database`,
      prepare: `${bin}/dropdb --if-exists --force restored && ${bin}/createdb --template=template0 restored`,
      script: `${bin}/pg_restore -j${settings.jobs} --dbname=restored ${at('dir')}`,
    },
  ]
}

/** What a runner pays before any work begins. The action has no inputs, so that it ends at the first one that is missing. */
export function starts(settings: Settings): Contender[] {
  const action = `env -u PGPROOF_STORAGE GITHUB_ACTIONS=true ${quote(process.execPath)} ${quote(`${repository}dist/backup.js`)} > /dev/null || true`
  const started = { name: 'pgproof --version', prepare: 'true', script: pgproof(settings, '--version') }
  return settings.from === 'src'
    ? [started]
    : [started, { name: 'the action backup, without inputs', prepare: 'true', script: action }]
}
