import type { Section } from './sheet.ts'

/** Of the picture, in its own units; it is shown as wide as there is room. */
const size = { width: 640, height: 160, margin: 12 }

/** A line through values in their order, as inline SVG. `escaped` makes text harmless; the lowest value shown is 0, so that a small change looks small. */
export function lineChart(
  { unit, points }: Extract<Section, { kind: 'line' }>,
  escaped: (text: string) => string,
): string {
  const most = Math.max(...points.map(({ value }) => value), Number.MIN_VALUE)
  const step = (size.width - 2 * size.margin) / Math.max(1, points.length - 1)
  const places = points.map(({ label, value, shown }, at) => ({
    x: (size.margin + at * step).toFixed(1),
    y: (size.height - size.margin - (value / most) * (size.height - 2 * size.margin)).toFixed(1),
    said: escaped(`${label}: ${shown}`),
  }))
  const dots = places.map(({ x, y, said }) => `<circle cx="${x}" cy="${y}" r="4"><title>${said}</title></circle>`)
  const path = places.map(({ x, y }) => `${x},${y}`).join(' ')
  const [first, last] = [points[0], points.at(-1)]
  const ends =
    first && last
      ? `<p class="note">${escaped(`${first.label}: ${first.shown} … ${last.label}: ${last.shown}`)}</p>`
      : ''
  return `<svg class="line" role="img" aria-label="${escaped(unit)}" viewBox="0 0 ${size.width} ${size.height}"><polyline points="${path}"/>${dots.join('')}</svg>${ends}`
}
