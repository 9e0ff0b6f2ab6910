import { z } from 'zod'
import { usageError } from '../../errors.ts'
import { parseDuration } from './duration.ts'
import { type Expectation, parseExpectation } from './expect.ts'
import { parseColumnName, parseSqlName } from './names.ts'
import { describeIssues, strict } from './strict.ts'

const quoting = 'a name as SQL writes it: public.orders, or "My Schema"."Orders" with its quotes'

const sqlName = z.string().transform((text, context) => {
  const name = parseSqlName(text)
  if (name !== undefined) return name
  context.addIssue({ code: 'custom', message: `"${text}" is not ${quoting}` })
  return z.NEVER
})

const columnName = z.string().transform((text, context) => {
  const name = parseColumnName(text)
  if (name !== undefined) return name
  context.addIssue({
    code: 'custom',
    message: `"${text}" is not a column as SQL writes it: created_at or "Created At"`,
  })
  return z.NEVER
})

const duration = z.string('must be a duration like 90m, 36h or 2d').transform((text, context) => {
  const milliseconds = parseDuration(text)
  if (milliseconds !== undefined) return milliseconds
  context.addIssue({ code: 'custom', message: `"${text}" is not a duration like 90m, 36h, 2d or 1w` })
  return z.NEVER
})

const expectation = z.unknown().transform((value, context): Expectation => {
  const read = value === undefined ? 'is missing: say what the query is to answer' : parseExpectation(value)
  if (typeof read !== 'string') return read
  context.addIssue({ code: 'custom', message: read })
  return z.NEVER
})

const count = z.int().nonnegative()

/** Every assertion can be named, and left out with a reason. */
const common = {
  name: z.string().min(1).optional(),
  skip: z.boolean().optional(),
  reason: z.string().min(1).optional(),
}

const reasonGiven = (value: { skip?: boolean | undefined; reason?: string | undefined }) =>
  value.skip !== true || value.reason !== undefined
const reasonMissing = 'skip needs a reason, which the report shows'

const rows = strict({ min: count.optional(), max: count.optional(), equals: count.optional() })
  .refine(({ min, max, equals }) => min !== undefined || max !== undefined || equals !== undefined, {
    error: 'needs min, max or equals',
  })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, { error: 'min is above max' })

const table = strict({
  ...common,
  rows: rows.optional(),
  'not-null': z.array(columnName).min(1).optional(),
  freshness: strict({ column: columnName, 'max-age': duration }).optional(),
}).refine(reasonGiven, { error: reasonMissing })

const index = strict({
  ...common,
  index: sqlName.optional(),
  table: sqlName.optional(),
  method: z.string().min(1).optional(),
  columns: z.array(z.string().min(1)).min(1).optional(),
})
  .refine(reasonGiven, { error: reasonMissing })
  .refine((value) => value.index !== undefined || value.table !== undefined, { error: 'needs index or table' })

const query = strict({ ...common, sql: z.string().trim().min(1), expect: expectation }).refine(reasonGiven, {
  error: reasonMissing,
})

const tableKey = z.string().refine((text) => parseSqlName(text) !== undefined, { error: `must be ${quoting}` })

/** `assertions:` of pgproof.yml, or the text of the input of that name. docs/assertions.md is the user's copy. */
export const assertionsSchema = strict({
  // `public.orders:` with nothing behind it asserts that the table is there.
  tables: z
    .record(
      tableKey,
      z.preprocess((value) => value ?? {}, table),
    )
    .default({}),
  indexes: z.array(z.preprocess((value) => (typeof value === 'string' ? { index: value } : value), index)).default([]),
  queries: z.array(query).default([]),
})

/** Checked and read: durations in milliseconds, names split, expectations parsed. */
export type Assertions = z.output<typeof assertionsSchema>
export type TableAssertion = z.output<typeof table>
export type IndexAssertion = z.output<typeof index>
export type QueryAssertion = z.output<typeof query>

/**
 * Checks what YAML gave, with or without `assertions:` around it; nothing at all means no assertions.
 * `origin` names the source in errors (`pgproof.yml`, `the input assertions`). Anything wrong is a usageError with its path.
 */
export function parseAssertions(yamlValue: unknown, origin: string): Assertions {
  const result = assertionsSchema.safeParse(unwrap(yamlValue) ?? {})
  if (result.success) return result.data
  throw usageError(
    `${origin}: ${describeIssues(result.error)}`,
    'correct it; docs/assertions.md shows every key',
    result.error,
  )
}

function unwrap(value: unknown): unknown {
  const wrapped = typeof value === 'object' && value !== null && Object.keys(value).join() === 'assertions'
  return wrapped ? (value as { assertions: unknown }).assertions : value
}
