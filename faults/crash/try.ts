import { Findings, type Try } from '../fault-class.ts'
import { afterFault, afterNextRun, nextRun } from '../runs/aftermath.ts'
import { faultAt } from '../runs/fault-at.ts'
import type { Lane } from '../runs/lane.ts'
import { describePoint, type Point } from '../runs/point.ts'
import type { Scene } from '../runs/scene.ts'

/** Kills one run at one point, and looks at all that has to hold then and after the next run. `pick` decides what a person does next. */
export async function tryPoint(lane: Lane, scene: Scene, point: Point, pick: number, faults: number[]): Promise<Try> {
  const findings = new Findings()
  await findings.look('the kill', async () => {
    const { run, before } = await faultAt(lane, scene, point)
    findings.equal('ended by', run.signal, 'SIGKILL')
    await afterFault(lane, scene, before, findings)
    await nextRun(lane, scene, pick, findings)
    await afterNextRun(lane, scene, before, findings)
  })
  const seen = 'earlier backups whole, nothing half visible, the next run fine, no litter'
  return findings.conclude(`killed ${describePoint(point)}`, faults, seen)
}
