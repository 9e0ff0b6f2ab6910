import { type ChildProcess, spawn } from 'node:child_process'

/** How long a group that was asked to end may take until it is killed. */
export const graceSeconds = 5

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

export interface Supervision {
  /** Asks the group to end. */
  stopSignal: NodeJS.Signals
  /** A command that removes what a killed child leaves behind. */
  afterwards: readonly string[]
  environment: Record<string, string>
}

/** Starts the supervisor of a group. Writing a line to its standard input sends it away; the end of its input sets it to work. */
export function startSupervisor(group: number, { stopSignal, afterwards, environment }: Supervision): ChildProcess {
  const args = [String(group), stopSignal.slice(3), String(graceSeconds * 10), ...afterwards]
  const supervisor = spawn('/bin/sh', ['-c', supervisorScript, 'pgproof-watch', ...args], {
    detached: true,
    cwd: '/',
    env: Object.fromEntries(Object.entries(environment).filter(([name]) => /^(PATH|HOME|DOCKER_.*)$/.test(name))),
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Without a supervisor nothing may run: a stopped pg_dump would hold production's snapshot for ever.
  supervisor.once('error', () => signalGroup(group, 'SIGKILL'))
  supervisor.stdin?.on('error', () => {})
  return supervisor
}

/** Does nothing where the group has ended. */
export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
