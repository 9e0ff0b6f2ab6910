import type { RekeyedBackup, RekeyResult, RekeyState } from '../operations/results-rekey.ts'
import { shownKey } from '../sealing/shown-key.ts'
import { minute } from './badges.ts'
import { bytes, counted } from './format.ts'
import { unchecked, verdict } from './shared.ts'
import { type Cell, plain, type Sheet, type Tone, table } from './sheet.ts'

export function rekeySheet(result: RekeyResult): Sheet {
  const { backups, totals } = result
  const gone = backups.flatMap(({ until }) => until ?? []).sort()
  return {
    title: `Rekeying of ${result.name}`,
    verdict: verdict(result, achieved(result)),
    facts: [
      { label: 'Where', text: result.location },
      { label: 'Sealed anew', text: counted(totals.copied + totals.finished, 'backup') },
      ...(totals['as asked'] > 0 ? [{ label: 'As asked already', text: counted(totals['as asked'], 'backup') }] : []),
      ...(totals.left > 0 ? [{ label: 'Left as they are', text: counted(totals.left, 'backup') }] : []),
      ...(gone[0] === undefined
        ? []
        : [
            {
              label: 'The old ones',
              text: `expired, and there until ${minute(gone[0])}: then pgproof prune removes them`,
            },
          ]),
    ],
    sections: [
      ...table({ title: 'Backups' }, columns, backups.map(row)),
      ...unchecked('Not checked', result.notChecked),
    ],
    warnings: result.warnings,
  }
}

function achieved({ totals }: RekeyResult): string {
  const done = totals.copied + totals.finished
  if (done > 0)
    return `${counted(done, 'backup')} sealed anew and read back; old keys open the old ones until those are gone`
  return totals['as asked'] > 0 ? 'nothing to do: sealed and signed as asked already' : 'nothing to do'
}

const columns: { title: string; align?: 'right' }[] = [
  { title: 'id' },
  { title: 'type' },
  { title: 'was' },
  { title: 'result' },
  { title: 'copy' },
  { title: 'is' },
  { title: 'size', align: 'right' },
  { title: 'opened by' },
  { title: 'why' },
]

const tones: Record<RekeyState, Tone> = {
  copied: 'good',
  finished: 'good',
  'as asked': 'good',
  left: 'warning',
  failed: 'bad',
}

const row = ({ backup, state, sealing, copy, openedBy = [], why }: RekeyedBackup): Cell[] => [
  plain(backup.id),
  plain(backup.type),
  plain(sealing),
  { text: state, tone: tones[state] },
  plain(copy?.id ?? ''),
  plain(copy?.sealing ?? ''),
  plain(copy ? bytes(copy.storedBytes) : ''),
  plain(openedBy.map(shownKey).join(', ')),
  plain(why ?? ''),
]
