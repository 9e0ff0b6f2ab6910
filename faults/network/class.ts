import { type ClassRun, type FaultClass, Findings, type Try } from '../fault-class.ts'
import { randomOf, sample, shuffled } from '../random.ts'
import { afterFault, afterNextRun, nextRun, saidBy } from '../runs/aftermath.ts'
import { faultAt } from '../runs/fault-at.ts'
import type { Lane, Run } from '../runs/lane.ts'
import { type Plan, tryOnLanes } from '../runs/lanes.ts'
import { type NetworkFault, networkFaults } from '../runs/network-fault.ts'
import { describePoint, type Point, pointsOf, type Trace } from '../runs/point.ts'
import type { Scene, TriedVerb } from '../runs/scene.ts'

/** Tries of each verb in the short run. */
const SHORT = 2

/** Every request of a verb with everything that a network or a store may do to it. */
export const networkClass = (verb: TriedVerb): FaultClass => ({
  name: `network/${verb.name}`,
  title: `${networkFaults.length} faults of network and store at every store request of ${verb.title}: tried again, or a clean failure`,
  faults: [5, 10, 31, 32, 34, 35, 36, 37, 46],
  run: async (run) => await tryOnLanes(verb, run, (trace) => planOf(trace, verb, run)),
})

interface Broken {
  point: Point
  fault: NetworkFault
}

function planOf(trace: Trace, verb: TriedVerb, { seed, short, at }: ClassRun): Plan {
  const requests = pointsOf({ requests: trace.requests, children: [], statements: [] }).filter(
    ({ when }) => when === 'before',
  )
  // What lasts takes as long as the run's patience does: not for the short run.
  const patient = verb.network === 'all' && !short
  const fits = ({ point, fault }: Broken) => (fault.only?.test(point.label) ?? true) && (patient || !fault.lasting)
  const every = requests.flatMap((point) => networkFaults.map((fault) => ({ point, fault }))).filter(fits)
  const all = every.filter((one) => at?.test(describe(one)) ?? true)
  const random = randomOf(seed, 'network', verb.name)
  const chosen = shuffled(short ? sample(all, SHORT, random) : all, random)
  const jobs = chosen.map((one) => {
    const pick = random()
    return async (lane: Lane, scene: Scene) => await tryBroken(lane, scene, one, pick)
  })
  return {
    jobs,
    notes: [`${requests.length} store requests, ${chosen.length} of ${every.length} faults at them tried`],
  }
}

const describe = ({ point, fault }: Broken): string =>
  `${fault.name} at ${describePoint(point).replace('before request ', '')}`

async function tryBroken(lane: Lane, scene: Scene, one: Broken, pick: number): Promise<Try> {
  const findings = new Findings()
  let seen = ''
  await findings.look('the run', async () => {
    const { run, before } = await faultAt(lane, scene, one.point, one.fault)
    seen = run.code === 0 ? 'the run succeeds' : `exit ${run.code}: ${saidBy(run)}`
    expectAnswer(run, one.fault, findings)
    await afterFault(lane, scene, before, findings)
    await nextRun(lane, scene, pick, findings)
    await afterNextRun(lane, scene, before, findings)
  })
  return findings.conclude(describe(one), one.fault.faults, seen)
}

/** Success, or a failure with a sentence and an exit code that does not speak of a bug. */
function expectAnswer(run: Run, fault: NetworkFault, findings: Findings): void {
  if (run.code === 0) return
  if (fault.expect === 'passes') findings.wrong.push(`not tried again: exit ${run.code}: ${saidBy(run)}`)
  const clean = [1, 3, 4].includes(run.code ?? -1) && /^error: \S/m.test(run.stderr) && /^hint: \S/m.test(run.stderr)
  if (!clean) findings.wrong.push(`no clean failure: exit ${run.code ?? run.signal}: ${saidBy(run)}`)
}
