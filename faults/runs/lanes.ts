import type { ClassRun, Outcome, Try } from '../fault-class.ts'
import { saidBy } from './aftermath.ts'
import { Lane } from './lane.ts'
import type { Trace } from './point.ts'
import type { Scene, TriedVerb } from './scene.ts'

/** One fault to be tried, in whichever lane is free. */
export type Job = (lane: Lane, scene: Scene) => Promise<Try>

/** What there is to do, once it is known what an undisturbed run does. */
export interface Plan {
  jobs: Job[]
  notes: string[]
}

/** Runs a verb once to see what it does, and then everything that is planned after that, in several lanes. */
export async function tryOnLanes(verb: TriedVerb, run: ClassRun, planOf: (trace: Trace) => Plan): Promise<Outcome> {
  const first = await borrowLane()
  const lanes = [first]
  try {
    const scene = await verb.prepare(first)
    const { jobs, notes } = planOf(await undisturbed(first, scene))
    const tries: Try[] = []
    const [all, queue] = [jobs.length, [...jobs]]
    const work = async (lane: Lane, scene: Scene) => {
      for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
        const made = await job(lane, scene)
        tries.push(made)
        run.tried(made, all)
      }
    }
    const another = async () => {
      const lane = await borrowLane()
      lanes.push(lane)
      await work(lane, await verb.prepare(lane))
    }
    const more = Math.min(run.lanes, all) - 1
    await Promise.all([work(first, scene), ...Array.from({ length: Math.max(0, more) }, another)])
    return { tries, notes }
  } finally {
    await Promise.all(lanes.map(giveBack))
  }
}

/** All lanes, and those that nobody uses just now: starting their servers takes longer than emptying them. */
const open = new Set<Lane>()
const free: Lane[] = []

async function borrowLane(): Promise<Lane> {
  const lane = free.pop() ?? (await Lane.open())
  open.add(lane)
  return lane
}

async function giveBack(lane: Lane): Promise<void> {
  await lane.empty()
  free.push(lane)
}

/** Ends the servers of all lanes; at the end of a run. */
export async function closeLanes(): Promise<void> {
  free.length = 0
  await Promise.all([...open].map((lane) => lane.close()))
  open.clear()
}

/** What a run does that nobody disturbs is what there is to disturb. */
async function undisturbed(lane: Lane, scene: Scene): Promise<Trace> {
  lane.store.reset()
  await scene.reset?.()
  const { args, environment } = scene.command()
  const run = await lane.run(args, environment)
  if (run.code !== 0) throw new Error(`the undisturbed run failed: exit ${run.code}: ${saidBy(run)}`)
  await lane.nobodyLeft()
  return run.trace
}
