import type { PlannedStep, RestoreResult, TableChange, TakenStep } from '../operations/results-restore.ts'
import { isBackupId, startOf } from '../repository/layout.ts'
import { age, bytes, count, counted, time, visible } from './format.ts'
import { checks, qualified, tally, unchecked, verdict } from './shared.ts'
import { type Cell, plain, type Section, type Sheet, table } from './sheet.ts'

export function restoreSheet(result: RestoreResult): Sheet {
  return {
    title: `Restore of ${result.backup.database}`,
    verdict: verdict(result, achieved(result)),
    facts: facts(result),
    sections: [
      ...stepsSection(result),
      ...notesSection(result),
      ...changesSection(result),
      ...keptSection(result),
      ...tablesSection(result),
      ...checks('What a second dump cannot see', result.proof?.checks ?? []),
      ...checks('Assertions', result.proof?.assertions ?? []),
      ...unchecked('Not checked', result.notChecked),
    ],
    warnings: result.warnings,
  }
}

function achieved(result: RestoreResult): string {
  const { mode, target, plan, proof, files, kept, dropped } = result
  if (dropped) return finished(dropped, mode)
  switch (mode) {
    case 'finish':
      return finished([], mode)
    case 'plan':
      return `a plan of ${counted(plan?.steps.length ?? 0, 'step')}; nothing was done`
    case 'dry-run':
      return 'everything but the writing was done, and nothing stands against it'
    case 'to-file':
      return `wrote ${(files ?? []).map(({ path }) => path).join(', ')}`
    case 'restore': {
      const proved = proof
        ? ` and proved equal: ${counted(proof.tables.length, 'table')}, ${counted(rowsOf(proof.tables), 'row')}`
        : ''
      return `${target?.database} is restored${proved}${kept ? `; the one from before is ${kept.database}` : ''}`
    }
  }
}

/** Said by name: what is gone is gone. */
function finished(dropped: string[], mode: RestoreResult['mode']): string {
  if (dropped.length === 0) return 'no swap has kept anything, so nothing was dropped'
  const names = dropped.join(', ')
  return mode === 'finish' ? `dropped ${names}` : `it would drop ${names}; nothing was done`
}

const rowsOf = (tables: { rows: number }[]) => tables.reduce((sum, { rows }) => sum + rows, 0)

function facts(result: RestoreResult): Sheet['facts'] {
  const { backup, target, plan, by, confirmed, proof, safety, downtimeSeconds } = result
  const made = Date.parse(backup.created)
  const old = age(Math.max(0, (Date.now() - made) / 1000))
  const fact = (label: string, text: string | undefined) => (text === undefined ? [] : [{ label, text: visible(text) }])
  return [
    ...fact(
      'Backup',
      backup.id === '' ? undefined : `${backup.id} (${backup.type}), of ${backup.database}, ${old} old`,
    ),
    ...fact('Target', target && `${target.address}, PostgreSQL ${target.serverVersion}`),
    ...fact('Production', target?.source && `yes: ${target.source}`),
    ...fact('Began', isBackupId(result.restore) ? began(result.restore) : undefined),
    ...fact('Method', plan?.method),
    ...fact('By', `${by.who} on ${by.host}${by.run ? `, ${by.run}` : ''}`),
    ...fact('Confirmed', confirmed && confirmedText(confirmed)),
    ...fact('Definitions', proof && `${count(proof.definitions.equal)} of ${count(proof.definitions.entries)} equal`),
    ...fact('Assertions', proof && (proof.assertions.length === 0 ? 'none configured' : tally(proof.assertions))),
    ...fact('Safety backup', safety?.id),
    ...fact('Downtime', downtimeSeconds === undefined ? undefined : `${downtimeSeconds.toFixed(2)} s`),
    ...fact(
      'To confirm',
      result.mode === 'plan' && !result.dropped ? `${target?.database} from ${backup.id}` : undefined,
    ),
    ...fact('Plan', plan?.digest),
    ...fact('Restore id', result.restore),
    ...fact('Time', time(result.seconds)),
  ]
}

/** The id of a restore says when it began. */
const began = (id: string): string => startOf(id).toISOString().replace('.000Z', 'Z')

