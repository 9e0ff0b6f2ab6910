import { declare } from '../declare.ts'
import { keepingInputs } from './pin.ts'

export const unpin = declare({
  verb: 'unpin',
  sentence: 'Let go of a pinned backup: the policy decides again.',
  inputs: keepingInputs,
  outputs: {},
  only: 'command',
})
