import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Question } from './age-pool.ts'
import { type AgeKeys, AgeWork } from './age-work.ts'
import { BadSeal } from './seal.ts'

/** The thread that AgePool starts: one answer to each question. Anything but a bad seal ends it with its error. */
const work = new AgeWork(workerData as AgeKeys)

parentPort?.on('message', async ({ what, body }: Question) => {
  const said = await answer(what, body)
  parentPort?.postMessage(said, 'body' in said ? [said.body.buffer as ArrayBuffer] : [])
})

async function answer(what: Question['what'], body: Uint8Array): Promise<Answer> {
  try {
    return { body: await work[what](body) }
  } catch (error) {
    if (error instanceof BadSeal) return { bad: error.message }
    throw error
  }
}
