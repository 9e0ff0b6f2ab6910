import type { LifecycleRule as S3Rule } from '@aws-sdk/client-s3'
import { frozenClass } from './s3-facts.ts'
import type { LifecycleRule } from './store.ts'

/** Of a bucket's rules those that harm objects below a prefix (empty, or ending with a slash), each action by itself. */
export function harmfulRules(rules: readonly S3Rule[], own: string): LifecycleRule[] {
  return rules.filter(({ Status }) => Status === 'Enabled').flatMap((rule) => harmIn(rule, own))
}

function harmIn(rule: S3Rule, own: string): LifecycleRule[] {
  const { ID: id = '', Filter, Expiration, Transitions = [] } = rule
  // What pgproof puts has no tags, so a rule for tags is for others.
  if (Filter?.Tag ?? Filter?.And?.Tags?.length) return []
  const whole = Filter?.And?.Prefix ?? Filter?.Prefix ?? rule.Prefix ?? ''
  if (!whole.startsWith(own) && !own.startsWith(whole)) return []
  const about = { id, prefix: whole.slice(own.length) }
  const ends = Expiration?.Days !== undefined || Expiration?.Date !== undefined ? [Expiration] : []
  return [
    ...ends.map((when) => ({ ...about, action: 'deletes' as const, when: sayWhen(when) })),
    ...Transitions.filter(({ StorageClass }) => frozenClass(StorageClass) !== undefined).map((when) => ({
      ...about,
      action: 'archives' as const,
      when: sayWhen(when),
    })),
  ]
}

function sayWhen({ Days, Date: date }: { Days?: number | undefined; Date?: Date | undefined }): string {
  if (date) return `on ${date.toISOString().slice(0, 10)}`
  return `${Days ?? 0} day${Days === 1 ? '' : 's'} after they were put`
}
