import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'

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
  /** A command that is run when pgproof dies without having stopped the child: what removes the child's remains. */
  afterwards?: readonly string[]
}

const graceSeconds = 5
const stderrLimit = 64 * 1024

/** Waits for a word before it becomes the command, so that a supervisor watches from the first moment on; at the pipe's end it gives up. */
const gateScript = 'read -r go <&3 || exit 125; exec 3<&-; exec "$@"'

/**
 * Watches the pipe held by pgproof. A line means that the child has ended in order; the pipe's end without one means that pgproof is gone:
 * then the group is asked to end, continued in case it was stopped (a stopped process does not act on SIGTERM), and at last killed.
 */
const supervisorScript = `
trap '' INT TERM HUP QUIT
group=$1 signal=$2 polls=$3; shift 3
read -r ended && exit 0
kill -s "$signal" -- "-$group" 2>/dev/null
kill -s CONT -- "-$group" 2>/dev/null
while [ "$polls" -gt 0 ] && kill -s 0 -- "-$group" 2>/dev/null; do sleep 0.1; polls=$((polls - 1)); done
kill -s KILL -- "-$group" 2>/dev/null
[ $# -eq 0 ] || "$@"
`

/**
 * Starts a command under a supervisor: a second, tiny process that outlives pgproof by a moment and ends the command's group when pgproof dies,
 * by SIGKILL too and while the group is stopped. The command leads a session of its own, so a terminal's Ctrl-C reaches pgproof alone.
 * Throws only `signal.reason`, when it is aborted already.
 */
export function startChild(command: string, args: readonly string[], options: ChildOptions): Child {
  options.signal?.throwIfAborted()
  const child = spawn('/bin/sh', ['-c', gateScript, 'pgproof', command, ...args], spawnOptions(options))
  const failed = new Promise<string>((resolve) => child.once('error', (error) => resolve(error.message)))
  const pid = child.pid ?? 0
  if (pid === 0) return neverStarted(failed)
  const supervisor = startSupervisor(pid, options)
  const gate = child.stdio[3] as Writable
  gate.on('error', () => {})
  gate.end('go\n')
  if (options.stdin !== undefined) feed(child, options.stdin)
  return new RunningChild(child, pid, supervisor, options)
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

class RunningChild implements Child {
  readonly pid: number
  readonly stdout: Readable
  readonly done: Promise<ChildEnd>
  readonly #stopSignal: NodeJS.Signals
  #ended = false

  constructor(child: ChildProcess, pid: number, supervisor: ChildProcess, options: ChildOptions) {
    this.pid = pid
    this.stdout = child.stdout as Readable
    this.#stopSignal = options.stopSignal ?? 'SIGTERM'
    const abort = () => void this.stop()
    options.signal?.addEventListener('abort', abort, { once: true })
    const stderr = collectLines(child.stderr as Readable, options.onStderr)
    this.done = exitOf(child).then(async (exit) => {
      this.#ended = true
      options.signal?.removeEventListener('abort', abort)
      signalGroup(pid, 'SIGKILL')
      supervisor.stdin?.end('ended\n')
      return { ...exit, stderr: await stderr() }
    })
  }

  pause(): void {
    if (!this.#ended) signalGroup(this.pid, 'SIGSTOP')
  }

  resume(): void {
    if (!this.#ended) signalGroup(this.pid, 'SIGCONT')
  }

  async stop(): Promise<void> {
    if (!this.#ended) {
      signalGroup(this.pid, this.#stopSignal)
      signalGroup(this.pid, 'SIGCONT')
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

function startSupervisor(pid: number, options: ChildOptions): ChildProcess {
  const args = [String(pid), (options.stopSignal ?? 'SIGTERM').slice(3), String(graceSeconds * 10)]
  const supervisor = spawn(
    '/bin/sh',
    ['-c', supervisorScript, 'pgproof-watch', ...args, ...(options.afterwards ?? [])],
    {
      detached: true,
      cwd: '/',
      env: { PATH: options.environment.PATH ?? '/usr/bin:/bin' },
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  )
  // Without a supervisor nothing may run: a paused pg_dump would hold production's snapshot for ever.
  supervisor.once('error', () => signalGroup(pid, 'SIGKILL'))
  supervisor.stdin?.on('error', () => {})
  return supervisor
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

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // The group has ended.
  }
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
  return { pid: 0, stdout: Readable.from([]), done, pause() {}, resume() {}, stop: async () => void (await done) }
}
