import { visible } from './format.ts'
import { style } from './html-style.ts'
import { lineChart } from './line-chart.ts'
import type { Cell, Section, Sheet } from './sheet.ts'

/** Rows of a table that a browser still shows at ease. */
const rowLimit = 5000

/** One self-contained page: no script, nothing loaded from elsewhere, light and dark. `made` is shown at its foot. */
export function html(sheet: Sheet, made: { at: Date; by: string }): string {
  const { verdict } = sheet
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(sheet.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(sheet.title)}</h1>
<p class="verdict ${verdict.tone}">${escaped(verdict.text)}</p>
${verdict.hint ? `<p class="hint">What to do: ${escaped(verdict.hint)}</p>` : ''}
${sheet.facts.length > 0 ? `<dl>${sheet.facts.map(({ label, text }) => `<dt>${escaped(label)}</dt><dd>${escaped(text)}</dd>`).join('\n')}</dl>` : ''}
${sheet.warnings.map((warning) => `<p class="note warning">${escaped(warning)}</p>`).join('\n')}
${sheet.sections.map(section).join('\n')}
</main>
<footer>${escaped(made.by)}, ${made.at.toISOString().replace(/\.\d+Z$/, 'Z')}</footer>
</body>
</html>
`
}

function section(section: Section): string {
  const note = section.note ? `<p class="note">${escaped(section.note)}</p>` : ''
  return `<section>\n<h2>${escaped(section.title)}</h2>\n${note}${body(section)}\n</section>`
}

function body(section: Section): string {
  if (section.kind === 'lines') return `<ul>${section.lines.map((line) => `<li>${span(line)}</li>`).join('\n')}</ul>`
  if (section.kind === 'bars') return chart(section)
  if (section.kind === 'line') return lineChart(section, escaped)
  if (section.kind === 'commands')
    return `<pre>${section.commands.map((line) => `<code>${escaped(line)}</code>`).join('')}</pre>`
  const { columns, rows } = section
  const align = columns.map((column) => (column.align ? ' class="number"' : ''))
  const head = columns.map(({ title }, at) => `<th scope="col"${align[at]}>${escaped(title)}</th>`).join('')
  const lines = rows
    .slice(0, rowLimit)
    .map((row) => `<tr>${row.map((cell, at) => `<td${align[at]}>${span(cell)}</td>`).join('')}</tr>`)
  const more = rows.length > rowLimit ? `<p class="note">… and ${rows.length - rowLimit} more</p>` : ''
  return `<div class="wide"><table><thead><tr>${head}</tr></thead>\n<tbody>${lines.join('\n')}</tbody></table></div>${more}`
}

const span = ({ text, tone = 'plain' }: Cell) =>
  tone === 'plain' ? escaped(text) : `<span class="${tone}">${escaped(text)}</span>`

/** Horizontal bars; each says its value in words too. */
function chart({ unit, bars }: Extract<Section, { kind: 'bars' }>): string {
  const most = Math.max(...bars.map(({ value }) => value))
  const lines = bars.map(
    ({ label, value, shown }) =>
      `<div class="name">${escaped(label)}</div><div class="track"><div class="bar" style="width:${((value / most) * 100).toFixed(2)}%"></div></div><div class="number">${escaped(shown)}</div>`,
  )
  return `<div class="chart" role="img" aria-label="${escaped(unit)}">${lines.join('\n')}</div>`
}

export function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  const shown = text.split('\n').map(visible).join('\n')
  return shown.replace(/[&<>"']/g, (sign) => entities[sign] as string).replaceAll('\n', '<br>')
}