function confirmedText({ by, approvedBy = [] }: NonNullable<RestoreResult['confirmed']>): string {
  const approved = approvedBy.length > 0 ? `, approved by ${approvedBy.join(', ')}` : ''
  return `${by === 'terminal' ? 'at the terminal' : 'by the input confirm'}${approved}`
}

/** What was planned, and of each step how it went. */
function stepsSection({ plan, steps, mode }: RestoreResult): Section[] {
  const planned = plan?.steps ?? []
  const unplanned = steps.filter((step) => !planned.some(({ id }) => id === step.id))
  const rows = [
    ...planned.map((step) => stepRow(step, steps, mode)),
    ...unplanned.map((step) => stepRow({ ...step, writes: false }, steps, mode)),
  ]
  const columns = [
    { title: '#', align: 'right' as const },
    { title: 'step' },
    { title: 'writes' },
    { title: 'result' },
    { title: 'time', align: 'right' as const },
    { title: 'found' },
  ]
  return table(
    { title: 'Steps' },
    columns,
    rows.map((row, at) => [plain(String(at + 1)), ...row]),
  )
}

function stepRow({ id, title, writes }: PlannedStep, steps: TakenStep[], mode: RestoreResult['mode']): Cell[] {
  const taken = steps.find((step) => step.id === id)
  const outcome: Cell = taken
    ? taken.ok
      ? { text: 'done', tone: 'good' }
      : { text: 'failed', tone: 'bad' }
    : plain(mode === 'plan' ? '' : 'not done')
  return [
    plain(visible(title)),
    plain(writes ? 'yes' : ''),
    outcome,
    plain(taken ? time(taken.seconds) : ''),
    plain(visible(taken?.found ?? '')),
  ]
}

function notesSection({ plan }: RestoreResult): Section[] {
  const rows = (plan?.notes ?? []).map(({ severity, what, why }): Cell[] => [
    { text: severity, tone: severity === 'warning' ? 'warning' : 'plain' },
    plain(visible(what)),
    plain(visible(why)),
  ])
  return table({ title: 'To know before', names: true }, [{ title: '' }, { title: 'what' }, { title: 'why' }], rows)
}

function changesSection({ changes = [] }: RestoreResult): Section[] {
  const columns = [
    { title: 'table' },
    { title: 'live', align: 'right' as const },
    { title: 'in the backup', align: 'right' as const },
    { title: 'change', align: 'right' as const },
  ]
  const rows = changes.filter(({ liveRows, backupRows }) => liveRows !== backupRows).map(changeRow)
  return table(
    { title: 'What it changes', names: true, note: 'Rows of the live database before, and of the backup.' },
    columns,
    rows,
  )
}

function changeRow({ schema, name, liveRows, backupRows }: TableChange): Cell[] {
  const shown = (rows: number | undefined) => plain(rows === undefined ? 'not there' : count(rows))
  const change = (backupRows ?? 0) - (liveRows ?? 0)
  const text =
    backupRows === undefined
      ? 'vanishes'
      : liveRows === undefined
        ? 'comes back'
        : `${change > 0 ? '+' : ''}${count(change)}`
  return [
    plain(qualified(schema, name)),
    shown(liveRows),
    shown(backupRows),
    { text, tone: change < 0 ? 'warning' : 'plain' },
  ]
}

function keptSection({ kept }: RestoreResult): Section[] {
  if (!kept) return []
  const lines = [plain(`go back: ${kept.rollback}`), plain(`drop it for good: ${kept.finish}`)]
  return [{ title: `The database from before is ${visible(kept.database)}`, kind: 'lines', lines }]
}

function tablesSection({ proof }: RestoreResult): Section[] {
  const sorted = [...(proof?.tables ?? [])].sort((a, b) => Number(a.equal) - Number(b.equal) || b.bytes - a.bytes)
  const columns = [
    { title: 'table' },
    { title: 'rows', align: 'right' as const },
    { title: 'size', align: 'right' as const },
    { title: 'result' },
    { title: 'difference' },
  ]
  const rows = sorted.map((one): Cell[] => [
    plain(qualified(one.schema, one.name)),
    plain(count(one.rows)),
    plain(bytes(one.bytes)),
    one.equal ? { text: 'equal', tone: 'good' } : { text: 'different', tone: 'bad' },
    plain(one.difference ?? ''),
  ])
  return table({ title: 'Tables', names: true }, columns, rows)
}
