import * as core from '@actions/core'
import type { Progress } from '../progress.ts'
import { bytes, count, visible } from '../report/format.ts'

/** GitHub shows 10 of a step, and those of a composite's steps share them. */
const annotationLimit = 5

/** What a workflow's log shows of an operation: a group for each phase, warnings as annotations. */
export interface JobLog {
  progress: Progress
  /** Annotates each warning once; what exceeds GitHub's room is only printed. */
  warn(text: string): void
  info(text: string): void
  /** What the report room made: names in it are visible already, colours stay. */
  print(text: string): void
  endGroup(): void
}

export function jobLog(): JobLog {
  let open = false
  let last = 0
  const warned = new Set<string>()
  const endGroup = () => {
    if (open) core.endGroup()
    open = false
  }
  const print = (text: string) => core.info(harmless(text))
  const info = (text: string) => print(text.split('\n').map(visible).join('\n'))
  const warn = (text: string) => {
    if (warned.has(text)) return
    warned.add(text)
    if (warned.size <= annotationLimit) core.warning(visible(text))
    else info(`warning: ${text}`)
  }
  const measured = (text: string) => {
    const now = Date.now()
    if (now - last < 10_000) return
    last = now
    info(text)
  }
  const progress: Progress = (event) => {
    if (event.kind === 'phase') {
      endGroup()
      core.startGroup(visible(event.title))
      open = true
      last = Date.now()
    } else if (event.kind === 'bytes') measured(`${bytes(event.done)}${event.total ? ` of ${bytes(event.total)}` : ''}`)
    else if (event.kind === 'items') measured(`${count(event.done)} of ${count(event.total)} ${event.unit}`)
    else if (event.kind === 'note') info(event.text)
    else warn(event.text)
  }
  return { progress, warn, info, print, endGroup }
}

/** A runner obeys lines that begin with `::`, and `##[` anywhere in one: text from outside must not give it orders. */
export function harmless(text: string): string {
  return text.replaceAll('##[', '# #[').replace(/^([^\S\n]*)::/gm, '$1: :')
}
