import { z } from 'zod'
import { unknownKey } from '../nearest.ts'

/** A zod object that refuses keys it does not know and names the nearest one it does. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape)
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, known)).join('; ')
      return `must be a mapping of ${known.join(', ')}`
    },
  })
}

/** Every issue with its path, in one sentence: `tables."public.orders": unknown key "row", did you mean "rows"?`. */
export function describeIssues(error: z.ZodError): string {
  const texts = error.issues.map((issue) => {
    const path = issue.path.map(segment).join('.')
    // What is wrong with a key stands one level further in.
    const inner = issue.code === 'invalid_key' ? issue.issues[0] : undefined
    const message = (inner ?? issue).message.replace(/^Invalid input: /, '').replace(/\.$/, '')
    return path === '' ? message : `${path}: ${message}`
  })
  return texts.join('; ')
}

function segment(key: PropertyKey): string {
  const text = String(key)
  return /^[\w-]+$/.test(text) ? text : `"${text}"`
}
