import { declare } from '../declare.ts'
import { keepingInputs } from './pin.ts'

export const unexpire = declare({
  verb: 'unexpire',
  sentence: 'Take an expired backup back, while its grace lasts.',
  inputs: keepingInputs,
  outputs: {},
  only: 'command',
})
