const TAB = 9
const NEWLINE = 10
const RETURN = 13
const QUOTE = 34
const COMMA = 44
const DOT = 46
const N = 78
const BACKSLASH = 92

/** What the letter behind a backslash stands for, as COPY writes it. */
const ESCAPED: Readonly<Record<number, number>> = { 98: 8, 102: 12, 110: NEWLINE, 114: RETURN, 116: TAB, 118: 11 }

/** A longer value is put in quotes whether it needs them or not: then it need not be held in memory. */
const LONGEST_HELD = 64 * 1024

/**
 * Turns COPY's text format into its CSV format, byte for byte as PostgreSQL writes it (CopyAttributeOutCSV in copyto.c): NULL is nothing, an empty
 * text is `""`, and quotes are there only where they are needed, or around a value above 64 KiB. Works on bytes: server encodings are supersets of ASCII.
 */
export class CsvConverter {
  readonly #columns: number
  /** The value under way, quotes in it doubled. */
  readonly #value = Buffer.allocUnsafe(LONGEST_HELD + 2)
  #length = 0
  #needsQuotes = false
  /** Its quote is out already, and some of it. */
  #begun = false
  #isNull = false
  #escaping = false
  #out = Buffer.alloc(0)
  #at = 0

  /** `columns`: how many a row has. */
  constructor(columns: number) {
    this.#columns = columns
  }

  /** The CSV of the next bytes, as far as it is known; all of it at the end of a row. */
  convert(chunk: Buffer): Buffer {
    this.#out = Buffer.allocUnsafe(chunk.length * 3 + 2 * LONGEST_HELD + 16)
    this.#at = 0
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index] as number
      if (this.#escaping) this.#unescape(byte)
      else if (byte === BACKSLASH) this.#escaping = true
      else if (byte === TAB) this.#end(COMMA)
      else if (byte === NEWLINE) this.#end(NEWLINE)
      else this.#put(byte)
    }
    return this.#out.subarray(0, this.#at)
  }

  #unescape(byte: number): void {
    this.#escaping = false
    if (byte === N) this.#isNull = true
    else this.#put(ESCAPED[byte] ?? byte)
  }

  #put(byte: number): void {
    if (byte === QUOTE) this.#value[this.#length++] = QUOTE
    this.#value[this.#length++] = byte
    if (byte === QUOTE || byte === COMMA || byte === NEWLINE || byte === RETURN) this.#needsQuotes = true
    if (this.#length >= LONGEST_HELD) this.#flush()
  }

  #flush(): void {
    if (!this.#begun) this.#out[this.#at++] = QUOTE
    this.#begun = true
    this.#write()
  }

  #write(): void {
    this.#value.copy(this.#out, this.#at, 0, this.#length)
    this.#at += this.#length
    this.#length = 0
  }

  #end(separator: number): void {
    if (this.#begun || (!this.#isNull && this.#columns > 0 && this.#isQuoted())) {
      this.#flush()
      this.#out[this.#at++] = QUOTE
    } else this.#write()
    this.#out[this.#at++] = separator
    this.#begun = false
    this.#isNull = false
    this.#needsQuotes = false
  }

  /** A line with nothing but `\.` would end the data. */
  #isQuoted(): boolean {
    if (this.#needsQuotes || this.#length === 0) return true
    const ends = this.#length === 2 && this.#value[0] === BACKSLASH && this.#value[1] === DOT
    return ends && this.#columns === 1
  }
}

/** A line of names, as COPY's HEADER writes it. */
export function csvHeader(names: readonly string[]): string {
  return `${names.map((name) => (/[",\r\n]/.test(name) || name === '' ? `"${name.replaceAll('"', '""')}"` : name)).join(',')}\n`
}
