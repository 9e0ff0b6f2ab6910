const QUOTE = 34
const BACKSLASH = 92
const COLON = 58
const OPEN = new Set(['{', '['])
const CLOSE = new Set(['}', ']'])

/** Deeper than anything that pgproof writes; what is deeper was not written by it. */
const MOST_LEVELS = 64

/**
 * What JSON.parse lets pass and would read in its own way: a key that stands twice in one object, of which it keeps the last, or values nested without end.
 * Half a sentence to be said after the text's name; undefined where nothing is wrong.
 * To be asked before JSON.parse, which takes as much memory as a text demands.
 */
export function structureFault(text: string): string | undefined {
  const levels: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (OPEN.has(character)) {
      if (levels.push(character === '{' ? new Set() : undefined) > MOST_LEVELS) return 'is nested too deeply'
    } else if (CLOSE.has(character)) levels.pop()
    else if (text.charCodeAt(at) === QUOTE) {
      const end = endOfString(text, at)
      if (isFollowedByColon(text, end)) {
        const key = keyOf(text.slice(at, end))
        const keys = levels.at(-1)
        if (keys?.has(key)) return `has the key ${JSON.stringify(key.slice(0, 80))} twice in one object`
        keys?.add(key)
      }
      at = end - 1
    }
  }
  return undefined
}

/** Just after the closing quote. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === QUOTE) return at + 1
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

function isFollowedByColon(text: string, from: number): boolean {
  let at = from
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at++
  return text.charCodeAt(at) === COLON
}
