import { reportInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { yaml } from '../kinds.ts'
import { swappedInputs } from './rollback.ts'

export const resume = declare({
  verb: 'resume',
  only: 'command',
  sentence: 'Finish a swap that was broken off; before the exchange, drop what it had made.',
  inputs: {
    ...swappedInputs,
    hooks: yaml({
      sentence:
        'Commands and addresses as in `pgproof.yml`; those of `after-swap` are called where the swap did not come to them.',
    }),
    ...reportInputs,
  },
  outputs: {},
})
