import { readFileSync } from 'node:fs'

export interface Block {
  /** What the comment before it says behind `run: ` or `use: `. */
  note: string
  language: string
  text: string
}

/** The code blocks of a document that a comment such as `<!-- run: test/docs/by-hand.test.ts -->` stands before, in order. */
export function runnableBlocks(path: string): Block[] {
  const blocks = readFileSync(path, 'utf8').matchAll(/^<!-- (?:run|use): (.+?) -->\n```(\w+)\n([\s\S]*?)^```$/gm)
  return [...blocks].map(([, note = '', language = '', text = '']) => ({ note, language, text }))
}
