import { reportInputs, writtenStorageInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { signInputs } from '../keys.ts'
import { duration, flag, integer, text, yaml } from '../kinds.ts'

const kept = (what: string) => integer({ sentence: `Keep ${what}.`, min: 1, max: 100_000 })

/** How long backups are kept; `status` tells by the same words what expires next. */
export const retentionInputs = {
  retention: yaml({
    sentence: 'The policy, as in `pgproof.yml`: `types`, `keep-daily` … , or a list of such, each with its `storage`.',
  }),
  'keep-last': kept('so many of the newest backups'),
  'keep-hourly': kept('the newest backup of so many hours'),
  'keep-daily': kept('the newest backup of so many days'),
  'keep-weekly': kept('the newest backup of so many weeks'),
  'keep-monthly': kept('the newest backup of so many months'),
  'keep-yearly': kept('the newest backup of so many years'),
  'min-age': duration({ sentence: 'Never expire what is younger; at least `7d`, which it is without.' }),
  'min-verified': integer({
    sentence: 'Never keep fewer verified complete backups of one server; at least 3, which it is without.',
    min: 1,
    max: 100_000,
  }),
  grace: duration({ sentence: 'How long an expired backup can be taken back; `7d` without, at least `1d`.' }),
}

export const prune = declare({
  verb: 'prune',
  sentence: 'Decide which backups stay and why; with `apply`, expire the others and sweep what expired before.',
  inputs: {
    ...writtenStorageInputs,
    ...signInputs,
    ...retentionInputs,
    apply: flag({ sentence: 'Do it. Without it, the plan is only shown.', momentary: true }),
    confirm: text({
      sentence:
        'Digest of the plan that was looked at; needed where more than half of all backups would expire at once.',
      momentary: true,
    }),
    'delete-versions': flag({
      sentence: 'On a bucket that keeps old versions, delete those of swept backups too.',
    }),
    ...reportInputs,
  },
  outputs: {
    plan: 'Digest of the plan.',
    keep: 'Number of backups that stay.',
    expire: 'Number of backups that expire.',
    sweep: 'Number of backups that go for good.',
    'freed-bytes': 'Bytes that are gone for good.',
  },
})
