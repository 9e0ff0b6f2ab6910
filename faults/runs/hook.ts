/**
 * Loaded before the product by `node --import`: it counts child processes and statements, and ends the process by SIGKILL where it is told to.
 * FAULTS_LOG is the file that it writes down what it counted, FAULTS_POINT the point as JSON, where there is one.
 */
import childProcess from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { promisify } from 'node:util'
import pg from 'pg'
import { childLabel, statementLabel } from './label.ts'
import { Counter, type Point } from './point.ts'

const { FAULTS_LOG: log, FAULTS_POINT: text } = process.env
const point = text === undefined ? undefined : (JSON.parse(text) as Point)
const counter = new Counter()

/** Ends the process here where this is the point, with the moment; returns whether it has to end afterwards. */
function passes(kind: 'child' | 'statement', label: string): boolean {
  if (log !== undefined) appendFileSync(log, `${kind} ${label}\n`)
  const hit = counter.hits(label, point, kind)
  if (hit && point?.when === 'before') die()
  return hit
}

function die(): void {
  if (log !== undefined) appendFileSync(log, 'killed\n')
  process.kill(process.pid, 'SIGKILL')
}

type Start = (command: string, args: readonly string[], ...rest: unknown[]) => unknown

function watched<F extends object>(start: F): F {
  const run: Start = (command, args, ...rest) => {
    const kill = passes('child', childLabel(command, Array.isArray(args) ? args : []))
    const child = (start as unknown as Start)(command, args, ...rest)
    if (kill) die()
    return child
  }
  // What promisify looks at has to stay, and is a way of its own to start a child.
  const promised = (start as { [promisify.custom]?: object })[promisify.custom]
  return Object.assign(run, promised && { [promisify.custom]: watched(promised) }) as unknown as F
}

childProcess.spawn = watched(childProcess.spawn)
childProcess.execFile = watched(childProcess.execFile)
syncBuiltinESMExports()

const query = pg.Client.prototype.query as (this: unknown, ...args: unknown[]) => unknown
pg.Client.prototype.query = function watchedQuery(this: unknown, ...args: unknown[]) {
  const [first] = args
  const sql = typeof first === 'string' ? first : String((first as { text?: string })?.text ?? '')
  const label = statementLabel(sql)
  const kill = label !== undefined && passes('statement', label)
  const result = query.apply(this, args)
  if (kill && result instanceof Promise) return result.finally(die)
  // A query that is over says `end`, and so does COPY TO; COPY FROM says `finish`.
  if (kill) for (const over of ['end', 'finish']) (result as NodeJS.EventEmitter).once?.(over, die)
  return result
} as typeof pg.Client.prototype.query
