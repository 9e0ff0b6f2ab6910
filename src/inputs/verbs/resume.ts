import { reportInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { swappedInputs } from './rollback.ts'

export const resume = declare({
  verb: 'resume',
  only: 'command',
  sentence: 'Finish a swap that was broken off; before the exchange, drop what it had made.',
  inputs: { ...swappedInputs, ...reportInputs },
  outputs: {},
})
