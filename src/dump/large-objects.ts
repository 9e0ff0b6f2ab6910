import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
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
const DATA = /^blob_\d+\.dat$/
const POLL_MS = 20

/** Looking at all processes takes a few milliseconds. */
const LOOK_EVERY_MS = 50
const SMALL = 256 * 1024

/** What a follower of large objects needs to know besides: the names in the dump's folder, and which files pg_dump still has open, where that can be seen. */
export interface LargeObjectFolder {
  path: string
  files(): Promise<string[]>
  openFiles(): Promise<Set<string> | undefined>
}

/**
 * Hands the large objects of a growing dump to `sink`, each as soon as pg_dump has listed it as written, and removes its file.
 * The lists themselves follow at the end: pg_restore finds the objects by them.
 */
export async function followLargeObjects(
  folder: LargeObjectFolder,
  writing: Writing,
  sink: FileSink,
): Promise<LargeObject[]> {
  const follower = new Follower(folder, writing, sink)
  while (true) {
    writing.signal.throwIfAborted()
    const last = writing.ended()
    const names = await folder.files()
    const found = await follower.takeListed(names)
    if (last) return await follower.end()
    if (found === 0 && (await follower.takeClosed(names)) > 0) continue
    writing.waiting?.(true)
    await sleep(POLL_MS)
    writing.waiting?.(false)
  }
}

class Follower {
  readonly #folder: LargeObjectFolder
  readonly #writing: Writing
  readonly #sink: FileSink
  readonly #lists = new Map<string, ListTail>()
  readonly #found: LargeObject[] = []
  /** Taken before they were listed. */
  readonly #early = new Map<string, Taken>()
  #nextLook = 0

  constructor(folder: LargeObjectFolder, writing: Writing, sink: FileSink) {
    this.#folder = folder
    this.#writing = writing
    this.#sink = sink
  }

  /** Takes what was listed since the last time; returns how many that were. */
  async takeListed(names: string[]): Promise<number> {
    const before = this.#found.length
    for (const name of names.filter((file) => TOC.test(file))) {
      const tail = this.#lists.get(name) ?? new ListTail(`${this.#folder.path}/${name}`)
      this.#lists.set(name, tail)
      for (const line of await tail.lines()) await this.#takeLine(name, line)
    }
    return this.#found.length - before
  }

  /**
   * Takes finished objects that are not listed yet: pg_dump writes its lists 4 KiB at a time, and some 200 objects of any size would stay on
   * the disk until then, perhaps more than the spool may hold.
   */
  async takeClosed(names: string[]): Promise<number> {
    const files = names.filter((name) => DATA.test(name) && !this.#early.has(name))
    if (files.length === 0 || performance.now() < this.#nextLook) return 0
    const open = await this.#folder.openFiles()
    const closed = open === undefined || this.#writing.ended() ? [] : files.filter((name) => !open.has(name))
    let taken = 0
    for (const name of closed) {
      // The listing may be older than the last removals.
      if (!existsSync(`${this.#folder.path}/${name}`)) continue
      this.#early.set(name, await this.#takeFile(name))
      taken += 1
    }
    this.#nextLook = performance.now() + LOOK_EVERY_MS
    return taken
  }

  async end(): Promise<LargeObject[]> {
    for (const name of [...this.#lists.keys()].sort()) await this.#takeFile(name)
    if (this.#early.size > 0) throw new Error(`no list names ${[...this.#early.keys()].slice(0, 3).join(', ')}`)
    if (this.#lists.size > 0) await this.#sink.end()
    return this.#found
  }

  async #takeLine(toc: string, line: string): Promise<void> {
    const match = LINE.exec(line)
    if (!match) throw new Error(`${toc} holds a line that is not a large object: ${JSON.stringify(line.slice(0, 80))}`)
    const name = match[2] as string
    const taken = this.#early.get(name) ?? (await this.#takeFile(name))
    this.#early.delete(name)
    this.#found.push({ oid: Number(match[1]), toc, ...taken })
  }

  async #takeFile(name: string): Promise<Taken> {
    this.#writing.signal.throwIfAborted()
    return await takeFile(this.#folder.path, name, this.#sink)
  }
}

interface Taken {
  bytes: number
  sha256: string
}

async function takeFile(folder: string, name: string, sink: FileSink): Promise<Taken> {
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
