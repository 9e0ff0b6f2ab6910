import type { VerifyResult } from '../operations/results.ts'
import { bytes, count, counted, percentage, time } from './format.ts'
import { checks, tally, unchecked, verdict } from './shared.ts'
import { plain, type Sheet, table } from './sheet.ts'

export function verifySheet(result: VerifyResult): Sheet {
  const { backup, checked, damaged, expectations, keys, history } = result
  const { title, achieved } = told(result)
  return {
    title: `${title} of ${backup.name}`,
    verdict: verdict(result, achieved),
    facts: [
      { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
      { label: 'Where', text: backup.location },
      {
        label: 'Read',
        text: `${bytes(checked.bytes)} in ${counted(checked.objects, 'object')}${result.asStored ? '' : `, ${percentage(checked.share)}`}`,
      },
      { label: 'Compared', text: `${counted(checked.tables, 'table')}, ${counted(checked.rows, 'row')}` },
      { label: 'Damaged', text: count(damaged.length) },
      ...(history
        ? [
            {
              label: 'History',
              text: `${counted(history.backups, 'backup')}, ${counted(history.faults.length, 'fault')}`,
            },
          ]
        : []),
      { label: 'Expectations', text: expectations.length === 0 ? 'none configured' : tally(expectations) },
      { label: 'Time', text: `${time(result.seconds)}, ${bytes(checked.bytes / Math.max(result.seconds, 0.001))}/s` },
    ],
    sections: [
      ...table(
        { title: 'Damaged', names: true },
        [{ title: 'object' }, { title: 'table' }, { title: 'what is wrong' }],
        damaged.map(({ object, table: of, what }) => [plain(object), plain(of ?? ''), { text: what, tone: 'bad' }]),
      ),
      ...table(
        { title: 'Keys' },
        [{ title: 'recipient' }, { title: 'opened it' }],
        (keys ?? []).map(({ recipient, opened }) => [
          plain(recipient),
          opened ? { text: 'yes', tone: 'good' } : { text: 'not tried here', tone: 'warning' },
        ]),
      ),
      ...table(
        { title: 'History' },
        [{ title: 'backup' }, { title: 'what speaks against it' }],
        (history?.faults ?? []).map(({ id, what }) => [plain(id), { text: what, tone: 'bad' }]),
      ),
      ...checks('Expectations', expectations),
      ...unchecked('Not checked', result.notChecked),
    ],
    warnings: result.warnings,
  }
}

/** What kind of check it was, and what it says where all is well. */
function told({ checked, keys, asStored }: VerifyResult): { title: string; achieved: string } {
  const objects = counted(checked.objects, 'object')
  if (keys) {
    const opened = counted(keys.filter((key) => key.opened).length, 'key')
    return { title: 'Keys', achieved: `${opened} of ${keys.length} opened the backup; nothing else was looked at` }
  }
  if (asStored)
    return { title: 'Objects', achieved: `${objects} are as they were stored; without a key that is no verification` }
  if (checked.share === 1)
    return { title: 'Verification', achieved: `verified: every byte of ${objects} was read and compared` }
  return {
    title: 'Sample',
    achieved: `a sample of ${percentage(checked.share)} is good; the backup is not verified by it`,
  }
}
