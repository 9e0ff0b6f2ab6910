import type { Change, ComparedTable, DiffResult } from '../operations/results-diff.ts'
import { minute } from './badges.ts'
import { bytes, count, counted } from './format.ts'
import { qualified, unchecked, verdict } from './shared.ts'
import { type Cell, plain, type Section, type Sheet, type Tone, table } from './sheet.ts'

export function diffSheet(result: DiffResult): Sheet {
  const { before, after, definitions, largeObjects, extensions, roles } = result
  return {
    title: `Difference of ${before.id} and ${after.id}`,
    verdict: verdict(result, achieved(result)),
    facts: [
      { label: 'Before', text: named(before) },
      { label: 'After', text: named(after) },
      { label: 'Tables', text: tally(result) },
      { label: 'Rows', text: moved(result.totals.before.rows, result.totals.after.rows, count) },
      { label: 'Size', text: moved(result.totals.before.rawBytes, result.totals.after.rawBytes, bytes) },
      { label: 'Stored', text: moved(result.totals.before.storedBytes, result.totals.after.storedBytes, bytes) },
      { label: 'Definitions', text: definitionTally(definitions) },
      {
        label: 'Large objects',
        text: `${largeObjects.new} new, ${largeObjects.gone} gone, ${largeObjects.changed} changed`,
      },
    ],
    sections: [
      ...tablesSection(result.tables),
      ...definitionsSection(definitions.differences),
      ...table(
        { title: 'Extensions', names: true },
        [{ title: 'extension' }, { title: 'before' }, { title: 'after' }],
        extensions.map((one) => [plain(one.name), plain(one.before ?? 'none'), plain(one.after ?? 'none')]),
      ),
      ...table(
        { title: 'Roles', names: true },
        [{ title: 'role' }, { title: 'change' }],
        roles.map(({ name, change }) => [plain(name), changeCell(change)]),
      ),
      ...unchecked('Not compared', result.notChecked),
    ],
    warnings: result.warnings,
  }
}

function achieved({ equal, tables, definitions }: DiffResult): string {
  if (equal) return 'both backups hold the same'
  const differing = tables.filter(({ change }) => change !== 'unchanged').length
  const moved = definitions.differences.length
  return `${counted(differing, 'table')} and ${counted(moved, 'definition')} differ`
}

const named = ({ id, type, created, partial }: DiffResult['before']) =>
  `${id} (${type}), ${minute(created)}${partial ? `, partial: ${partial}` : ''}`

function tally({ tables }: DiffResult): string {
  const of = (wanted: ComparedTable['change']) => tables.filter(({ change }) => change === wanted).length
  return `${of('changed')} changed, ${of('new')} new, ${of('gone')} gone, ${of('unchanged')} unchanged`
}

function definitionTally({ differences, sequencesMoved }: DiffResult['definitions']): string {
  const of = (wanted: Change) => differences.filter(({ change }) => change === wanted).length
  const sequences = sequencesMoved === 0 ? '' : `, ${counted(sequencesMoved, 'sequence')} moved on`
  return `${of('changed')} changed, ${of('new')} new, ${of('gone')} gone${sequences}`
}

const moved = (before: number, after: number, shown: (value: number) => string) =>
  `${shown(before)} → ${shown(after)} (${signed(after - before, shown)})`

const signed = (difference: number, shown: (value: number) => string) =>
  difference === 0 ? '±0' : `${difference < 0 ? '-' : '+'}${shown(Math.abs(difference))}`

const tones: Record<Change, Tone> = { new: 'good', gone: 'bad', changed: 'warning' }

const changeCell = (change: Change): Cell => ({ text: change, tone: tones[change] })

/** Those that differ, what is gone first. */
function tablesSection(tables: ComparedTable[]): Section[] {
  const order: Record<Change, number> = { gone: 0, new: 1, changed: 2 }
  const differing = tables
    .flatMap((one) => (one.change === 'unchanged' ? [] : [{ ...one, change: one.change }]))
    .sort((a, b) => order[a.change] - order[b.change])
  return table(
    { title: 'Tables that differ', names: true },
    [
      { title: 'table' },
      { title: 'change' },
      { title: 'rows', align: 'right' },
      { title: '±', align: 'right' },
      { title: 'size', align: 'right' },
      { title: '±', align: 'right' },
      { title: 'columns' },
    ],
    differing.map(({ schema, name, change, before, after, columns }) => [
      plain(qualified(schema, name)),
      changeCell(change),
      plain(count((after ?? before)?.rows ?? 0)),
      plain(signed((after?.rows ?? 0) - (before?.rows ?? 0), count)),
      plain(bytes((after ?? before)?.bytes ?? 0)),
      plain(signed((after?.bytes ?? 0) - (before?.bytes ?? 0), bytes)),
      plain(columns ? [...columns.new.map((one) => `+${one}`), ...columns.gone.map((one) => `-${one}`)].join(' ') : ''),
    ]),
  )
}

const definitionsSection = (differences: DiffResult['definitions']['differences']): Section[] =>
  table(
    { title: 'Definitions that differ', names: true },
    [{ title: 'type' }, { title: 'name' }, { title: 'change' }, { title: 'difference' }],
    differences.map(({ type, schema, name, change, diff }) => [
      plain(type),
      plain(schema === '' ? name : qualified(schema, name)),
      changeCell(change),
      plain(diff ?? ''),
    ]),
  )
