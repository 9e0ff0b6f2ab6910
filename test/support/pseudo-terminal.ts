import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { eventually } from './processes.ts'
import { surroundings } from './surroundings.ts'

/** A command at a terminal of its own, made by util-linux's `script`: what is typed goes through the kernel's line discipline, Ctrl-C too. */
export class PseudoTerminal {
  /** Everything that the terminal has shown, with what was typed. */
  shown = ''
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown[]>

  /** `command` is for the shell. */
  constructor(command: string, environment: Record<string, string> = {}) {
    const env = { ...surroundings(), TERM: 'dumb', ...environment }
    this.#child = spawn('script', ['-qefc', command, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    this.#ended = once(this.#child, 'close')
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.shown += text.replaceAll('\r\n', '\n')
    })
  }

  type(text: string): void {
    this.#child.stdin?.write(text)
  }

  async shows(text: string): Promise<void> {
    await eventually('the terminal shows it', () => this.shown.includes(text), 30).catch(() => {
      throw new Error(`the terminal does not show ${JSON.stringify(text)} but ${JSON.stringify(this.shown)}`)
    })
  }

  /** Waits for the command's end and returns its exit code. */
  async end(): Promise<number | null> {
    await this.#ended
    return this.#child.exitCode
  }

  stop(): void {
    this.#child.kill('SIGKILL')
  }
}
