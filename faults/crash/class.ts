import type { ClassRun, FaultClass } from '../fault-class.ts'
import { randomOf, sample, shuffled } from '../random.ts'
import { type Plan, tryOnLanes } from '../runs/lanes.ts'
import { describePoint, type Point, pointsOf, type Trace } from '../runs/point.ts'
import type { TriedVerb } from '../runs/scene.ts'
import { tryPoint } from './try.ts'

/** Points of each verb that the short run tries. */
const SHORT = 2

/** All crash points of one verb. */
export const crashClass = (verb: TriedVerb): FaultClass => ({
  name: `crash/${verb.name}`,
  title: `SIGKILL before and after every store request${verb.statements ? ', every statement that changes something' : ''} and every start of a child process of ${verb.title}`,
  faults: [1, 4, 5, 63, ...(verb.faults ?? [])],
  run: async (run) => await tryOnLanes(verb, run, (trace) => planOf(trace, verb, run)),
})

function planOf(trace: Trace, verb: TriedVerb, { seed, short, at }: ClassRun): Plan {
  const all = pointsOf(verb.statements ? trace : { ...trace, statements: [] })
  const points = all.filter((point) => at?.test(describePoint(point)) ?? true)
  const random = randomOf(seed, 'crash', verb.name)
  const chosen = short ? sample(points, SHORT, random) : points
  // In any order, so that what a try leaves behind would meet others than in the last run.
  const jobs = shuffled(chosen, random).map((point) => {
    const pick = random()
    return async (...[lane, scene]: Parameters<Plan['jobs'][number]>) =>
      await tryPoint(lane, scene, point, pick, faultsOf(point, verb))
  })
  return { jobs, notes: [describe(trace, verb, all.length, chosen.length)] }
}

/** Which numbers of the table a kill is a case of: the moments around the manifest have numbers of their own. */
function faultsOf({ kind, label, when }: Point, verb: TriedVerb): number[] {
  const ofManifest = kind === 'request' && /^PUT .*\/manifest\.json$/.test(label)
  const own = ofManifest ? [when === 'before' ? 4 : 5] : []
  return [1, 63, ...own, ...(verb.faults ?? [])]
}

function describe({ requests, children, statements }: Trace, verb: TriedVerb, all: number, tried: number): string {
  const told = [`${requests.length} store requests`, `${children.length} starts of children`]
  if (verb.statements) told.push(`${statements.length} statements that change something`)
  return `${told.join(', ')}, each before and after: ${tried} of ${all} points tried`
}
