import type { ListedBackup, ListResult } from '../operations/results.ts'
import { badge, badgeOfVerification, failedChecks, minute } from './badges.ts'
import { bytes, count, counted } from './format.ts'
import { verdict } from './shared.ts'
import { bars, type Cell, plain, type Sheet, table } from './sheet.ts'

export function listSheet(result: ListResult): Sheet {
  const { backups, unreadable, running } = result
  return {
    title: `Backups in ${result.location}`,
    verdict: verdict(result, counted(backups.filter(({ replacedBy }) => !replacedBy).length, 'backup')),
    facts: [],
    sections: [
      ...table({ title: 'Backups' }, columns, backups.map(row)),
      ...failedChecks(result.failures),
      ...bars({ title: 'Stored size' }, 'bytes', backups.slice(0, 10).map(bar)),
      ...table(
        { title: 'Unreadable' },
        [{ title: 'name' }, { title: 'id' }, { title: 'why' }],
        unreadable.map(({ name, id, why }) => [plain(name), plain(id), { text: why, tone: 'bad' }]),
      ),
      ...table(
        { title: 'Running' },
        [{ title: 'name' }, { title: 'id' }],
        running.map(({ name, id }) => [plain(name), plain(id)]),
      ),
    ],
    warnings: result.warnings,
  }
}

const columns: { title: string; align?: 'right' }[] = [
  { title: 'id' },
  { title: 'name' },
  { title: 'type' },
  { title: 'size', align: 'right' },
  { title: 'rows', align: 'right' },
  { title: 'sealed' },
  { title: 'created' },
  { title: 'by' },
  { title: 'verified' },
  { title: 'restore-tested' },
]

const bar = ({ id, storedBytes }: ListedBackup) => ({ label: id, value: storedBytes, shown: bytes(storedBytes) })

function row(backup: ListedBackup): Cell[] {
  return [
    plain(backup.id),
    plain(backup.name),
    kind(backup),
    plain(bytes(backup.storedBytes)),
    plain(count(backup.rows)),
    plain(backup.sealed ?? ''),
    plain(minute(backup.created)),
    plain(backup.by),
    badgeOfVerification(backup),
    badge(backup.restoreTested),
  ]
}

function kind({ type, tags, partial, replacedBy, expired }: ListedBackup): Cell {
  const text = `${type}${tags.length > 0 ? ` [${tags.join(', ')}]` : ''}`
  if (expired) return { text: `${text}, expired, goes after ${minute(expired.until)}`, tone: 'warning' }
  if (replacedBy) return { text: `${text}, replaced by ${replacedBy}`, tone: 'warning' }
  return partial ? { text: `${text}, partial: ${partial}`, tone: 'warning' } : plain(text)
}
