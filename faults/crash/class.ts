import type { ClassRun, FaultClass, Outcome, Try } from '../fault-class.ts'
import { randomOf, sample, shuffled } from '../random.ts'
import { Lane } from './lane.ts'
import { describePoint, type Point, pointsOf, type Trace } from './point.ts'
import type { CrashVerb, Scene } from './scene.ts'
import { saidBy, tryPoint } from './try.ts'

/** Points of each verb that the short run tries. */
const SHORT = 4

/** All crash points of one verb. */
export const crashClass = (verb: CrashVerb): FaultClass => ({
  name: `crash/${verb.name}`,
  title: `SIGKILL before and after every store request${verb.statements ? ', every statement that changes something' : ''} and every start of a child process of ${verb.title}`,
  faults: [1, 4, 5, 63, ...(verb.faults ?? [])],
  run: async (run) => await runVerb(verb, run),
})

async function runVerb(verb: CrashVerb, run: ClassRun): Promise<Outcome> {
  const first = await Lane.open()
  const lanes = [first]
  try {
    const scene = await verb.prepare(first)
    const trace = await enumerate(first, scene)
    const all = pointsOf(verb.statements ? trace : { ...trace, statements: [] })
    const points = all.filter((point) => run.at?.test(describePoint(point)) ?? true)
    const random = randomOf(run.seed, 'crash', verb.name)
    const chosen = run.short ? sample(points, SHORT, random) : points
    // In any order, so that what a try leaves behind would meet others than in the last run.
    const queue = shuffled(chosen, random).map((point) => ({ point, pick: random() }))
    const scenes = [{ lane: first, scene }]
    while (scenes.length < Math.min(run.lanes, queue.length)) {
      const lane = await Lane.open()
      lanes.push(lane)
      scenes.push({ lane, scene: await verb.prepare(lane) })
    }
    const tries: Try[] = []
    const worker = async ({ lane, scene }: { lane: Lane; scene: Scene }) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const made = await tryPoint(lane, scene, next.point, next.pick, faultsOf(next.point, verb))
        tries.push(made)
        run.tried(made, chosen.length)
      }
    }
    await Promise.all(scenes.map(worker))
    return { tries, notes: [describe(trace, verb, all.length, chosen.length)] }
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()))
  }
}

/** One run that nobody kills: what it does is what there is to kill it at. */
async function enumerate(lane: Lane, scene: Scene): Promise<Trace> {
  lane.store.reset()
  await scene.reset?.()
  const { args, environment } = scene.command()
  const run = await lane.run(args, environment)
  if (run.code !== 0) throw new Error(`the run that shows the points failed: exit ${run.code}: ${saidBy(run)}`)
  await lane.nobodyLeft()
  return run.trace
}

/** Which numbers of the table a kill is a case of: the moments around the manifest have numbers of their own. */
function faultsOf({ kind, label, when }: Point, verb: CrashVerb): number[] {
  const ofManifest = kind === 'request' && /^PUT .*\/manifest\.json$/.test(label)
  const own = ofManifest ? [when === 'before' ? 4 : 5] : []
  return [1, 63, ...own, ...(verb.faults ?? [])]
}

function describe({ requests, children, statements }: Trace, verb: CrashVerb, all: number, tried: number): string {
  const told = [`${requests.length} store requests`, `${children.length} starts of children`]
  if (verb.statements) told.push(`${statements.length} statements that change something`)
  return `${told.join(', ')}, each before and after: ${tried} of ${all} points tried`
}
