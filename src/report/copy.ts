import type { CopiedAmount, CopiedBackup, CopyResult, CopyState } from '../operations/results-copy.ts'
import { minute } from './badges.ts'
import { bytes, counted, time } from './format.ts'
import { verdict } from './shared.ts'
import { plain, type Section, type Sheet, type Tone, table } from './sheet.ts'

export function copySheet(result: CopyResult): Sheet {
  const { totals, seconds, before } = result
  return {
    title: `Copy of ${result.name}`,
    verdict: verdict(result, achieved(result)),
    facts: [
      { label: 'From', text: result.from },
      { label: 'To', text: result.to },
      { label: 'Sent', text: `${amount(totals.sent)} in ${time(seconds)}` },
      ...(totals.found.objects > 0 ? [{ label: 'There already', text: amount(totals.found) }] : []),
      ...(before === undefined ? [] : [{ label: 'Before', text: `${counted(before, 'backup')} there` }]),
    ],
    sections: [
      ...table({ title: 'Backups' }, columns, result.backups.map(row)),
      ...why('Passed over', result.passedOver, 'plain'),
      ...why('Unreadable', result.unreadable, 'bad'),
    ],
    warnings: result.warnings,
  }
}

function achieved({ backups, to }: CopyResult): string {
  const [only, ...more] = backups
  if (!only) return `nothing to copy: all that is to be in ${to} is there`
  if (more.length > 0) return `${backups.length} backups are in ${to}, every object looked up there`
  return only.state === 'complete'
    ? `backup ${only.id} was in ${to} already, every object looked up there`
    : `backup ${only.id} is in ${to}, every object looked up there`
}

const amount = ({ objects, bytes: size }: CopiedAmount) => `${counted(objects, 'object')}, ${bytes(size)}`

const columns: { title: string; align?: 'right' }[] = [
  { title: 'id' },
  { title: 'type' },
  { title: 'made' },
  { title: 'state' },
  { title: 'sent', align: 'right' },
  { title: 'there already', align: 'right' },
  { title: 'with it' },
  { title: 'why' },
]

const tones: Record<CopyState, Tone> = { copied: 'good', complete: 'good', failed: 'bad' }

const row = ({ id, type, created, state, sent, found, signed, records, why }: CopiedBackup) => [
  plain(id),
  plain(type),
  plain(minute(created)),
  { text: state, tone: tones[state] },
  plain(sent.objects > 0 ? amount(sent) : ''),
  plain(found.objects > 0 ? amount(found) : ''),
  plain([...(signed ? ['its signature'] : []), ...(records > 0 ? [counted(records, 'record')] : [])].join(', ')),
  plain(why ?? ''),
]

const why = (title: string, some: { id: string; why: string }[], tone: Tone): Section[] =>
  table(
    { title },
    [{ title: 'id' }, { title: 'why' }],
    some.map(({ id, why: text }) => [plain(id), { text, tone }]),
  )
