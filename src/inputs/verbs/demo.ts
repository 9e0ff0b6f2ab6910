import { jobs, reportInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { flag, integer } from '../kinds.ts'

const { report, 'report-detail': reportDetail, json } = reportInputs

export const demo = declare({
  verb: 'demo',
  sentence: 'See it work: back up a shop of a million rows, prove it, damage copies and watch each being caught.',
  inputs: {
    rows: integer({ sentence: 'About how many rows the shop has.', min: 1000, max: 100_000_000, default: '1000000' }),
    keep: flag({ sentence: 'Leave the folder with the backup behind and say where it is.' }),
    jobs,
    report,
    'report-detail': reportDetail,
    json,
  },
  outputs: {},
  only: 'command',
})
