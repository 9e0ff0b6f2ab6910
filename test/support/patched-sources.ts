import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A text of a file of the sources, and what stands in its place in the copy. */
export interface Patch {
  file: string
  from: string | RegExp
  to: string
}

/** Copies the sources into a folder and takes something out of the copy. Throws where a patch does not fit any more. Returns the copy's root. */
export function patchedSources(folder: string, patches: readonly Patch[]): string {
  mkdirSync(folder, { recursive: true })
  cpSync(resolve('src'), join(folder, 'src'), { recursive: true })
  cpSync(resolve('package.json'), join(folder, 'package.json'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  for (const { file, from, to } of patches) {
    const path = join(folder, file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(from, () => to)
    if (after === before) throw new Error(`${file} does not hold ${from}`)
    writeFileSync(path, after)
  }
  return folder
}
