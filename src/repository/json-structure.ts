/** Where a string, an object or an array begins or ends; inside of strings, these are letters. */
const MARK = /["{}[\]]/g
/** Behind a key. */
const COLON = /[ \t\r\n]*:/y

/** Deeper than anything that pgproof writes; what is deeper was not written by it. */
const MOST_LEVELS = 64

/**
 * What JSON.parse lets pass and would read in its own way: a key that stands twice in one object, of which it keeps the last, or values nested without end.
 * Half a sentence to be said after the text's name; undefined where nothing is wrong.
 * To be asked before JSON.parse, which takes as much memory as a text demands.
 */
export function structureFault(text: string): string | undefined {
  const levels: (Set<string> | undefined)[] = []
  for (let at = next(MARK, text, 0); at >= 0; at = next(MARK, text, at + 1)) {
    const character = text[at]
    if (character === '{' || character === '[') {
      if (levels.push(character === '{' ? new Set() : undefined) > MOST_LEVELS) return 'is nested too deeply'
    } else if (character === '"') {
      const start = at
      at = endOfString(text, start)
      if (next(COLON, text, at + 1) < 0) continue
      const key = keyOf(text.slice(start, at + 1))
      const keys = levels.at(-1)
      if (keys?.has(key)) return `has the key ${JSON.stringify(key.slice(0, 80))} twice in one object`
      keys?.add(key)
    } else levels.pop()
  }
  return undefined
}

/** Where the next match ends, by its last character; -1 where there is none. */
function next(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex - 1 : -1
}

/** The closing quote, or the end of a text that has none: the first one before which stands an even number of backslashes. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let before = at
    while (text[before - 1] === '\\') before--
    if ((at - before) % 2 === 0) return at
  }
  return text.length
}

/** One key may be spelled in several ways: `a` is also `\\u0061`. */
function keyOf(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}
