import { reportInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { choice, flag, text } from '../kinds.ts'

const { report, 'report-detail': reportDetail, json } = reportInputs

export const keygen = declare({
  verb: 'keygen',
  sentence: 'Make keys to seal backups with (age) and to sign them with (Ed25519), and say where each belongs.',
  inputs: {
    for: choice(['both', 'age', 'sign'], {
      sentence: '`age`: the pair that seals and opens; `sign`: the pair that signs and checks.',
      default: 'both',
      momentary: true,
    }),
    out: text({
      sentence: 'Folder for the files, which must be there. Nothing is overwritten.',
      default: '.',
      shown: 'the current folder',
      momentary: true,
    }),
    'post-quantum': flag({
      sentence: 'A key of age against quantum computers too: long, and by hand only age 1.3 or later opens with it.',
      momentary: true,
    }),
    report,
    'report-detail': reportDetail,
    json,
  },
  outputs: {},
  only: 'command',
})
