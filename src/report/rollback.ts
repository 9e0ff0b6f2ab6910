import type { ResumeResult, RollbackResult, TakenStep } from '../operations/results-restore.ts'
import { time, visible } from './format.ts'
import { verdict } from './shared.ts'
import { type Cell, plain, type Section, type Sheet, table } from './sheet.ts'

export function rollbackSheet(result: RollbackResult | ResumeResult): Sheet {
  const { verb, target, state, steps, warnings } = result
  return {
    title: `${verb === 'rollback' ? 'Rollback' : 'Resume'} of ${visible(target.database)}`,
    verdict: verdict(result, visible(state)),
    facts: facts(result),
    sections: [...stepsSection(steps), ...nextSection(result)],
    warnings,
  }
}

function facts(result: RollbackResult | ResumeResult): Sheet['facts'] {
  const { target, restore, backup, downtimeSeconds, seconds, ok, state } = result
  const fact = (label: string, text: string | undefined) => (text ? [{ label, text: visible(text) }] : [])
  return [
    ...fact('Database', ok ? undefined : state),
    ...fact('Target', `${target.address}, PostgreSQL ${target.serverVersion}`),
    ...fact('Swap', restore),
    ...fact('Backup', backup),
    ...fact('Downtime', downtimeSeconds === undefined ? undefined : `${downtimeSeconds.toFixed(2)} s`),
    ...fact('Time', time(seconds)),
  ]
}

function stepsSection(steps: TakenStep[]): Section[] {
  const rows = steps.map(({ title, ok, seconds, found }): Cell[] => [
    plain(visible(title)),
    ok ? { text: 'done', tone: 'good' } : { text: 'failed', tone: 'bad' },
    plain(time(seconds)),
    plain(visible(found ?? '')),
  ])
  const columns = [
    { title: 'step' },
    { title: 'result' },
    { title: 'time', align: 'right' as const },
    { title: 'found' },
  ]
  return table({ title: 'Steps', names: true }, columns, rows)
}

function nextSection({ kept }: RollbackResult | ResumeResult): Section[] {
  if (!kept) return []
  const lines = [plain(`go back: ${visible(kept.rollback)}`), plain(`drop it for good: ${visible(kept.finish)}`)]
  return [{ title: `The database from before is ${visible(kept.database)}`, kind: 'lines', lines }]
}
