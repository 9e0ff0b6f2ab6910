import { beforeAll, expect, test } from '@jest/globals'
import { seeded } from '../../repository/candidates.ts'
import { ACTORS, type Actor, Model } from './model.ts'
import { makeWorld, type Snapshot, START } from './world.ts'

let world: Snapshot

beforeAll(async () => {
  world = await makeWorld({ now: START })
})

const RUNS = 10_000

test(`faults 83 and 84: in ${RUNS} random orders of prune, backup, readers, pins and time, nothing is lost`, async () => {
  const lost: string[] = []
  for (let seed = 1; seed <= RUNS && lost.length === 0; seed++) {
    const random = seeded(seed)
    const others = ACTORS.filter((actor) => actor !== 'prune' && random() < 0.3)
    const actors: Actor[] = ['prune', ...others]
    // Some orders let one actor run ahead, so that long pauses of the others are among them.
    const hurried = random() < 0.5 ? (actors[Math.floor(random() * actors.length)] as string) : ''
    const model = new Model()
    await model
      .run(world, actors, (waiting) => {
        const ahead = waiting.indexOf(hurried)
        return ahead >= 0 && random() < 0.9 ? ahead : Math.floor(random() * waiting.length)
      })
      .catch((error: Error) => {
        lost.push(`seed ${seed}, ${actors.join(', ')}: ${error.message}`)
      })
  }
  expect(lost).toEqual([])
}, 300_000)
