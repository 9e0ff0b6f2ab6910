import { reportInputs, writtenStorageInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { signInputs } from '../keys.ts'
import { text } from '../kinds.ts'

const { report, 'report-detail': reportDetail, config, json } = reportInputs

/** What the verbs about one backup's keeping have in common. */
export const keepingInputs = {
  backup: text({ sentence: 'Which backup: an id, or what selects one, such as `latest`.', required: true }),
  ...writtenStorageInputs,
  ...signInputs,
  reason: text({ sentence: 'Why, in a few words; it stands in every list.', required: true, momentary: true }),
  config,
  report,
  'report-detail': reportDetail,
  json,
}

export const pin = declare({
  verb: 'pin',
  sentence: 'Keep a backup whatever the policy says, with the reason for it.',
  inputs: {
    ...keepingInputs,
    until: text({ sentence: 'Until when, as `2027-11-01`. Without it, until it is unpinned.', momentary: true }),
  },
  outputs: {},
  only: 'command',
})
