import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Context } from '../../src/operations/context.ts'
import { startPgproof } from '../../test/support/pgproof-process.ts'
import { addressOf, startTestServer, type TestServer } from '../../test/support/postgres.ts'
import { eventually } from '../../test/support/processes.ts'
import { type S3Server, startS3 } from '../../test/support/s3-server.ts'
import { processesOf, processesWith } from '../../test/support/slow-store.ts'
import { requestLabel } from './label.ts'
import type { NetworkFault } from './network-fault.ts'
import { Counter, type Point, type Trace } from './point.ts'
import { type StoreProxy, startProxy } from './proxy.ts'
import { databasesLike, dropDatabases } from './shop.ts'
import { StorePlace } from './store-place.ts'

/** What one run of the product came to. */
export interface Run {
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
  trace: Trace
  /** Whether the point was reached and the process killed there. */
  fired: boolean
}

/** A server, a store behind a proxy, and a folder of their own: what one try at a time is made in. */
export class Lane {
  readonly server: TestServer
  readonly store: StorePlace
  /** The temporary folder of every run of the product. */
  readonly temporary: string
  readonly #folder: string
  readonly #s3: S3Server
  readonly #proxy: StoreProxy
  #runs = 0

  private constructor(server: TestServer, s3: S3Server, proxy: StoreProxy) {
    this.server = server
    this.store = new StorePlace(s3)
    this.#s3 = s3
    this.#proxy = proxy
    this.#folder = mkdtempSync(join(tmpdir(), 'pgproof-faults-'))
    this.temporary = join(this.#folder, 'tmp')
    mkdirSync(this.temporary)
    // A throw-away server runs as another user where we are root, and goes elsewhere when it cannot get in here.
    for (const folder of [this.#folder, this.temporary]) chmodSync(folder, 0o755)
  }

  static async open(): Promise<Lane> {
    const [server, s3] = await Promise.all([startTestServer(undefined, { tcp: true }), startS3()])
    return new Lane(server, s3, await startProxy(s3.endpoint))
  }

  /** Takes away all that tries have made, for those of another verb. */
  async empty(): Promise<void> {
    this.#endLeftovers()
    const databases = await databasesLike(this, '^(?!postgres$|template[01]$)')
    await dropDatabases(this, databases)
    this.store.empty()
    for (const name of this.left()) rmSync(join(this.temporary, name), { recursive: true, force: true })
  }

  /** Without its protections the product may have left something running, which is the finding; it must not stay. */
  #endLeftovers(): void {
    for (const { pid } of processesOf(this.temporary)) process.kill(pid, 'SIGKILL')
  }

  async close(): Promise<void> {
    this.#endLeftovers()
    await Promise.all([this.server.stop(), this.#proxy.stop(), this.#s3.stop()])
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get environment(): Record<string, string | undefined> {
    return { ...process.env, ...this.#s3.environment }
  }

  /** For an operation that runs in this process, straight against the store. */
  context(more: Partial<Context> = {}): Context {
    const temporary = join(this.#folder, `own-${this.#runs++}`)
    mkdirSync(temporary, { mode: 0o700 })
    return {
      progress: () => {},
      signal: new AbortController().signal,
      by: { who: 'faults', host: 'here', pgproof: '0.0.0' },
      environment: this.environment,
      now: () => new Date(),
      temporary,
      ...more,
    }
  }

  /** The address of a database, with a password, for an environment variable. */
  url(database: string): string {
    return addressOf({ parameters: { ...this.server.connection.parameters, dbname: database } })
  }

  /** The second storage by way of the proxy. */
  get second(): string {
    return this.store.address(this.store.second, this.#proxy.endpoint)
  }

  /** Runs `pgproof <args>` as a process of its own, with the storage by way of the proxy; at the point it is killed, or the network breaks where a fault is given. */
  async run(args: string[], environment: Record<string, string>, point?: Point, fault?: NetworkFault): Promise<Run> {
    const log = join(this.#folder, `log-${this.#runs++}`)
    const requests: string[] = []
    const counter = new Counter()
    let fired = false
    let kill = () => {}
    this.#proxy.rule = ({ method, path }) => {
      const label = requestLabel(method, path, this.store.prefix)
      requests.push(label)
      const hit = counter.hits(label, point, 'request')
      if (fault === undefined)
        return hit ? { kind: 'drop', at: point?.when ?? 'before', first: () => kill() } : undefined
      const broken = hit || (fired && fault.lasting === true)
      fired ||= hit
      return broken ? fault.ruling : undefined
    }
    const run = startPgproof(args, this.#environmentOf(environment, log, fault ? undefined : point))
    kill = () => {
      fired = run.child.kill('SIGKILL')
    }
    const { code, signal, stdout, stderr } = await run.ended
    this.#proxy.rule = () => undefined
    const lines = linesOf(log)
    const of = (kind: string) =>
      lines.flatMap((line) => (line.startsWith(`${kind} `) ? [line.slice(kind.length + 1)] : []))
    const trace = { requests, children: of('child'), statements: of('statement') }
    return { code, signal, stdout, stderr, trace, fired: fired || lines.includes('killed') }
  }

  #environmentOf(given: Record<string, string>, log: string, point: Point | undefined): Record<string, string> {
    return {
      ...this.#s3.environment,
      PGPROOF_STORAGE: this.store.address(undefined, this.#proxy.endpoint),
      HOME: this.#folder,
      TMPDIR: this.temporary,
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'hook.ts'))}`,
      NODE_COMPILE_CACHE: join(tmpdir(), 'pgproof-faults-compiled'),
      FAULTS_LOG: log,
      ...(point && { FAULTS_POINT: JSON.stringify(point) }),
      ...given,
    }
  }

  /** Waits until nothing of a killed run lives: no process that it started, no session, hence no snapshot and no lock. */
  async nobodyLeft(): Promise<void> {
    const port = `PGPORT=${this.server.connection.parameters.port}`
    const ours = () => [...processesOf(this.temporary).map(({ pid }) => pid), ...processesWith(port)]
    await eventually('no process is left', () => ours().length === 0, 20)
    const sql = `SELECT 1 AS one FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`
    const alone = async () => (await this.server.query(this.server.connection, sql)).length === 0
    await eventually('no session is left', alone, 20)
  }

  /** What runs have left in the temporary folder. */
  left(): string[] {
    return readdirSync(this.temporary)
  }
}

function linesOf(log: string): string[] {
  try {
    return readFileSync(log, 'utf8').split('\n')
  } catch {
    return []
  }
}
