import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { containerOf, removalOf, signalContainer } from './docker-container.ts'
import { gateArguments } from './gate.ts'
import { graceSeconds, signalGroup, startSupervisor } from './supervisor.ts'

/** A command that runs in a session and process group of its own. */
export interface Child {
  /** The command's process and the number of its group; 0 when it could not be started at all. */
  readonly pid: number
  readonly stdout: Readable
  /** Never rejects. A command that does not exist ends with code 127. */
  readonly done: Promise<ChildEnd>
  /** Stops the whole group (SIGSTOP). It ends nevertheless when pgproof ends, however that happens. */
  pause(): void
  resume(): void
  /** Ends the whole group: SIGTERM (or `stopSignal`), after 5 s SIGKILL; also when it is paused. Returns when it has ended. */
  stop(): Promise<void>
  /** Lets it live on when pgproof ends; nothing watches it any more. */
  release(): void
}

/** Either `code` or `signal` is set. `stderr` is the last 64 KiB. */
export interface ChildEnd {
  code: number | null
  signal: string | null
  stderr: string
}

export interface ChildOptions {
  /** All of the command's environment; nothing is inherited. */
  environment: Record<string, string>
  cwd?: string
  uid?: number
  gid?: number
  stdin?: Readable | Uint8Array
  onStderr?: (line: string) => void
  /** Aborting stops the group. */
  signal?: AbortSignal
  /** What asks the command to end; SIGTERM unless given. */
  stopSignal?: 'SIGTERM' | 'SIGINT' | 'SIGQUIT'
  /** What it makes gets the modes that the user's umask says; without it nobody else can read it. */
  shares?: true
  /** A command that is run when pgproof dies without having stopped the child: what removes the child's remains. */
  afterwards?: readonly string[]
}

const stderrLimit = 64 * 1024

/**
 * Starts a command under a supervisor: a second, tiny process that outlives pgproof by a moment and ends the command's group when pgproof dies,
 * by SIGKILL too and while the group is stopped. The command leads a session of its own, so a terminal's Ctrl-C reaches pgproof alone.
 * Arguments may hold pieces made by `argumentBytes`. Throws only `signal.reason`, when it is aborted already.
 */
export function startChild(command: string, args: readonly string[], options: ChildOptions): Child {
  options.signal?.throwIfAborted()
  const child = spawn('/bin/sh', gateArguments([command, ...args], options.shares), spawnOptions(options))
  const failed = new Promise<string>((resolve) => child.once('error', (error) => resolve(error.message)))
  const pid = child.pid ?? 0
  if (pid === 0) return neverStarted(failed)
  const container = containerOf(command, args)
  const supervision = {
    stopSignal: options.stopSignal ?? 'SIGTERM',
    afterwards: container === undefined ? (options.afterwards ?? []) : removalOf(container),
    environment: options.environment,
  }
  const supervisor = startSupervisor(pid, supervision)
  const gate = child.stdio[3] as Writable
  gate.on('error', () => {})
  gate.end('go\n')
  if (options.stdin !== undefined) feed(child, options.stdin)
  return new RunningChild(child, { pid, supervisor, container }, options)
}

/** Runs a command to its end and returns all of its output; for short ones. */
export async function runChild(
  command: string,
  args: readonly string[],
  options: ChildOptions,
): Promise<{ stdout: Buffer; end: ChildEnd }> {
  const child = startChild(command, args, options)
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  const [end] = await Promise.all([child.done, finished(child.stdout).catch(() => {})])
  return { stdout: Buffer.concat(pieces), end }
}

interface Started {
  pid: number
  supervisor: ChildProcess
  container: string | undefined
}

class RunningChild implements Child {
  readonly pid: number
  readonly stdout: Readable
  readonly done: Promise<ChildEnd>
  readonly #container: string | undefined
  readonly #options: ChildOptions
  #ended = false
  #stopping = false

  readonly #release: () => void

  constructor(child: ChildProcess, started: Started, options: ChildOptions) {
    const { pid, supervisor, container } = started
    this.pid = pid
    this.stdout = child.stdout as Readable
    this.#container = container
    this.#options = options
    const abort = () => void this.stop()
    this.#release = () => {
      options.signal?.removeEventListener('abort', abort)
      supervisor.stdin?.end('released\n')
      for (const stream of child.stdio) stream?.destroy()
      child.unref()
    }
    options.signal?.addEventListener('abort', abort, { once: true })
    const stderr = collectLines(child.stderr as Readable, options.onStderr)
    this.done = exitOf(child).then(async (exit) => {
      this.#ended = true
      options.signal?.removeEventListener('abort', abort)
      signalGroup(pid, 'SIGKILL')
      // A container whose client was killed may still run: the supervisor removes it.
      supervisor.stdin?.end(container !== undefined && exit.signal !== null ? '' : 'ended\n')
      return { ...exit, stderr: await stderr() }
    })
  }

  pause(): void {
    // Stopped again after it was asked to end, it would not end.
    if (this.#ended || this.#stopping) return
    signalGroup(this.pid, 'SIGSTOP')
    if (this.#container) signalContainer(this.#container, 'pause', this.#options.environment)
  }

  resume(): void {
    if (this.#ended) return
    signalGroup(this.pid, 'SIGCONT')
    if (this.#container) signalContainer(this.#container, 'unpause', this.#options.environment)
  }

  release(): void {
    if (!this.#ended) this.#release()
  }

  async stop(): Promise<void> {
    this.#stopping = true
    if (!this.#ended) {
      signalGroup(this.pid, this.#options.stopSignal ?? 'SIGTERM')
      // A stopped process acts on nothing before it is continued.
      this.resume()
      const timer = new AbortController()
      const late = sleep(graceSeconds * 1000, 'late', { signal: timer.signal }).catch(() => 'over')
      if ((await Promise.race([this.done, late])) === 'late') signalGroup(this.pid, 'SIGKILL')
      timer.abort()
    }
    await this.done
  }
}

function spawnOptions(options: ChildOptions): SpawnOptions {
  return {
    detached: true,
    env: options.environment,
    stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', 'pipe'],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  }
}

function feed(child: ChildProcess, input: Readable | Uint8Array): void {
  const target = child.stdin as Writable
  // A command that ends before it has read everything is told by its exit status.
  target.on('error', () => {})
  if (input instanceof Uint8Array) target.end(input)
  else input.on('error', () => target.destroy()).pipe(target)
}

function exitOf(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
}

/** Reads standard error line by line and keeps its end; the returned function waits for it to close, but not for ever: a daemon may hold it open. */
function collectLines(stderr: Readable, onLine: ((line: string) => void) | undefined): () => Promise<string> {
  let kept = ''
  const lines = createInterface({ input: stderr, crlfDelay: Number.POSITIVE_INFINITY })
  const closed = new Promise<void>((resolve) => lines.once('close', resolve))
  lines.on('line', (line) => {
    kept = `${kept}${line}\n`
    if (kept.length > 2 * stderrLimit) kept = kept.slice(-stderrLimit)
    onLine?.(line)
  })
  return async () => {
    const timer = new AbortController()
    await Promise.race([closed, sleep(1000, undefined, { signal: timer.signal }).catch(() => {})])
    timer.abort()
    return kept.slice(-stderrLimit)
  }
}

function neverStarted(failed: Promise<string>): Child {
  const done = failed.then((stderr) => ({ code: 127, signal: null, stderr }))
  return {
    pid: 0,
    stdout: Readable.from([]),
    done,
    pause() {},
    resume() {},
    release() {},
    stop: async () => void (await done),
  }
}
