import type { DemoResult } from '../operations/results.ts'
import { bytes, counted, time } from './format.ts'
import { answer, verdict } from './shared.ts'
import { type Cell, plain, type Section, type Sheet, table } from './sheet.ts'

export function demoSheet(result: DemoResult): Sheet {
  const { steps, totals, seconds, folder } = result
  return {
    title: 'Demo',
    verdict: verdict(
      result,
      `backed up, restored and proved equal, and every damage was caught and named, in ${time(seconds)}`,
    ),
    facts: [
      {
        label: 'Database',
        text: `${counted(totals.tables, 'table')}, ${counted(totals.rows, 'row')}, ${bytes(totals.rawBytes)} as text`,
      },
      { label: 'Backup', text: `${bytes(totals.storedBytes)} stored` },
      ...(folder ? [{ label: 'Folder', text: folder }] : []),
    ],
    sections: [
      ...table(
        { title: 'Steps' },
        [{ title: 'step' }, { title: 'result' }, { title: 'time', align: 'right' }, { title: 'found' }],
        steps.map((step): Cell[] => [plain(step.title), answer(step), plain(time(step.seconds)), plain(step.found)]),
      ),
      ...(result.ok ? [next] : []),
    ],
    warnings: result.warnings,
  }
}

const next: Section = {
  title: 'Where to look next',
  kind: 'lines',
  lines: [
    plain('check your own database: pgproof doctor --storage file:///backups (database from PGPROOF_DATABASE_URL)'),
    plain('back it up: pgproof backup --storage file:///backups'),
    plain('prove it: pgproof restore-test --storage file:///backups'),
    plain('in a workflow: docs/quick-start.md and examples/'),
    plain('what is compared, and how: docs/restore-test.md'),
  ],
}
