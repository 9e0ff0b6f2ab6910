import { readdirSync, readFileSync } from 'node:fs'
import { statOf } from './processes.ts'
import type { ScriptedRequest, ScriptedS3 } from './scripted-http.ts'

/** Holds back what is put of a dump's rows, so that a backup stands still in the middle for as long as a test needs. */
export interface Gate {
  /** How many puts wait at the gate. */
  readonly waiting: number
  close(): void
  open(): void
}

const isPart = ({ method, key }: ScriptedRequest) => method === 'PUT' && /\.(dat|tar)\.zst\.\d+$/.test(key)

/** Replaces the script of a store; the gate is open at first. */
export function gateOf(s3: ScriptedS3): Gate {
  let held: { until: Promise<void>; release: () => void } | undefined
  const gate = {
    waiting: 0,
    close() {
      let release = () => {}
      const until = new Promise<void>((resolve) => {
        release = resolve
      })
      held = { until, release }
    },
    open() {
      held?.release()
      held = undefined
      gate.waiting = 0
    },
  }
  s3.script = (request) => {
    if (!held || !isPart(request)) return undefined
    gate.waiting += 1
    return { until: held.until }
  }
  return gate
}

/** Lets so many bytes a second into a store, over all requests together. */
export function throttle(s3: ScriptedS3, bytesPerSecond: number): void {
  let free = performance.now()
  s3.script = (request) => {
    if (request.method !== 'PUT') return undefined
    free = Math.max(free, performance.now()) + (request.body.length / bytesPerSecond) * 1000
    return { delay: free - performance.now() }
  }
}

/** The processes whose command line holds a text, with their state letters; T is stopped. */
export function processesOf(text: string): { pid: number; state: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name).includes(text))
    .map((name) => ({ pid: Number(name), state: statOf(Number(name))[0] ?? '' }))
    .filter(({ state }) => state !== '' && state !== 'Z' && state !== 'X')
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** Tables small enough to be many, then one of 64 MB as text (a few as stored), then one more: with one job they are dumped in this order. */
export const STANDING_STILL = `
  DO $$ BEGIN FOR i IN 10..25 LOOP EXECUTE format('CREATE TABLE a%s AS SELECT g AS id FROM generate_series(1, 100) g', i); END LOOP; END $$;
  CREATE TABLE m_big AS SELECT g AS id, repeat(md5(g::text), 100) AS text FROM generate_series(1, 20000) g;
  CREATE TABLE z_last AS SELECT g AS id FROM generate_series(1, 1000) g;`

/** The processes whose environment holds a text; pgproof's children are given the database's address there. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(text))
    .map(Number)
    .filter((pid) => !['', 'Z', 'X'].includes(statOf(pid)[0] ?? ''))
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    return ''
  }
}
