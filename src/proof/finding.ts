/** One fact of the target, compared with the backup's. Never holds a row's contents or the value of a user's own setting. */
export interface Finding {
  /** `public.orders_pkey`, and where it is not as in the backup `public.orders_pkey: index not valid`. */
  name: string
  kind: FindingKind
  ok: boolean
  found?: string
  expected?: string
  /** What it means when not ok: `warning` changes no verdict; `environment` is the target server's fault, not the backup's. */
  severity: 'failure' | 'warning' | 'environment'
  /** The table that it belongs to, where there is one. */
  table?: { schema: string; name: string }
  /** What is not as in the backup: `index not valid`, `internal triggers missing`. */
  what?: string
  /** On indexes and constraints, each of which has a finding. `method`: `btree`, `foreign key` … */
  object?: { schema: string; table: string; name: string; method: string }
}

export type FindingKind =
  | 'index'
  | 'constraint'
  | 'trigger'
  | 'table'
  | 'materialized view'
  | 'event trigger'
  | 'extension'
  | 'large objects'
  | 'database'
  | 'tablespace'

/** A difference of one fact: what it is, what the target shows, what the backup says. */
export interface Deviation {
  what: string
  found: string
  expected: string
}

/** `true` and `false` as words for a fact. */
export const yesNo = (value: boolean) => (value ? 'yes' : 'no')

/** Joins several deviations of one thing into its finding. */
export function deviating(
  base: Omit<Finding, 'ok' | 'what' | 'found' | 'expected'>,
  deviations: readonly Deviation[],
): Finding {
  if (deviations.length === 0) return { ...base, ok: true }
  const what = deviations.map((one) => one.what).join(', ')
  return {
    ...base,
    name: `${base.name}: ${what}`,
    ok: false,
    what,
    found: deviations.map((one) => one.found).join(', '),
    expected: deviations.map((one) => one.expected).join(', '),
  }
}
