import { z } from 'zod'
import { usageError } from '../../errors.ts'
import { describeIssues, strict } from '../../proof/assertions/strict.ts'
import {
  CALENDAR,
  type CalendarRule,
  DAY,
  GRACE,
  HOUR,
  hasRules,
  LEAST,
  type Policy,
} from '../../repository/retention-policy.ts'
import { parseStorageAddress } from '../../storage/address.ts'

/** What says how long backups are kept: the policy of pgproof.yml, and words of its own that come before it. Spans are milliseconds. */
export interface RetentionRequest {
  storage: string
  /** As YAML gave it: one policy, or a list of them with a storage each. */
  retention?: unknown
  keepLast?: number | undefined
  keepHourly?: number | undefined
  keepDaily?: number | undefined
  keepWeekly?: number | undefined
  keepMonthly?: number | undefined
  keepYearly?: number | undefined
  minAge?: number | undefined
  minVerified?: number | undefined
  grace?: number | undefined
}

// Without m, which would be minutes and is read as months.
const UNITS: Record<string, number> = { h: HOUR, d: DAY, w: 7 * DAY, y: 365 * DAY }
const SPAN = 'must be a time span such as 36h, 7d, 8w or 7y'

const span = z
  .string({ error: SPAN })
  .regex(/^[1-9]\d{0,5}[hdwy]$/, { error: ({ input }) => `${SPAN}, not ${JSON.stringify(input)}` })
  .transform((text) => Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] as number))

const COUNT = 'must be a whole number from 1 to 100000; leave the word out where nothing is to be kept by it'
const count = z.number({ error: COUNT }).int({ error: COUNT }).min(1, { error: COUNT }).max(100_000, { error: COUNT })

const type = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, { error: 'is not a type' })

const policySchema = strict({
  storage: z.string({ error: 'must be an address' }).optional(),
  types: z.record(type, span, { error: 'must be a mapping of types to time spans, such as auto: 7d' }).nullish(),
  'keep-last': count.nullish(),
  'keep-hourly': count.nullish(),
  'keep-daily': count.nullish(),
  'keep-weekly': count.nullish(),
  'keep-monthly': count.nullish(),
  'keep-yearly': count.nullish(),
  'min-age': span.nullish(),
  'min-verified': count.nullish(),
  grace: span.nullish(),
})

type Written = z.infer<typeof policySchema>

const EXAMPLE = 'retention: { types: { auto: 7d, manual: 30d }, keep-daily: 14, keep-weekly: 8, keep-monthly: 12 }'

/** The policy for one storage. Throws exit 2 where there is none, or one that says something else than it seems to. */
export function readPolicy(request: RetentionRequest): Policy {
  const policy = policyOf(request)
  if (hasRules(policy)) return policy
  throw usageError(
    'no retention is configured, so every backup is kept',
    `write into pgproof.yml, for example: ${EXAMPLE}`,
  )
}

/** How long what is expired can be taken back, also where no rule says what may go. Throws as `readPolicy`. */
export const graceOf = (request: RetentionRequest): number => policyOf(request).grace

function policyOf(request: RetentionRequest): Policy {
  const written = request.retention == null ? {} : ownOf(request.retention, request.storage)
  const policy: Policy = {
    types: written.types ?? {},
    calendar: calendarOf(request, written),
    minAge: request.minAge ?? written['min-age'] ?? LEAST.minAge,
    minVerified: request.minVerified ?? written['min-verified'] ?? LEAST.minVerified,
    grace: request.grace ?? written.grace ?? GRACE,
  }
  checkLeast(policy)
  return policy
}

function ownOf(retention: unknown, storage: string): Written {
  if (!Array.isArray(retention)) {
    const policy = parsed(retention, 'retention')
    if (policy.storage === undefined || isSame(policy.storage, storage)) return policy
    throw usageError(
      `retention is for ${policy.storage}, not for this storage`,
      'write a list of policies, each with its storage',
    )
  }
  const policies = retention.map((one, index) => parsed(one, `retention.${index + 1}`))
  const index = policies.findIndex((policy) => policy.storage === undefined)
  if (index >= 0) throw usageError(`retention.${index + 1} does not say for which storage it is`, 'give each a storage')
  const own = policies.filter((policy) => isSame(policy.storage as string, storage))
  if (own.length === 1) return own[0] as Written
  const found = own.length === 0 ? 'no policy' : `${own.length} policies`
  throw usageError(
    `retention has ${found} for this storage`,
    'give each storage one policy, by the address that is pruned',
  )
}

function isSame(a: string, b: string): boolean {
  return parseStorageAddress(a).location === parseStorageAddress(b).location
}

function parsed(value: unknown, where: string): Written {
  const result = policySchema.safeParse(value)
  if (result.success) return result.data
  throw usageError(`${where} cannot be used: ${describeIssues(result.error)}`, 'docs/retention.md lists every word')
}

function calendarOf(request: RetentionRequest, written: Written): Policy['calendar'] {
  const given: Record<CalendarRule, number | undefined> = {
    last: request.keepLast,
    hourly: request.keepHourly,
    daily: request.keepDaily,
    weekly: request.keepWeekly,
    monthly: request.keepMonthly,
    yearly: request.keepYearly,
  }
  const rules = CALENDAR.map((rule) => [rule, given[rule] ?? written[`keep-${rule}`] ?? undefined] as const)
  return Object.fromEntries(rules.filter(([, kept]) => kept !== undefined))
}

function checkLeast({ minAge, minVerified, grace }: Policy): void {
  if (minAge < LEAST.minAge) throw belowFloor('min-age', '7d')
  if (minVerified < LEAST.minVerified) throw belowFloor('min-verified', String(LEAST.minVerified))
  if (grace < LEAST.grace) throw belowFloor('grace', '1d')
}

const belowFloor = (word: string, least: string) =>
  usageError(`${word} is below ${least}, which no policy may be`, `write ${least} or more, or leave ${word} out`)
