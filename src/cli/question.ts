import { createInterface } from 'node:readline/promises'
import { setTimeout as sleep } from 'node:timers/promises'

/** How long to take what was typed before the question was there. */
const DRAIN_MS = 50

/**
 * Asks on standard error, so that standard output stays the result's, and reads one line; the end of input is an empty one.
 * `before` makes room: it ends a progress bar. Undefined where either side is no terminal: then nobody would see the question, or answer it.
 * The asker throws `signal.reason` when the run ends before the answer.
 */
export function askerOf(
  stdin: NodeJS.ReadStream | undefined,
  stderr: NodeJS.WriteStream,
  before: () => void,
): ((question: string, signal: AbortSignal) => Promise<string>) | undefined {
  if (!stdin?.isTTY || !stderr.isTTY) return undefined
  return async (question, signal) => {
    signal.throwIfAborted()
    await drain(stdin)
    // An input that has ended before would never say so again.
    if (!stdin.readable) return ''
    before()
    // The terminal stays in its own mode: it edits the line, and Ctrl-C is a signal to the process as ever.
    const lines = createInterface({ input: stdin, output: stderr, terminal: false })
    try {
      const ended = new Promise<string>((resolve) => {
        lines.once('close', () => resolve(''))
        // A terminal that was closed.
        stdin.once('error', () => resolve(''))
      })
      const answer = lines.question(question, { signal })
      return await Promise.race([answer, ended])
    } catch (error) {
      signal.throwIfAborted()
      throw error
    } finally {
      lines.close()
    }
  }
}

/** What was typed before must not answer a question that nobody has read. */
async function drain(stdin: NodeJS.ReadStream): Promise<void> {
  const drop = () => {}
  stdin.on('data', drop)
  await sleep(DRAIN_MS)
  stdin.off('data', drop)
  stdin.pause()
}
