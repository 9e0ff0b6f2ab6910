import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rm, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Writing } from './follow.ts'

/** One large object as pg_dump wrote it: `toc` is the file that lists it (one for all in 15, one per thousand from 17 on). */
export interface LargeObject {
  oid: number
  bytes: number
  sha256: string
  toc: string
}

/** Takes the files of large objects one after the other; each call resolves once the bytes were taken. */
export interface FileSink {
  file(name: string, size: number, content: AsyncIterable<Buffer>): Promise<void>
  end(): Promise<void>
}

const TOC = /^blobs(_\d+)?\.toc$/
const LINE = /^(\d+) (blob_\d+\.dat)$/
const POLL_MS = 20
const SMALL = 256 * 1024

/**
 * Hands the large objects of a growing dump to `sink`, each as soon as pg_dump has listed it as written, and removes its file.
 * `files` names what is in the folder. The lists themselves follow at the end: pg_restore finds the objects by them.
 */
export async function followLargeObjects(
  folder: string,
  writing: Writing,
  files: () => Promise<string[]>,
  sink: FileSink,
): Promise<LargeObject[]> {
  const lists = new Map<string, ListTail>()
  const found: LargeObject[] = []
  while (true) {
    writing.signal.throwIfAborted()
    const last = writing.ended()
    for (const name of (await files()).filter((file) => TOC.test(file))) {
      const tail = lists.get(name) ?? new ListTail(`${folder}/${name}`)
      lists.set(name, tail)
      for (const line of await tail.lines()) found.push(await takeObject(folder, name, line, sink))
    }
    if (last) break
    writing.waiting?.(true)
    await sleep(POLL_MS)
    writing.waiting?.(false)
  }
  for (const name of [...lists.keys()].sort()) await takeFile(folder, name, sink)
  if (lists.size > 0) await sink.end()
  return found
}

async function takeObject(folder: string, toc: string, line: string, sink: FileSink): Promise<LargeObject> {
  const match = LINE.exec(line)
  if (!match) throw new Error(`${toc} holds a line that is not a large object: ${JSON.stringify(line.slice(0, 80))}`)
  const digest = await takeFile(folder, match[2] as string, sink)
  return { oid: Number(match[1]), toc, ...digest }
}

async function takeFile(folder: string, name: string, sink: FileSink): Promise<{ bytes: number; sha256: string }> {
  const path = `${folder}/${name}`
  const { size } = await stat(path)
  const hash = createHash('sha256')
  async function* content(): AsyncGenerator<Buffer> {
    if (size <= SMALL) {
      const bytes = await readFile(path)
      hash.update(bytes)
      yield bytes
      return
    }
    for await (const chunk of createReadStream(path, { highWaterMark: 512 * 1024 }) as AsyncIterable<Buffer>) {
      hash.update(chunk)
      yield chunk
    }
  }
  await sink.file(name, size, content())
  await rm(path)
  return { bytes: size, sha256: hash.digest('hex') }
}

/** Reads the whole lines that were added to a file since the last look. */
class ListTail {
  #position = 0
  #rest = ''
  readonly #path: string

  constructor(path: string) {
    this.#path = path
  }

  async lines(): Promise<string[]> {
    const file = await open(this.#path, 'r')
    try {
      const { size } = await file.stat()
      if (size === this.#position) return []
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(size - this.#position),
        0,
        size - this.#position,
        this.#position,
      )
      this.#position += bytesRead
      const lines = (this.#rest + buffer.toString('utf8', 0, bytesRead)).split('\n')
      this.#rest = lines.pop() ?? ''
      return lines
    } finally {
      await file.close()
    }
  }
}
