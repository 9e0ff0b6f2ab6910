import type { Connection } from '../postgres/conninfo.ts'
import { openSession, type Session, sqlStateOf } from '../postgres/session.ts'
import type { PinnedSettings } from '../postgres/settings.ts'
import type { Progress } from '../progress.ts'
import { type CheckResult, refusalOf } from './check.ts'
import { type Amcheck, installAmcheck } from './indexes-amcheck.ts'
import { countEntries } from './indexes-count.ts'
import { type CheckedIndex, listIndexes } from './indexes-list.ts'
import { lookUpRows } from './indexes-sample.ts'

export interface IndexCheckOptions {
  /** Sessions at a time. */
  jobs: number
  /** Milliseconds for all of it; what is left then is listed as not checked. */
  timeout?: number
  /** The dump's settings; the target's own make them unless given. */
  pinned?: PinnedSettings
  signal?: AbortSignal
  progress?: Progress
}

/** Indexes that are checked together, by one session. */
interface Task {
  indexes: CheckedIndex[]
  bytes: number
  run(session: Session): Promise<CheckResult[]>
}

/**
 * Looks for wrong or missing entries in every index of users' tables: B-trees by amcheck, GiST and SP-GiST by counting, others by looking up sampled rows.
 * Writes nothing but the extension amcheck (removed at the end) and what VACUUM does, so it belongs after the second dump.
 * An index that cannot be checked is skipped with the reason.
 */
export async function checkIndexes(target: Connection, options: IndexCheckOptions): Promise<CheckResult[]> {
  const { pinned, signal } = options
  const open = () => openSession(target, { ...(pinned ? { pinned } : {}), ...(signal ? { signal } : {}) })
  const session = await open()
  try {
    const indexes = await listIndexes(session)
    if (indexes.length === 0) return []
    const amcheck = await installAmcheck(session)
    try {
      const results = await runTasks(planTasks(indexes, amcheck), open, options)
      return results.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    } finally {
      await amcheck.remove()
    }
  } finally {
    await session.close()
  }
}

/** The largest first, so that none is left for the end; one task per index, and one per table where VACUUM counts. */
function planTasks(indexes: CheckedIndex[], amcheck: Amcheck): Task[] {
  const tasks: Task[] = []
  const counted = new Map<string, CheckedIndex[]>()
  for (const index of indexes) {
    if (!index.usable) tasks.push(alone(index, async () => skip(index, 'the index is not valid')))
    else if (index.method === 'btree') tasks.push(alone(index, (session) => amcheck.checkBtree(session, index)))
    else if (index.method === 'gin') tasks.push(alone(index, (session) => checkGin(session, index, amcheck)))
    else if (index.method === 'hash' || index.method === 'brin') {
      tasks.push(alone(index, (session) => lookUpRows(session, index)))
    } else if (index.method === 'gist' || index.method === 'spgist') {
      counted.set(index.relation, [...(counted.get(index.relation) ?? []), index])
    } else tasks.push(alone(index, async () => skip(index, `there is no check for the method ${index.method}`)))
  }
  for (const group of counted.values()) {
    tasks.push({ indexes: group, bytes: sizeOf(group), run: (session) => countEntries(session, group) })
  }
  return tasks.sort((a, b) => b.bytes - a.bytes)
}

function alone(index: CheckedIndex, check: (session: Session) => Promise<CheckResult>): Task {
  return { indexes: [index], bytes: index.bytes, run: async (session) => [await check(session)] }
}

const sizeOf = (indexes: CheckedIndex[]) => indexes.reduce((sum, index) => sum + index.bytes, 0)

const skip = (index: CheckedIndex, reason: string): CheckResult => ({
  name: index.name,
  kind: 'index',
  ok: false,
  skipped: reason,
})

/** amcheck reads a GIN index's structure only, and only from 18 on: its entries are looked up. */
async function checkGin(session: Session, index: CheckedIndex, amcheck: Amcheck): Promise<CheckResult> {
  const structure = await amcheck.checkGin(session, index)
  if (!structure.skipped && !structure.ok) return structure
  const entries = await lookUpRows(session, index)
  if (!entries.skipped || structure.skipped) return entries
  return { ...structure, found: `structure only: ${entries.skipped}` }
}

async function runTasks(
  tasks: Task[],
  open: () => Promise<Session>,
  options: IndexCheckOptions,
): Promise<CheckResult[]> {
  const deadline = options.timeout === undefined ? undefined : Date.now() + options.timeout
  const total = tasks.reduce((sum, task) => sum + task.indexes.length, 0)
  const results: CheckResult[] = []
  const queue = tasks[Symbol.iterator]()
  const work = async () => {
    const session = await open()
    try {
      for (const task of queue) {
        options.signal?.throwIfAborted()
        results.push(...(await runTask(task, session, deadline)))
        options.progress?.({ kind: 'items', done: results.length, total, unit: 'indexes' })
      }
    } finally {
      await session.close()
    }
  }
  const workers = Array.from({ length: Math.max(1, Math.min(options.jobs, tasks.length)) }, work)
  await Promise.allSettled(workers)
  await Promise.all(workers)
  return results
}

async function runTask(task: Task, session: Session, deadline: number | undefined): Promise<CheckResult[]> {
  const all = (reason: string) => task.indexes.map((index) => skip(index, reason))
  const left = deadline === undefined ? 0 : Math.floor(deadline - Date.now())
  if (deadline !== undefined && left <= 0) return all('the time for checking indexes was over')
  try {
    await session.query(`SET statement_timeout = ${left}`)
    return await task.run(session)
  } catch (error) {
    const state = sqlStateOf(error)
    if (state === '57014' && left > 0) return all('the time for checking indexes was over')
    const words = refusalOf(error)
    if (state?.startsWith(CORRUPTED)) return task.indexes.map((index) => broken(index, words))
    return all(`the check failed: ${words}`)
  }
}

/** SQLSTATE class XX: internal error, data or index corrupted. */
const CORRUPTED = 'XX'

const broken = ({ name }: CheckedIndex, found: string): CheckResult => ({ name, kind: 'index', ok: false, found })
