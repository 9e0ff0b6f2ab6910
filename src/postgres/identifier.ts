/** A name as SQL writes it, always in double quotes. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as an SQL literal that means the same whatever `standard_conforming_strings` is. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`
  return text.includes('\\') ? ` E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

/** `"schema"."name"`. */
export function qualified(schema: string, name: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`
}

/** A name as a person would write it, for messages: in quotes only where SQL needs them. */
export function shownIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : quoteIdentifier(name)
}

/** `schema.name`, for messages. */
export function shown(schema: string, name: string): string {
  return `${shownIdentifier(schema)}.${shownIdentifier(name)}`
}

/**
 * A name quoted for pg_dump's and pg_restore's patterns (`-n`, `-t`, `-T` …) so that it matches nothing but itself:
 * inside double quotes pg_dump takes every character literally. A table of a schema is `dumpPattern(schema) + '.' + dumpPattern(name)`.
 */
export function dumpPattern(name: string): string {
  return quoteIdentifier(name)
}
