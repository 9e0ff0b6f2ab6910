import { readdir } from 'node:fs/promises'

const FRESH_MS = 10

/** Listing thousands of files takes a while; it is to cost a fifth of the time at most. */
const PAUSE_PER_LISTING = 4

/** Lists a folder for several followers at once, from one reading of it every now and then. */
export class FolderListing {
  #names: Promise<string[]> = Promise.resolve([])
  #freshUntil = 0
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The names as they were a moment ago. */
  names(): Promise<string[]> {
    if (performance.now() >= this.#freshUntil) {
      const started = performance.now()
      this.#freshUntil = Number.POSITIVE_INFINITY
      this.#names = readdir(this.#folder).finally(() => {
        const now = performance.now()
        this.#freshUntil = now + Math.max(FRESH_MS, (now - started) * PAUSE_PER_LISTING)
      })
    }
    return this.#names
  }

  /** The names as they are now. */
  async current(): Promise<string[]> {
    return await readdir(this.#folder)
  }
}
