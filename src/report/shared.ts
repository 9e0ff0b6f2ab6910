import type { Attestation, Check, Outcome, Unchecked } from '../operations/results.ts'
import { visible } from './format.ts'
import { type Cell, plain, type Section, type Sheet, table } from './sheet.ts'

/** `schema.name` on one line, whatever the names hold. */
export const qualified = (schema: string, name: string): string => visible(`${schema}.${name}`)

/** The sentence at the top: what was achieved, or the failure's own reason and hint. */
export function verdict(outcome: Outcome, achieved: string): Sheet['verdict'] {
  return outcome.ok ? { tone: 'good', text: achieved } : { tone: 'bad', text: outcome.reason, hint: outcome.hint }
}

/** `ada on runner-7, https://…/runs/1/attempts/1, commit 4e5a70c7d1f2, branch main` */
export function madeBy({ who, host, run, commit, branch }: MadeBy): string {
  const code = [...(commit ? [`commit ${commit.slice(0, 12)}`] : []), ...(branch ? [`branch ${branch}`] : [])].join(
    ', ',
  )
  return [`${who} on ${host}`, ...(run ? [run] : []), ...(code ? [code] : [])].join(', ')
}

interface MadeBy {
  who: string
  host: string
  run?: string | undefined
  commit?: string | undefined
  branch?: string | undefined
}

/** Where GitHub keeps the attestation, where there is one. */
export const attestationFact = ({ attestation }: { attestation?: Attestation }): Sheet['facts'] =>
  attestation === undefined ? [] : [{ label: 'Attestation', text: attestation.url }]

/** What nobody vouches for, with the reason. */
export function unchecked(title: string, items: Unchecked[]): Section[] {
  const columns = [{ title: 'what' }, { title: 'why' }]
  const rows = items.map(({ what, why }) => [plain(what), plain(why)])
  return table({ title, names: true }, columns, rows)
}

/** Questions with their answers, the bad ones first; one that was not asked is never shown as passed. */
export function checks(title: string, items: Check[], note?: string): Section[] {
  const order = (check: Check) => (check.skipped !== undefined ? 1 : check.ok ? 2 : 0)
  const rows = [...items]
    .sort((a, b) => order(a) - order(b))
    .map((check) => [plain(check.name), answer(check), found(check), plain(check.expected ?? '')])
  // A column that is empty in every row is left out.
  const columns = [{ title: 'check' }, { title: 'result' }, { title: 'found' }, { title: 'expected' }]
  const expected = items.some((check) => check.expected !== undefined)
  return table(
    { title, names: true, ...(note && { note }) },
    expected ? columns : columns.slice(0, 3),
    expected ? rows : rows.map((row) => row.slice(0, 3)),
  )
}

const found = (check: Check) => plain(check.skipped ?? check.found ?? '')

export function answer(check: Pick<Check, 'ok' | 'skipped'>): Cell {
  if (check.skipped !== undefined) return { text: 'not checked', tone: 'warning' }
  return check.ok ? { text: 'ok', tone: 'good' } : { text: 'failed', tone: 'bad' }
}

/** `12 ok, 1 failed, 2 not checked` */
export function tally(items: Check[]): string {
  const skipped = items.filter((check) => check.skipped !== undefined).length
  const failed = items.filter((check) => check.skipped === undefined && !check.ok).length
  const parts = [`${items.length - skipped - failed} ok`]
  if (failed > 0) parts.push(`${failed} failed`)
  if (skipped > 0) parts.push(`${skipped} not checked`)
  return parts.join(', ')
}
