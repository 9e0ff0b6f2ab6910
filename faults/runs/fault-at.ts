import type { Lane, Run } from './lane.ts'
import type { NetworkFault } from './network-fault.ts'
import { describePoint, type Point } from './point.ts'
import type { Scene } from './scene.ts'

/** Threads of two runs may come in another order: a point that was not reached is tried again, so many times in all. */
const ATTEMPTS = 3

/** Puts everything back and runs the verb with a fault at a point: killed there unless given. Throws where the point was never reached: such a try shows nothing. */
export async function faultAt(
  lane: Lane,
  scene: Scene,
  point: Point,
  fault?: NetworkFault,
): Promise<{ run: Run; before: string | undefined }> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    lane.store.reset()
    await scene.reset?.()
    const before = await scene.untouched?.()
    const { args, environment } = scene.command()
    const run = await lane.run(args, environment, point, fault)
    if (run.fired) return { run, before }
    await lane.nobodyLeft()
  }
  throw new Error(`${describePoint(point)} was not reached in ${ATTEMPTS} runs`)
}
