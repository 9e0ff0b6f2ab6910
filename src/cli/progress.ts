import { SingleBar } from 'cli-progress'
import type { Progress } from '../progress.ts'
import { bytes, count, time, visible } from '../report/format.ts'

export interface Shown {
  progress: Progress
  /** Ends the bar, so that what follows stands on a line of its own. */
  finish(): void
}

/** Bars on a terminal. */
export function bars(stream: NodeJS.WriteStream): Shown {
  let title = ''
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
  const show = (done: number, total: number, text: string) => {
    if (!bar) {
      bar = new SingleBar({ stream, format: '{title} {bar} {text}  {elapsed}', barsize: 24, hideCursor: true, fps: 5 })
      bar.start(total, done, { title, text, elapsed: '' })
    }
    bar.setTotal(Math.max(total, done, 1))
    bar.update(done, { text, elapsed: time((Date.now() - started) / 1000) })
  }
  const progress: Progress = (event) => {
    if (event.kind === 'phase') {
      finish()
      title = visible(event.title)
      started = Date.now()
      stream.write(`${title}\n`)
    } else if (event.kind === 'bytes') show(event.done, event.total ?? event.done, amount(event.done, event.total))
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
