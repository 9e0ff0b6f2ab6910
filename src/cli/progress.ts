import { Presets, SingleBar } from 'cli-progress'
import type { Progress } from '../progress.ts'
import { bytes, count, time, visible } from '../report/format.ts'

export interface Shown {
  progress: Progress
  /** Ends the bar, so that what follows stands on a line of its own. */
  finish(): void
}

/** On a terminal: a line for each phase, under it a bar where the end is known, else a count. */
export function bars(stream: NodeJS.WriteStream): Shown {
  let started = Date.now()
  let bar: SingleBar | undefined
  const finish = () => {
    bar?.stop()
    bar = undefined
  }
  const line = (text: string) => {
    finish()
    stream.write(`${visible(text)}\n`)
  }
  const show = (done: number, total: number | undefined, text: string) => {
    const values = { text, elapsed: time((Date.now() - started) / 1000) }
    if (!bar) {
      const format = total === undefined ? '  {text}  {elapsed}' : '  {bar} {text}  {elapsed}'
      bar = new SingleBar({ stream, format, barsize: 30, hideCursor: true, fps: 5 }, Presets.shades_classic)
      bar.start(total ?? 1, 0, values)
    }
    if (total !== undefined) bar.setTotal(Math.max(total, done, 1))
    bar.update(total === undefined ? 0 : done, values)
  }
  const progress: Progress = (event) => {
    if (event.kind === 'phase') {
      line(event.title)
      started = Date.now()
    } else if (event.kind === 'bytes') show(event.done, event.total, amount(event.done, event.total))
    else if (event.kind === 'items')
      show(event.done, event.total, `${count(event.done)} of ${count(event.total)} ${event.unit}`)
    else line(event.kind === 'warning' ? `warning: ${event.text}` : `  ${event.text}`)
  }
  return { progress, finish }
}

const amount = (done: number, total: number | undefined) => (total ? `${bytes(done)} of ${bytes(total)}` : bytes(done))

/** How often a long phase says where it is when nobody watches. */
const silence = 10_000

/** Plain lines, for logs. */
export function plainLines(stream: NodeJS.WritableStream): Shown {
  let last = 0
  const line = (text: string) => void stream.write(`${visible(text)}\n`)
  const sometimes = (text: string) => {
    if (Date.now() - last < silence) return
    last = Date.now()
    line(`  ${text}`)
  }
  const progress: Progress = (event) => {
    if (event.kind === 'phase') {
      last = Date.now()
      line(event.title)
    } else if (event.kind === 'bytes') sometimes(amount(event.done, event.total))
    else if (event.kind === 'items') sometimes(`${count(event.done)} of ${count(event.total)} ${event.unit}`)
    else line(event.kind === 'warning' ? `warning: ${event.text}` : `  ${event.text}`)
  }
  return { progress, finish: () => {} }
}
