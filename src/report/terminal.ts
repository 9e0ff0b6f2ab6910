import { stripVTControlCharacters, styleText } from 'node:util'
import Table from 'cli-table3'
import { visible } from './format.ts'
import type { Cell, Section, Sheet, Tone } from './sheet.ts'

export interface TerminalOptions {
  colour: boolean
  /** Rows of a table that are shown; the rest is counted. */
  rowLimit?: number
  /** Columns of the screen; a wider table has its last column broken into lines. */
  width?: number
}

const colours = { good: 'green', bad: 'red', warning: 'yellow', plain: 'reset' } as const
const signs: Record<Tone, string> = { good: '✓', bad: '✗', warning: '!', plain: '·' }

/** The result as a person reads it at a prompt: verdict first, then facts, tables and warnings. */
export function terminal(sheet: Sheet, options: TerminalOptions): string {
  const paint = painter(options.colour)
  const { verdict } = sheet
  const width = Math.max(0, ...sheet.facts.map(({ label }) => label.length))
  return [
    paint(`${signs[verdict.tone]} ${lines(headline(sheet))}`, verdict.tone),
    ...sheet.facts.map(({ label, text }) => `  ${label.padEnd(width)}  ${lines(text)}`),
    ...sheet.sections
      .filter(({ kind }) => kind !== 'bars' && kind !== 'line')
      .map((section) => sectionText(section, options)),
    ...sheet.warnings.map((warning) => paint(`! ${lines(warning)}`, 'warning')),
    '',
  ].join('\n')
}

/** A failure's reason is said once, as the error that follows. */
const headline = ({ title, verdict }: Sheet) => (verdict.tone === 'bad' ? `${title}: failed` : verdict.text)

const lines = (text: string) => text.split('\n').map(visible).join('\n')

function painter(colour: boolean) {
  return (text: string, tone: Tone = 'plain') =>
    colour && tone !== 'plain' ? styleText(colours[tone], text, { validateStream: false }) : text
}

function sectionText(section: Section, options: TerminalOptions): string {
  const heading = `\n${section.title}${section.note ? ` (${section.note})` : ''}`
  const paint = painter(options.colour)
  const shown = (cell: Cell) => paint(lines(cell.text), cell.tone)
  if (section.kind === 'lines') return [heading, ...section.lines.map((line) => `  ${shown(line)}`)].join('\n')
  if (section.kind === 'commands')
    return [heading, ...section.commands.map((command) => `  ${visible(command)}`)].join('\n')
  if (section.kind === 'bars' || section.kind === 'line') return heading
  const { rowLimit = 30 } = options
  const more = section.rows.length - rowLimit
  const text = grid(
    section,
    section.rows.slice(0, rowLimit).map((row) => row.map(shown)),
    options.width,
  )
  return [heading, ...text, ...(more > 0 ? [`  … and ${more} more, in --json and --report`] : [])].join('\n')
}

function grid({ columns }: Extract<Section, { kind: 'table' }>, rows: string[][], width: number | undefined): string[] {
  const head = columns.map(({ title }) => title)
  const table = new Table({
    head,
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
    ...(width && { colWidths: fitting([head, ...rows], width - 2), wordWrap: true }),
  })
  table.push(...rows)
  return table
    .toString()
    .split('\n')
    .map((line) => `  ${line.trimEnd()}`)
}

/** Each column as wide as its longest line, but the last only as wide as there is room, and at least 24. */
function fitting(rows: string[][], width: number): number[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => longestLine(row[at] ?? '') + 2)))
  const last = widths.pop() ?? 0
  const left = width - widths.reduce((sum, one) => sum + one, 0)
  return [...widths, Math.min(last, Math.max(24, left))]
}

const longestLine = (text: string) =>
  Math.max(
    ...stripVTControlCharacters(text)
      .split('\n')
      .map((line) => line.length),
  )

const borderless: Record<string, string> = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((place) => [place, '']),
)
