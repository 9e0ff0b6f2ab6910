import { styleText } from 'node:util'
import Table from 'cli-table3'
import { visible } from './format.ts'
import type { Cell, Section, Sheet, Tone } from './sheet.ts'

export interface TerminalOptions {
  colour: boolean
  /** Rows of a table that are shown; the rest is counted. */
  rowLimit?: number
}

const colours = { good: 'green', bad: 'red', warning: 'yellow', plain: 'reset' } as const
const signs: Record<Tone, string> = { good: '✓', bad: '✗', warning: '!', plain: '·' }

/** The result as a person reads it at a prompt: verdict first, then facts, tables and warnings. */
export function terminal(sheet: Sheet, options: TerminalOptions): string {
  const paint = painter(options.colour)
  const { verdict } = sheet
  const width = Math.max(0, ...sheet.facts.map(({ label }) => label.length))
  return [
    paint(`${signs[verdict.tone]} ${lines(verdict.text)}`, verdict.tone),
    ...sheet.facts.map(({ label, text }) => `  ${label.padEnd(width)}  ${lines(text)}`),
    ...sheet.sections.filter(({ kind }) => kind !== 'bars').map((section) => sectionText(section, options)),
    ...sheet.warnings.map((warning) => paint(`! ${lines(warning)}`, 'warning')),
    '',
  ].join('\n')
}

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
  if (section.kind === 'bars') return heading
  const { rowLimit = 30 } = options
  const table = new Table({
    head: section.columns.map(({ title }) => title),
    colAligns: section.columns.map(({ align }) => align ?? 'left'),
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2, compact: true },
  })
  table.push(...section.rows.slice(0, rowLimit).map((row) => row.map(shown)))
  const more = section.rows.length - rowLimit
  const text = table
    .toString()
    .split('\n')
    .map((line) => `  ${line.trimEnd()}`)
  return [heading, ...text, ...(more > 0 ? [`  … and ${more} more, in --json and --report`] : [])].join('\n')
}

const borderless: Record<string, string> = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'])
    .map((place) => [place, '']),
)
