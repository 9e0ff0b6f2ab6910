import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** A program as it once ran: the same process may have been several. */
export interface SeenProcess {
  pid: number
  parent: number
  /** Arguments, a zero byte behind each; environment likewise. */
  arguments: string
  environment: string
}

/** How well was watched. */
export interface SampleCounts {
  looks: number
  born: number
  /** Processes whose environment was seen. */
  read: number
  /** Processes of the machine, anybody's, that had ended before they were looked at. */
  missed: number
}

export interface Sampling {
  stop(): Promise<{ seen: SeenProcess[]; counts: SampleCounts }>
}

/** Where the user may, it goes before everything else: a busy machine would hide a child that lives for a millisecond. */
const FIRST = 'chrt -f 10 true 2>/dev/null && exec chrt -f 10 perl "$0" "$1"; exec perl "$0" "$1"'

/** Watches every process that is born of this one from now on, and of its children: arguments and environment. */
export async function sampleProcesses(): Promise<Sampling> {
  const sampler = spawn('/bin/sh', ['-c', FIRST, resolve('test/support/process-sampler.pl'), String(process.pid)], {
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const seen: SeenProcess[] = []
  let counts: number[] = []
  const lines = createInterface({ input: sampler.stdout })
  const ready = once(lines, 'line')
  lines.on('line', (line) => {
    const [first = '', ...rest] = line.split(' ')
    if (first === 'counts') counts = rest.map(Number)
    else if (rest.length === 3) seen.push(processOf(first, rest))
  })
  await ready
  return {
    stop: async () => {
      const closed = once(lines, 'close')
      sampler.stdin.end()
      await closed
      const [looks = 0, born = 0, read = 0, missed = 0] = counts
      return { seen, counts: { looks, born, read, missed } }
    },
  }
}

function processOf(pid: string, [parent, args = '', environment = '']: string[]): SeenProcess {
  const text = (digits: string) => Buffer.from(digits.slice(1), 'hex').toString()
  return { pid: Number(pid), parent: Number(parent), arguments: text(args), environment: text(environment) }
}
