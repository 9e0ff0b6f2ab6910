import { createHash } from 'node:crypto'

/** One catalogue entry of a dump: the statements that pg_restore would run for it. */
export interface Definition {
  dumpId: number
  classOid: number
  /** pg_dump's own word: `TABLE`, `CONSTRAINT`, `SEQUENCE SET`, `ACL` … */
  type: string
  /** Empty for what belongs to no schema. */
  schema: string
  /** The entry's name as pg_dump shows it on one line: `orders orders_pkey`, `f(integer)`; line breaks are spaces. */
  tag: string
  /** As the entry's header names it, empty where it does not. Not compared: the text of what can be owned says so itself. */
  owner: string
  text: string
  /** SHA-256 of the text, lower-case hex. */
  digest: string
  /** Dump ids of what it needs; those of row data, and of what the archive does not hold, may be among them. */
  dependencies: number[]
}

/** What `pg_restore --list` says of an entry: `TYPE schema tag owner` is `rest`, and only the text's header tells where one ends and the next begins. */
export interface ListRow {
  dumpId: number
  classOid: number
  objectOid: number
  rest: string
}

const ROW = /^(\d+); (\d+) (\d+) (.*)$/

/** Of a line that `parseList` has found. */
export function parseListRow(line: string): ListRow {
  const [, dumpId, classOid, objectOid, rest] = ROW.exec(line) as unknown as [string, string, string, string, string]
  return { dumpId: Number(dumpId), classOid: Number(classOid), objectOid: Number(objectOid), rest }
}

interface Header {
  row: ListRow
  type: string
  schema: string
  tag: string
  owner: string
  dependencies: number[]
  start: number
  /** Where the entry's text begins. */
  body: number
}

export interface SplitText {
  definitions: Definition[]
  /** Dump ids whose header was met more than once: a comment or a function body quotes it. */
  ambiguous: number[]
}

const HEADER =
  /^--\n-- TOC entry (\d+) \(class (\d+) OID (\d+)\)\n(?:-- Dependencies:([^\n]*)\n)?-- Name: ([^\n]*)\n--\n/gm

/**
 * Splits the output of `pg_restore --verbose --file=-`. A comment or a function may hold lines that look like headers: one counts only where
 * number, class, OID, type, schema, tag and owner are those of a line of the list. With `once` the second header of an entry is text.
 */
export function splitText(text: string, rows: readonly ListRow[], options: { once?: boolean } = {}): SplitText {
  const byId = new Map(rows.map((row) => [row.dumpId, row]))
  const headers: Header[] = []
  const seen = new Set<number>()
  const ambiguous = new Set<number>()
  for (const match of text.matchAll(HEADER)) {
    const header = readHeader(match, byId.get(Number(match[1])))
    if (!header) continue
    const again = seen.has(header.row.dumpId)
    if (again) ambiguous.add(header.row.dumpId)
    if (again && options.once) continue
    seen.add(header.row.dumpId)
    headers.push(header)
  }
  const end = text.lastIndexOf('\n-- Completed on ')
  const until = end < 0 ? text.length : end
  return { definitions: readBodies(text, headers, until), ambiguous: [...ambiguous] }
}

function readHeader(match: RegExpMatchArray, row: ListRow | undefined): Header | undefined {
  if (!row || row.classOid !== Number(match[2]) || row.objectOid !== Number(match[3])) return undefined
  const parts = splitName(match[5] as string, row.rest)
  const start = match.index as number
  const dependencies = [...new Set((match[4] ?? '').split(' ').filter(Boolean).map(Number))]
  return parts && { row, ...parts, dependencies, start, body: start + match[0].length }
}

/** Names may hold `; Type: ` themselves: of all ways to cut the line, the one that gives the list's line is right. */
function splitName(line: string, rest: string) {
  for (const typeAt of positions(line, '; Type: ')) {
    for (const schemaAt of positions(line, '; Schema: ')) {
      for (const ownerAt of positions(line, '; Owner: ')) {
        if (typeAt > schemaAt || schemaAt > ownerAt) continue
        const tag = line.slice(0, typeAt)
        const type = line.slice(typeAt + '; Type: '.length, schemaAt)
        const schema = line.slice(schemaAt + '; Schema: '.length, ownerAt)
        const owner = line.slice(ownerAt + '; Owner: '.length)
        const start = `${type} ${schema} ${tag} `
        // A hyphen stands for no owner, and for every owner with --no-owner.
        const fits = owner === '-' ? rest.startsWith(start) : rest === start + owner
        if (fits) return { type, schema: schema === '-' ? '' : schema, tag, owner: owner === '-' ? '' : owner }
      }
    }
  }
  return undefined
}

function positions(text: string, part: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at)
  return found
}

const TRAILING_SETTINGS = /(?:\n*SET default_[a-z_]+ = [^\n]*;)+\s*$/

function readBodies(text: string, headers: readonly Header[], until: number): Definition[] {
  let accessMethod = settingIn(text.slice(0, headers[0]?.start ?? 0)) ?? ''
  return headers.map((header, index) => {
    const raw = text.slice(header.body, headers[index + 1]?.start ?? until)
    const trailing = TRAILING_SETTINGS.exec(raw)?.[0] ?? ''
    const body = raw.slice(0, raw.length - trailing.length).replace(/^\n+|\s+$/g, '')
    const definition = makeDefinition(header, body, accessMethod)
    accessMethod = settingIn(trailing) ?? accessMethod
    return definition
  })
}

/** pg_restore writes the setting only where it changes, so it is carried along: otherwise another order of tables would look like a change. */
function settingIn(text: string): string | undefined {
  return [...text.matchAll(/^SET default_table_access_method = ([^\n]*);$/gm)].at(-1)?.[1]
}

function makeDefinition(header: Header, body: string, accessMethod: string): Definition {
  const { row, type, schema, tag, owner, dependencies } = header
  const stored = (type === 'TABLE' && !/^PARTITION BY /m.test(body)) || type === 'MATERIALIZED VIEW'
  const text = stored && accessMethod !== '' ? `SET default_table_access_method = ${accessMethod};\n${body}` : body
  const digest = createHash('sha256').update(text).digest('hex')
  return { dumpId: row.dumpId, classOid: row.classOid, type, schema, tag, owner, text, digest, dependencies }
}
