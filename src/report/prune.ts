import type { PruneDecision, PrunedBackup, PruneResult } from '../operations/results-prune.ts'
import { age, bytes, count, counted } from './format.ts'
import { verdict } from './shared.ts'
import { type Cell, plain, type Sheet, type Tone, table } from './sheet.ts'

export function pruneSheet(result: PruneResult): Sheet {
  const { totals, freed, backups, applied } = result
  return {
    title: `Retention of ${result.name}`,
    verdict: verdict(result, applied ? done(result) : planned(result)),
    facts: [
      { label: 'Where', text: result.location },
      { label: 'Stay', text: counted(totals.keep, 'backup') },
      { label: 'Expire', text: counted(totals.expire, 'backup') },
      { label: 'In their grace', text: counted(totals.wait, 'backup') },
      {
        label: 'Go for good',
        text: `${counted(totals.sweep, 'backup')}, ${bytes(totals.bytes)} with what broken runs left`,
      },
      ...(applied ? [{ label: 'Freed', text: `${bytes(freed.bytes)} in ${counted(freed.objects, 'object')}` }] : []),
      ...versions(result),
      { label: 'Plan', text: result.plan },
    ],
    sections: [
      ...table({ title: 'Backups' }, columns, backups.map(row)),
      ...table(
        { title: 'Left', note: 'the next prune takes it up' },
        [{ title: 'id' }, { title: 'size', align: 'right' }, { title: 'why' }],
        result.left.map(({ id, bytes: size, why }) => [plain(id), plain(bytes(size)), { text: why, tone: 'warning' }]),
      ),
    ],
    warnings: result.warnings,
  }
}

const planned = ({ totals }: PruneResult): string =>
  totals.expire + totals.sweep + totals.objects === 0
    ? 'nothing would change'
    : `${counted(totals.expire, 'backup')} would expire and ${count(totals.sweep)} go for good; nothing was changed, --apply does it`

const done = ({ totals, freed }: PruneResult): string =>
  `${counted(totals.expire, 'backup')} expired, ${bytes(freed.bytes)} freed`

function versions({ versions: old }: PruneResult): Sheet['facts'] {
  if (!old) return []
  const amount = `${bytes(old.bytes)} in ${counted(old.objects, 'old version')}`
  const rule = 'a lifecycle rule with NoncurrentVersionExpiration removes them, or delete-versions'
  const text = old.deleted > 0 ? `${amount}; ${count(old.deleted)} deleted` : `${amount} stay in the bucket: ${rule}`
  return [{ label: 'Old versions', text }]
}

const columns: { title: string; align?: 'right' }[] = [
  { title: 'id' },
  { title: 'type' },
  { title: 'age', align: 'right' },
  { title: 'size', align: 'right' },
  { title: 'proof' },
  { title: 'decision' },
  { title: 'reason' },
]

const tones: Record<PruneDecision, Tone> = {
  keep: 'good',
  'take back': 'good',
  expire: 'warning',
  expired: 'warning',
  sweep: 'bad',
}

const row = (backup: PrunedBackup): Cell[] => [
  plain(backup.id),
  backup.partial ? { text: `${backup.type}, partial: ${backup.partial}`, tone: 'warning' } : plain(backup.type),
  plain(age(backup.ageSeconds)),
  plain(bytes(backup.storedBytes)),
  proof(backup.proof),
  { text: backup.decision, tone: tones[backup.decision] },
  plain(backup.reason),
]

function proof(said: PrunedBackup['proof']): Cell {
  if (said === 'failed') return { text: said, tone: 'bad' }
  return said === 'never' ? { text: said, tone: 'warning' } : { text: said, tone: 'good' }
}
