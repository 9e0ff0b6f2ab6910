import { readdirSync, readFileSync } from 'node:fs'

/** Peaks in bytes: of the largest node process, and of everything else the command started, summed at one moment. */
export interface Memory {
  node: number
  others: number
}

const EVERY_MS = 50

/** Watches a process and its descendants in /proc. Resident set sizes: memory that processes share is counted for each. */
export class PeakMemory {
  readonly #root: number
  readonly #timer: NodeJS.Timeout
  readonly #peak: Memory = { node: 0, others: 0 }

  constructor(root: number) {
    this.#root = root
    this.#timer = setInterval(() => this.#look(), EVERY_MS)
  }

  stop(): Memory {
    clearInterval(this.#timer)
    return this.#peak
  }

  #look(): void {
    let others = 0
    for (const { name, resident, peak } of descendants(this.#root)) {
      if (isNode(name)) this.#peak.node = Math.max(this.#peak.node, peak)
      else others += resident
    }
    this.#peak.others = Math.max(this.#peak.others, others)
  }
}

/** Node calls its main thread so from version 20 on. */
const isNode = (name: string) => name === 'node' || name === 'MainThread'

interface Process {
  parent: number
  name: string
  resident: number
  peak: number
}

function descendants(root: number): Process[] {
  const processes = new Map<number, Process>()
  for (const pid of readdirSync('/proc')) if (/^\d+$/.test(pid)) add(processes, Number(pid))
  const below = (pid: number): boolean => {
    const parent = processes.get(pid)?.parent
    return parent === root || (parent !== undefined && parent > 1 && below(parent))
  }
  return [...processes].filter(([pid]) => pid === root || below(pid)).map(([, process]) => process)
}

function add(processes: Map<number, Process>, pid: number): void {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1]
    const bytes = (name: string) => Number(field(name) ?? 0) * 1024
    processes.set(pid, {
      parent: Number(field('PPid')),
      name: field('Name') ?? '',
      resident: bytes('VmRSS'),
      peak: bytes('VmHWM'),
    })
  } catch {
    // It ended while it was looked at.
  }
}
