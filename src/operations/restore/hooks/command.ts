import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { setTimeout as sleep } from 'node:timers/promises'
import { startChild } from '../../../postgres/child.ts'
import { showDuration } from '../../../proof/assertions/duration.ts'
import type { CommandHook } from './hooks.ts'

/** Both outputs become one, in the order in which they were written. */
const together = 'exec "$@" 2>&1'

interface CommandRun {
  environment: Record<string, string>
  signal: AbortSignal
  /** Takes a line of the command's output. */
  show(line: string): void
}

/**
 * Runs a command to its end and returns why it failed; undefined when it did not. A text is for the shell, a list is started as it is.
 * What it leaves running in its group is ended with it; when its time is up, all of it, by force after 5 s.
 */
export async function runCommandHook(
  { run, timeoutMs }: CommandHook,
  { environment, signal, show }: CommandRun,
): Promise<string | undefined> {
  const command = typeof run === 'string' ? ['/bin/sh', '-c', run] : run
  const child = startChild('/bin/sh', ['-c', together, 'pgproof-hook', ...command], {
    environment,
    signal,
    shares: true,
  })
  let late = false
  const timer = setTimeout(() => {
    late = true
    void child.stop()
  }, timeoutMs)
  const output = showLines(child.stdout, show)
  const { code, signal: killed, stderr } = await child.done
  clearTimeout(timer)
  // Something that has left the group may hold the output open.
  await Promise.race([output, sleep(1000, undefined, { ref: false })])
  child.stdout.destroy()
  await output
  for (const line of stderr.split('\n')) if (line !== '') show(line)
  if (late) return `did not end within ${showDuration(timeoutMs)}`
  if (killed !== null) return `was ended by ${killed}`
  return code === 0 ? undefined : `ended with code ${code}`
}

/** Longer lines are cut here, so that output without an end of line takes no memory. */
const LONGEST_LINE = 64 * 1024

async function showLines(output: Readable, show: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  try {
    for await (const chunk of output) {
      const lines = (rest + decoder.write(chunk as Buffer)).split(/\r?\n|\r(?!$)/)
      rest = (lines.pop() ?? '').slice(0, LONGEST_LINE)
      for (const line of lines) show(line)
    }
  } catch {
    // Cut off above; what came is shown.
  }
  if (rest !== '') show(rest)
}
