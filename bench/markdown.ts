import { median, type Series } from './series.ts'

/** What `run.ts` writes to results/latest.json. */
export interface Results {
  postgres: string
  node: string
  jobs: number
  databases: DatabaseResults[]
  starts: Series[]
}

export interface DatabaseResults {
  title: string
  bytes: number
  backups: Series[]
  restores: Series[]
  swaps: Series[]
}

/** The tables of docs/performance.md. */
export function markdown({ postgres, node, jobs, databases, starts }: Results): string {
  return [
    `PostgreSQL ${postgres}, Node ${node}, ${jobs} jobs; medians of ${databases[0]?.backups[0]?.runs.length} interleaved runs.`,
    ...databases.flatMap((database) => [
      `### ${database.title} (${megabytes(database.bytes)} on disk)`,
      table(
        ['backup', 'seconds', 'against pgproof', 'CPU seconds', 'server CPU', 'stored'],
        database.backups.map((one) => [...times(one, database.backups), megabytes(of(one, (run) => run.outputBytes))]),
      ),
      ...(database.restores.length === 0 ? [] : [restores(database.restores)]),
      ...(database.swaps.length === 0 ? [] : [swaps(database.swaps)]),
      memory(database),
    ]),
    '### Start',
    table(
      ['command', 'seconds'],
      starts.map((one) => [one.name, of(one, (run) => run.seconds).toFixed(2)]),
    ),
  ].join('\n\n')
}

function restores(series: Series[]): string {
  const checks = (one: Series) => of(one, (run) => run.result?.phases?.checkIndexes ?? 0)
  const rows = series.map((one) => [...times(one, series), checks(one) > 0 ? checks(one).toFixed(2) : ''])
  return table(['restore', 'seconds', 'against pgproof', 'CPU seconds', 'server CPU', 'of it index checks'], rows)
}

/** The whole swap, then what its single steps took. */
function swaps(series: Series[]): string {
  const rows = series.map((one) => [...times(one, series), series.indexOf(one) === 0 ? downtime(one) : ''])
  const steps = series.flatMap((one) => Object.keys(one.runs[0]?.result?.steps ?? {}))
  const taken = steps.map((step) => [step, of(series[0] as Series, (run) => run.result?.steps?.[step] ?? 0).toFixed(2)])
  return [
    table(
      ['restore over a live database', 'seconds', 'against pgproof', 'CPU seconds', 'server CPU', 'downtime'],
      rows,
    ),
    table(['step of the swap', 'seconds'], taken),
  ].join('\n\n')
}

const downtime = (one: Series): string => `${of(one, (run) => run.result?.downtimeSeconds ?? 0).toFixed(2)} s`

function memory({ backups, restores }: DatabaseResults): string {
  const own = [...backups, ...restores].filter(({ name }) => name.startsWith('pgproof'))
  return table(
    ['peak of', 'memory of node', 'of its children', 'spool'],
    own.map((one) => {
      const spool = of(one, (run) => run.result?.spool?.peakBytes ?? 0)
      const { node, others } = { node: of(one, (run) => run.memory.node), others: of(one, (run) => run.memory.others) }
      return [one.name, megabytes(node), megabytes(others), spool > 0 ? megabytes(spool) : '']
    }),
  )
}

const of = ({ runs }: Series, value: (run: Series['runs'][number]) => number): number => median(runs.map(value))

function times(one: Series, all: Series[]): string[] {
  const seconds = of(one, (run) => run.seconds)
  const own = of(all[0] as Series, (run) => run.seconds)
  const cpu = [of(one, (run) => run.cpuSeconds), of(one, (run) => run.serverCpuSeconds)]
  return [one.name, seconds.toFixed(2), `${(seconds / own).toFixed(2)} ×`, ...cpu.map((value) => value.toFixed(2))]
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en-US')} MB`

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}
