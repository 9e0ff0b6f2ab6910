import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { type AgeKeys, AgeWork, memoryOf, type Question } from './age-work.ts'

/** The thread that AgePool starts: one answer to each question. An error ends it. */
const port = parentPort as MessagePort
const work = new AgeWork(workerData as AgeKeys)

port.on('message', async (question: Question) => {
  const answer = await work.answer(question)
  port.postMessage(answer, memoryOf(answer))
})
