import { PartCutter } from '../dump/fingerprint.ts'
import { FrameWriter } from '../sealing/compression.ts'
import type { Part } from './inventory.ts'
import { partName } from './layout.ts'
import type { Upload } from './upload.ts'

/** Cuts a stream of rows into parts, each one zstd frame in one object; a part's `length` is known when the upload has finished. A stream without a byte is one part too, so that what is missing is never taken for empty. */
export class PartWriter {
  readonly parts: Part[] = []
  readonly #base: string
  readonly #backup: string
  readonly #upload: Upload
  readonly #level: number
  readonly #cutter = new PartCutter()
  #frame: FrameWriter | undefined
  #held = 0

  /** `base` is the objects' name without the part's number: `3442.dat.zst`. */
  constructor(upload: Upload, backup: string, base: string, level: number) {
    this.#upload = upload
    this.#backup = backup
    this.#base = base
    this.#level = level
  }

  async write(chunk: Buffer): Promise<void> {
    let rest = chunk
    while (rest.length > 0) {
      const { at, cut } = this.#cutter.next(rest)
      this.#frame ??= new FrameWriter(this.#level)
      await this.#frame.write(rest.subarray(0, at))
      await this.#hold(this.#frame.storedBytes)
      rest = rest.subarray(at)
      if (cut) await this.#closePart()
    }
  }

  async end(): Promise<void> {
    if (this.parts.length === 0) this.#frame ??= new FrameWriter(this.#level)
    await this.#closePart()
  }

  async #closePart(): Promise<void> {
    const frame = this.#frame
    if (!frame) return
    this.#frame = undefined
    const body = await frame.end()
    await this.#hold(body.length)
    const name = partName(this.#base, this.parts.length)
    const object = `${name}${this.#upload.suffix}`
    const part: Part = { backup: this.#backup, object, offset: 0, length: 0, rawBytes: frame.rawBytes }
    this.parts.push(part)
    await this.#upload.put(name, body, (bytes) => {
      part.length = bytes
    })
    await this.#hold(0)
  }

  /** Tells how many bytes of this writer's are in memory beside what is being put. */
  async #hold(bytes: number): Promise<void> {
    const more = bytes - this.#held
    this.#held = bytes
    if (more !== 0) await this.#upload.hold(more)
  }
}
