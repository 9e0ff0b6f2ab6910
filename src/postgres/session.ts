import pg from 'pg'
import { environmentError, messageOf, PgproofError } from '../errors.ts'
import { cancelQuery } from './cancel.ts'
import { explainConnectionError } from './connection-errors.ts'
import { type Connection, defaultConnectTimeout, describeConnection, type Host, hostsOf, withHost } from './conninfo.ts'
import { passwordFromFile } from './passfile.ts'
import { pinSettings, readSettings } from './session-settings.ts'
import { basicSettings, optionsText, ownSettings, type PinnedSettings, pinnedSettings } from './settings.ts'
import { type TlsAttempt, tlsAttempts } from './tls.ts'

/** A session of our own, with the pinned settings in effect. One query runs at a time; more are queued. */
export interface Session {
  /**
   * Rows by column name. int2, int4, int8 and oid come as numbers (int8 beyond 2^53 as text), bool as boolean, everything else as the server's text.
   * An error is a PgproofError whose `cause` is the server's (`sqlStateOf` tells its code).
   */
  query<R = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<R[]>
  readonly client: pg.Client
  /** `server_version_num`, for example 170011. */
  readonly versionNum: number
  /** The connection narrowed to the host that answered, for children that must reach the same server. */
  readonly connection: Connection
  readonly pinned: PinnedSettings
  /** Whether the connection is encrypted. */
  readonly encrypted: boolean
  /** Ends the session; never throws. */
  close(): Promise<void>
}

export interface SessionOptions {
  /** Without it, the settings of a dump are made from the server's version and `lc_monetary`. */
  pinned?: PinnedSettings
  /** `application_name`; pgproof unless the address names one. */
  application?: string
  /** Aborting closes the connection; queries then fail with the signal's reason. */
  signal?: AbortSignal
}

/**
 * Connects as libpq would: hosts in turn, TLS by sslmode, password file, connect timeout.
 * Fails with what `explainConnectionError` makes of the last host's error, or where a pinned setting is not in effect.
 */
export async function openSession(connection: Connection, options: SessionOptions = {}): Promise<Session> {
  const hosts = hostsOf(connection.parameters)
  if (connection.parameters.load_balance_hosts === 'random') hosts.sort(() => Math.random() - 0.5)
  let last: unknown
  for (const host of hosts) {
    options.signal?.throwIfAborted()
    try {
      const session = await openHost(connection, host, options)
      if (await accepts(session, connection.parameters.target_session_attrs)) return session
      await session.close()
      last = wrongServer(connection)
    } catch (error) {
      options.signal?.throwIfAborted()
      last = explainConnectionError(error, withHost(connection, host, undefined))
    }
  }
  throw last
}

/** The server's five-letter code behind an error of `query`, or undefined. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof pg.DatabaseError) return one.code
  return undefined
}

async function openHost(connection: Connection, host: Host, options: SessionOptions): Promise<Session> {
  const password = passwordFromFile(connection.parameters, host)
  const attempts = tlsAttempts(connection.parameters, host)
  for (const [index, tls] of attempts.entries()) {
    const client = new pg.Client(clientConfig(connection, host, { ...options, password, tls }))
    const session = new OpenSession(client, withHost(connection, host, password), options, tls !== false)
    try {
      await session.open(options.pinned)
      return session
    } catch (error) {
      await session.close()
      if (index + 1 === attempts.length || !worthAnotherAttempt(error)) throw error
    }
  }
  throw new Error('no attempt was made')
}

/** libpq tries the other way (with or without TLS) where the server or its pg_hba.conf refuses this one, not where the password is wrong. */
function worthAnotherAttempt(error: unknown): boolean {
  if (error instanceof PgproofError) return false
  const { code } = error as { code?: string }
  return code === '28000' || /SSL|TLS|EPROTO|certificate|alert/i.test(`${code ?? ''} ${messageOf(error)}`)
}

function clientConfig(
  connection: Connection,
  host: Host,
  made: SessionOptions & { password: string | undefined; tls: TlsAttempt },
): pg.ClientConfig {
  const { parameters } = connection
  const { password } = made
  const startup = [parameters.options ?? '', optionsText(made.pinned ?? basicSettings(0))].join(' ').trim()
  return {
    host: host.address,
    port: host.port,
    user: parameters.user ?? '',
    database: parameters.dbname ?? '',
    // As a function, so that node-pg looks nowhere else and an absent password is told apart from a wrong one.
    password: () => {
      if (password === undefined) throw new Error('no password supplied')
      return password
    },
    ssl: made.tls,
    ...(made.tls && parameters.sslnegotiation === 'direct' ? { sslnegotiation: 'direct' as const } : {}),
    enableChannelBinding: made.tls !== false && parameters.channel_binding !== 'disable',
    options: startup,
    application_name: made.application ?? parameters.application_name ?? 'pgproof',
    client_encoding: 'UTF8',
    connectionTimeoutMillis: Number(parameters.connect_timeout || defaultConnectTimeout) * 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
    types: { getTypeParser: parserOf },
  }
}

