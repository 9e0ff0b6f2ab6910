import { shown, shownIdentifier } from '../../postgres/identifier.ts'

/** A table or index as written in SQL; without `schema` it is looked for in all of the user's schemas. */
export interface SqlName {
  schema?: string
  name: string
}

const part = /^\s*(?:"((?:[^"]|"")+)"|([^\s".]+))\s*(?:\.|$)/

/** The parts of a name by SQL's rules: quotes keep case, dots and spaces, everything else is lower case. Undefined where it is no name. */
function parts(text: string): string[] | undefined {
  const found: string[] = []
  let rest = text
  do {
    const match = part.exec(rest)
    if (match === null) return undefined
    found.push(match[1]?.replaceAll('""', '"') ?? lowerCase(match[2] ?? ''))
    const taken = match[0]
    rest = rest.slice(taken.length)
    if (rest === '' && taken.endsWith('.')) return undefined
  } while (rest !== '')
  return found
}

/** PostgreSQL folds ASCII letters only in multi-byte encodings. */
const lowerCase = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/** `orders`, `public.orders`, `"My Schema"."Orders"`; undefined where the text is no such name. */
export function parseSqlName(text: string): SqlName | undefined {
  const found = parts(text)
  if (found?.length === 1) return { name: found[0] as string }
  if (found?.length === 2) return { schema: found[0] as string, name: found[1] as string }
  return undefined
}

/** A column: one part only. */
export function parseColumnName(text: string): string | undefined {
  const found = parts(text)
  return found?.length === 1 ? found[0] : undefined
}

/** A name as a user would have to write it: quoted only where SQL needs it. */
export function showSqlName({ schema, name }: SqlName): string {
  return schema === undefined ? shownIdentifier(name) : shown(schema, name)
}
