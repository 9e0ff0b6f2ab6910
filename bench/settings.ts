import { availableParallelism, tmpdir } from 'node:os'

/** What a benchmark run was asked for, from the environment. */
export interface Settings {
  /** Size of the large database, in GB of its files; the small one, for memory, is a quarter of it. */
  gigabytes: number
  /** How often each command is measured; medians are shown. */
  runs: number
  jobs: number
  /** How many small tables the third database has. */
  tables: number
  /** Where servers, dumps and backups go; needs about four times the size. */
  folder: string
  /** Backups are made once, only those that a restore needs, and restores alone are compared. */
  restoresOnly: boolean
  /** The bundle that users run, or the source as it is. */
  from: 'dist' | 'src'
}

export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return {
    gigabytes: positive(environment, 'BENCH_GB', 2),
    runs: positive(environment, 'BENCH_RUNS', 3),
    jobs: positive(environment, 'BENCH_JOBS', Math.min(4, availableParallelism())),
    tables: positive(environment, 'BENCH_TABLES', 2000),
    folder: environment.BENCH_DIR ?? tmpdir(),
    restoresOnly: environment.BENCH_RESTORES_ONLY === '1',
    from: environment.BENCH_FROM === 'src' ? 'src' : 'dist',
  }
}

function positive(environment: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const value = Number(environment[name] ?? fallback)
  if (value > 0 && Number.isFinite(value)) return value
  throw new Error(`${name} must be a number above 0`)
}
