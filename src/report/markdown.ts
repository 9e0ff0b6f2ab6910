import { visible } from './format.ts'
import type { Cell, Section, Sheet, Tone } from './sheet.ts'

const signs: Record<Tone, string> = { good: '✅ ', bad: '❌ ', warning: '⚠️ ', plain: '' }

/** Rows of a table that a summary of 1 MiB has room for. */
const rowLimit = 200

/** GitHub-flavoured Markdown for a job summary, with charts in mermaid. Every name is escaped. */
export function markdown(sheet: Sheet): string {
  const { verdict } = sheet
  return [
    `## ${escaped(sheet.title)}`,
    `${signs[verdict.tone]}**${escaped(verdict.text)}**`,
    ...(verdict.hint ? [`What to do: ${escaped(verdict.hint)}`] : []),
    ...(sheet.facts.length > 0 ? [factsTable(sheet)] : []),
    ...sheet.warnings.map((warning) => `> ⚠️ ${escaped(warning)}`),
    ...sheet.sections.map(section),
    '',
  ].join('\n\n')
}

function factsTable({ facts }: Sheet): string {
  return ['| | |', '|---|---|', ...facts.map(({ label, text }) => `| ${escaped(label)} | ${escaped(text)} |`)].join(
    '\n',
  )
}

function section(section: Section): string {
  const heading = `### ${escaped(section.title)}${section.note ? `\n\n${escaped(section.note)}` : ''}`
  if (section.kind === 'bars') return `${heading}\n\n${chart(section)}`
  if (section.kind === 'line') return `${heading}\n\n${lineChart(section)}`
  if (section.kind === 'commands') return `${heading}\n\n${fenced(section.commands)}`
  if (section.kind === 'lines') return `${heading}\n\n${section.lines.map((line) => `* ${cell(line)}`).join('\n')}`
  const { columns, rows } = section
  const text = [
    `| ${columns.map(({ title }) => escaped(title)).join(' | ')} |`,
    `|${columns.map(({ align }) => (align ? '---:' : '---')).join('|')}|`,
    ...rows.slice(0, rowLimit).map((row) => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n')
  const more = rows.length > rowLimit ? `\n\n… and ${rows.length - rowLimit} more` : ''
  const whole = `${text}${more}`
  return rows.length > 12
    ? `${heading}\n\n<details><summary>${rows.length} rows</summary>\n\n${whole}\n\n</details>`
    : `${heading}\n\n${whole}`
}

/** A block to copy from: its fence is longer than any that stands in it. */
function fenced(commands: string[]): string {
  const text = commands.map(visible).join('\n')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}sh\n${text}\n${fence}`
}

const cell = ({ text, tone = 'plain' }: Cell) => `${signs[tone]}${escaped(text)}`

/** Mermaid takes ASCII labels only, and a quote would end them. */
const label = (text: string) => `"${text.replace(/[^A-Za-z0-9_. -]/g, '_').slice(0, 40)}"`

function lineChart({ unit, points }: Extract<Section, { kind: 'line' }>): string {
  return [
    '```mermaid',
    'xychart-beta',
    `  x-axis [${points.map((point) => label(point.label)).join(', ')}]`,
    `  y-axis ${label(unit)} 0 --> ${Number((Math.max(...points.map(({ value }) => value), 0.001) * 1.1).toPrecision(3))}`,
    `  line [${points.map(({ value }) => Number(value.toPrecision(4))).join(', ')}]`,
    '```',
  ].join('\n')
}

function chart({ unit, bars }: Extract<Section, { kind: 'bars' }>): string {
  return [
    '```mermaid',
    'xychart-beta horizontal',
    `  x-axis [${bars.map((bar) => label(bar.label)).join(', ')}]`,
    `  y-axis ${label(unit)}`,
    `  bar [${bars.map(({ value }) => Number(value.toPrecision(4))).join(', ')}]`,
    '```',
  ].join('\n')
}

/** Text that Markdown, HTML, tables, links, mentions and formulas leave alone. */
export function escaped(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      visible(line)
        .replace(/[\\`*_{}[\]()#+!|~$:]/g, '\\$&')
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/@/g, '&#64;'),
    )
    .join('<br>')
}