const numberTypes = new Set<number>([20, 21, 23, 26])
const boolType = 16

/** character_not_in_repertoire */
const NOT_IN_ENCODING = '22021'

function parserOf(oid: number) {
  if (oid === boolType) return (text: string) => text === 't'
  if (!numberTypes.has(oid)) return (text: string) => text
  return (text: string) => (Number.isSafeInteger(Number(text)) ? Number(text) : text)
}

class OpenSession implements Session {
  readonly client: pg.Client
  readonly connection: Connection
  readonly encrypted: boolean
  versionNum = 0
  pinned: PinnedSettings = {}
  readonly #signal: AbortSignal | undefined
  readonly #abort: () => void
  #lost: unknown
  #closed = false
  #running = 0
  #turn: Promise<unknown> = Promise.resolve()
  #cancelled: Promise<void> = Promise.resolve()

  constructor(client: pg.Client, connection: Connection, options: SessionOptions, encrypted: boolean) {
    this.client = client
    this.connection = connection
    this.encrypted = encrypted
    this.#signal = options.signal
    this.#abort = () => {
      const [host] = hostsOf(connection.parameters)
      if (this.#running > 0 && host) this.#cancelled = cancelQuery(client, host)
      this.#destroy()
    }
    // A server that goes away between two queries must not end the process: the next query tells.
    client.on('error', (error) => {
      this.#lost ??= error
    })
    this.#signal?.addEventListener('abort', this.#abort, { once: true })
  }

  async open(pinned: PinnedSettings | undefined): Promise<void> {
    await this.client.connect()
    const { rows } = await this.client.query("SELECT current_setting('server_version_num')::int AS version")
    this.versionNum = rows[0].version
    const lcMonetary = async () => (await readSettings(this.client, ['lc_monetary'])).lc_monetary ?? 'C'
    this.pinned = pinned ?? pinnedSettings({ versionNum: this.versionNum, lcMonetary: await lcMonetary() })
    await pinSettings(this.client, pinned ?? basicSettings(0), { ...this.pinned, ...ownSettings })
  }

  /** Queues by itself: the driver is going to refuse a query while another one runs. */
  async query<R = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<R[]> {
    const turn = this.#turn.then(() => this.#run<R>(sql, values))
    this.#turn = turn.catch(() => {})
    return await turn
  }

  async #run<R>(sql: string, values?: unknown[]): Promise<R[]> {
    this.#signal?.throwIfAborted()
    this.#running += 1
    try {
      if (this.#lost !== undefined) throw this.#lost
      const result = await this.client.query(sql, values)
      // Several statements in one text give several results; the last one counts.
      return (Array.isArray(result) ? result.at(-1) : result).rows as R[]
    } catch (error) {
      this.#signal?.throwIfAborted()
      throw this.#explain(error)
    } finally {
      this.#running -= 1
    }
  }

  async close(): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#abort)
    if (this.#closed) return
    this.#closed = true
    const timer = setTimeout(() => this.#destroy(), 2000)
    await this.client.end().catch(() => {})
    clearTimeout(timer)
    await this.#cancelled
  }

  #destroy(): void {
    const { connection } = this.client as unknown as { connection: { stream: { destroy(): void } } }
    connection.stream.destroy()
  }

  #explain(error: unknown): PgproofError {
    const where = describeConnection(this.connection)
    if (error instanceof pg.DatabaseError && error.code === NOT_IN_ENCODING) {
      return environmentError(
        `names or expressions in ${where} cannot be read as UTF-8: ${messageOf(error)}`,
        'a database in SQL_ASCII takes any bytes, and only rows, comments and functions may hold other than UTF-8: rename what is named otherwise',
        error,
      )
    }
    if (error instanceof pg.DatabaseError && error.severity !== 'FATAL') {
      const hint = error.hint?.replace(/\.$/, '') ?? 'see the server log for the statement'
      return environmentError(`the server refused a query on ${where}: ${messageOf(error)}`, hint, error)
    }
    const why = messageOf(this.#lost ?? error)
    return environmentError(`the connection to ${where} was lost: ${why}`, 'try again; look into the server log', error)
  }
}

async function accepts(session: Session, wanted = 'any'): Promise<boolean> {
  if (wanted === 'any' || wanted === 'prefer-standby') return true
  const [row] = await session.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby')
  return row?.standby === (wanted === 'standby' || wanted === 'read-only')
}

function wrongServer(connection: Connection): PgproofError {
  const wanted = connection.parameters.target_session_attrs
  return environmentError(
    `no server of ${describeConnection(connection)} is ${wanted}`,
    'change target_session_attrs or name the right host',
  )
}
