/** The target of a COPY statement as pg_restore prints it. `columns` is empty for a table that has none to dump. */
export interface CopyTarget {
  schema: string
  name: string
  columns: string[]
}

/**
 * Reads `COPY s.t (a, b) FROM stdin;` from the start of `text`; names may be quoted and hold anything, newlines and ` FROM stdin;` among it.
 * Throws where the text is no such statement.
 */
export function parseCopyStatement(text: string): CopyTarget {
  const reader = new Reader(text)
  reader.expect('COPY ')
  const schema = reader.identifier()
  reader.expect('.')
  const name = reader.identifier()
  reader.expect(' ')
  const columns: string[] = []
  if (reader.accept('(')) {
    do columns.push(reader.identifier())
    while (reader.accept(', '))
    reader.expect(') ')
  } else reader.accept(' ')
  reader.expect('FROM stdin;')
  return { schema, name, columns }
}

class Reader {
  #at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  accept(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  expect(word: string): void {
    if (!this.accept(word)) {
      throw new Error(`expected ${JSON.stringify(word)} in ${JSON.stringify(this.#text.slice(0, 120))} at ${this.#at}`)
    }
  }

  identifier(): string {
    const rest = this.#text.slice(this.#at)
    const quoted = /^"((?:[^"]|"")+)"/.exec(rest)
    // What pg_dump leaves unquoted: lower case, digits, underscore, dollar, and bytes beyond ASCII never.
    const match = quoted ?? /^([a-z_][a-z0-9_$]*)/.exec(rest)
    if (!match) throw new Error(`expected a name in ${JSON.stringify(this.#text.slice(0, 120))} at ${this.#at}`)
    this.#at += match[0].length
    const name = match[1] as string
    return quoted ? name.replaceAll('""', '"') : name
  }
}
