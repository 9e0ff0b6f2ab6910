import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CounterEntry } from '../ledger.ts'
import { type Counter, counters } from './table.ts'

const root = join(import.meta.dirname, '../..')

/** Runs each class against a copy without one of its protections. `tell` is told of each as soon as it has ended. */
export function runCounters(names: string[], seed: number, tell: (entry: CounterEntry) => void): void {
  for (const counter of counters.filter((one) => names.includes(one.class))) {
    const started = performance.now()
    const folder = mkdtempSync(join(tmpdir(), 'pgproof-counter-'))
    try {
      copyWithout(counter, folder)
      const { found, seen } = runIn(folder, counter, seed)
      const { class: name, without, edits } = counter
      const file = [...new Set(edits.map((edit) => edit.file))].join(', ')
      tell({ class: name, without, file, found, seen, seconds: Math.round((performance.now() - started) / 1000) })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Entries that no longer fit the source: what is to be taken out has to be there exactly once. */
export function faultsOfCounters(): string[] {
  return counters.flatMap(({ edits }) =>
    edits.flatMap(({ file, find }) => {
      const times = readFileSync(join(root, file), 'utf8').split(find).length - 1
      return times === 1 ? [] : [`counter/table.ts: ${file} holds ${times} times, not once: ${find}`]
    }),
  )
}

function copyWithout({ edits }: Counter, folder: string): void {
  for (const room of ['src', 'test', 'faults', 'package.json'])
    cpSync(join(root, room), join(folder, room), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const { file, find, replace } of edits) {
    const text = readFileSync(join(folder, file), 'utf8')
    writeFileSync(
      join(folder, file),
      text.replace(find, () => replace),
    )
  }
}

/** The class fails where tries were not survived; a run that breaks off shows nothing. */
function runIn(folder: string, { class: name, at }: Counter, seed: number): { found: boolean; seen: string } {
  const words = ['faults/run.ts', '--short', '--no-write', '--only', name, '--seed', String(seed)]
  const run = spawnSync(process.execPath, [...words, ...(at === undefined ? [] : ['--at', at])], {
    cwd: folder,
    env: { ...process.env, FAULTS_COPY: '1' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  })
  const lost = /^ {2}NOT SURVIVED: (.*)$/m.exec(run.stdout)?.[1]
  const seen = lost ?? `exit ${run.status}: ${(run.stdout + run.stderr).trim().split('\n').slice(-2).join(' / ')}`
  return { found: run.status === 1 && lost !== undefined, seen: seen.slice(0, 300) }
}
