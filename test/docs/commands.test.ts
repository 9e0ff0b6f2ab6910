import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import type { Declaration } from '../../src/inputs/declare.ts'
import { declarations } from '../../src/inputs/verbs.ts'

const verbs = declarations as unknown as Record<string, Declaration>

const pages = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  ...Object.values(verbs)
    .filter(({ only }) => only !== 'command')
    .map(({ verb }) => `${verb}/README.md`),
]

/** Code blocks of a language; what is between backquotes in the text counts as a shell's. */
function code(text: string, languages: string): string[] {
  const blocks = [...text.matchAll(new RegExp(`^ *\`\`\`(?:${languages})\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm'))]
  return blocks.map(([, block = '']) => block)
}

/** Every `pgproof <verb> …` of a page, up to the end of the command. */
function* commandsOn(path: string): Generator<{ command: string; verb: string; options: string[] }> {
  const text = readFileSync(path, 'utf8')
  const inline = [
    ...text
      .replace(/```[\s\S]*?```/g, '')
      .matchAll(/`(?:PGPROOF_TARGET_URL= )?((?:npx )?pgproof [a-z-]+(?: --[^`\n]+)?)`/g),
  ].map(([, span = '']) => span)
  for (const part of [...code(text, 'sh|bash'), ...inline]) {
    for (const [command, verb = ''] of part.matchAll(/\bpgproof ([a-z][a-z-]+)[^\n;|&#)]*/g)) {
      yield { command, verb, options: [...command.matchAll(/ --([a-z][a-z-]*)/g)].map(([, option = '']) => option) }
    }
  }
}

test.each(pages)('the commands of %s are verbs with options that there are', (path) => {
  for (const { command, verb, options } of commandsOn(path)) {
    expect([path, command, Object.keys(verbs).includes(verb)]).toEqual([path, command, true])
    const inputs = Object.keys(verbs[verb]?.inputs ?? {}).flatMap((name) => [name, `${name}-file`])
    for (const option of options)
      expect([path, command, option, inputs.includes(option)]).toEqual([path, command, option, true])
  }
})

interface Step {
  uses?: string
  with?: Record<string, unknown>
}

/** Every step anywhere in a value that YAML gave. */
function* stepsIn(value: unknown): Generator<Step> {
  if (typeof value !== 'object' || value === null) return
  if ('uses' in value) yield value as Step
  for (const inner of Object.values(value)) yield* stepsIn(inner)
}

test.each(pages)('the steps of %s give inputs that the actions have', (path) => {
  const blocks = code(readFileSync(path, 'utf8'), 'yaml').filter((block) => block.includes('uses:'))
  for (const { uses = '', with: inputs = {} } of blocks.flatMap((block) => [...stepsIn(parse(block))])) {
    const [, verb] = /^pgproof\/pgproof\/([a-z-]+)@/.exec(uses) ?? []
    if (verb === undefined) continue
    const known = Object.keys(verbs[verb]?.inputs ?? {})
    expect([path, uses, known]).toEqual([path, uses, expect.arrayContaining(Object.keys(inputs))])
  }
})
