import { PgproofError } from '../errors.ts'

/** How long an operation may take to clean up after a signal. A runner kills the job 10 s after it asked for the end. */
const cleanUpSeconds = 25

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 143 } as const

export interface Cancelling {
  signal: AbortSignal
  /** Stops listening. */
  release(): void
}

/**
 * Turns SIGINT, SIGTERM and SIGHUP into an aborted signal whose reason is the PgproofError to end with.
 * Where the clean-up hangs, `giveUp` is called and the process ends all the same.
 */
export function onSignals(giveUp: () => void): Cancelling {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const cancel = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) return
    const code = codes[name as keyof typeof codes]
    const hint = 'earlier backups are untouched, and nothing half-made counts as one; run it again when you like'
    controller.abort(new PgproofError(code, `ended by ${name}`, hint))
    timer = setTimeout(() => {
      giveUp()
      process.exit(code)
    }, cleanUpSeconds * 1000)
    timer.unref()
  }
  const names = Object.keys(codes) as NodeJS.Signals[]
  for (const name of names) process.on(name, cancel)
  const release = () => {
    clearTimeout(timer)
    for (const name of names) process.off(name, cancel)
  }
  return { signal: controller.signal, release }
}
