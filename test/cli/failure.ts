import { expect } from '@jest/globals'
import { pgproof, type Run } from './command.ts'

/** Passwords and keys of these tests hold this, which must turn up nowhere. */
export const CANARY = 'c4n4ry%2Fwith spaces'

export interface Expected {
  code: number
  /** A whole reason, or a pattern for it. */
  reason: string | RegExp
  hint: string | RegExp
}

/** Runs the command with --json, and demands one sentence and one hint, said alike to people and to programs, without a stack or a secret. */
export async function expectFailure(
  args: string[],
  environment: Record<string, string>,
  expected: Expected,
  options: Parameters<typeof pgproof>[2] = {},
): Promise<Run> {
  const run = await pgproof([...args, '--json'], environment, options)
  const { status, stdout, stderr } = run
  const said = JSON.parse(stdout) as { ok: boolean; code: number; reason: string; hint: string }
  expect({ status, ...said }).toMatchObject({ status: expected.code, ok: false, code: expected.code })
  expect(said.reason).toEqual(wordsOf(expected.reason))
  expect(said.hint).toEqual(wordsOf(expected.hint))
  const lines = stderr.trimEnd().split('\n')
  expect(lines.slice(-2)).toEqual([`error: ${said.reason}`, `hint: ${said.hint}`])
  expect(lines.filter((line) => /^(error|hint): /.test(line))).toHaveLength(2)
  for (const sentence of [said.reason, said.hint]) expect(sentence).toMatch(/[^.\s]$/)
  expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at |node:internal|PgproofError/)
  for (const secret of [CANARY, encodeURIComponent(CANARY), decodeURIComponent(CANARY), 'c4n4ry']) {
    expect(`${stdout}${stderr}`).not.toContain(secret)
  }
  return run
}

const wordsOf = (words: string | RegExp) => (typeof words === 'string' ? words : expect.stringMatching(words))
