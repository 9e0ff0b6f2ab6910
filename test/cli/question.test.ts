import { resolve } from 'node:path'
import { afterEach, expect, jest, test } from '@jest/globals'
import { PseudoTerminal } from '../support/pseudo-terminal.ts'

// A terminal is given 30 s to show something: the machine may be busy.
jest.setTimeout(90_000)

/** Asks once or more, as a run would, and says what it was told. */
const program = `
const { askerOf } = await import('${resolve('src/cli/question.ts')}')
const { onSignals } = await import('${resolve('src/runner/cancel.ts')}')
const { signal, release } = onSignals(() => {})
const ask = askerOf(process.stdin, process.stderr, () => console.error('bar ended'))
if (!ask) console.log('nobody to ask')
try {
  if (process.argv[1] === 'late') {
    console.error('busy')
    await new Promise((resolve) => setTimeout(resolve, 1500))
  }
  for (const question of ask ? ['First? ', 'Second? '] : []) console.log(JSON.stringify(await ask(question, signal)))
} catch (error) {
  console.log('thrown', error.message)
  process.exitCode = error.code
} finally {
  release()
}`

const command = (more = '') =>
  `${process.execPath} --disable-warning=ExperimentalWarning --input-type=module --eval "$PROGRAM" -- ${more}`
let terminal: PseudoTerminal
const start = (more?: string) => {
  terminal = new PseudoTerminal(command(more), { PROGRAM: program })
}
afterEach(() => terminal.stop())

test('asks on standard error and gives the lines that are typed, exactly', async () => {
  start()
  await terminal.shows('bar ended\nFirst? ')
  terminal.type('RESTORE shop \n')
  await terminal.shows('"RESTORE shop "')
  await terminal.shows('Second? ')
  terminal.type('wrong\u007f\u007f\u007f\u007f\u007fdéjà\n')
  await terminal.shows('"déjà"')
  expect(await terminal.end()).toBe(0)
})

test('the end of input is an empty line, for every question', async () => {
  start()
  await terminal.shows('First? ')
  terminal.type('\u0004')
  await terminal.shows('""\n""')
  expect(await terminal.end()).toBe(0)
})

test('Ctrl-C ends the run with 130', async () => {
  start()
  await terminal.shows('First? ')
  terminal.type('RESTORE\u0003')
  await terminal.shows('thrown ended by SIGINT')
  expect(await terminal.end()).toBe(130)
})

test('what was typed before the question answers nothing', async () => {
  start('late')
  await terminal.shows('busy')
  terminal.type('RESTORE shop\nSWAP shop\n')
  await terminal.shows('First? ')
  terminal.type('now\n')
  await terminal.shows('"now"')
  expect(terminal.shown).not.toContain('"RESTORE shop"')
  await terminal.shows('Second? ')
  terminal.type('then\n')
  await terminal.shows('"then"')
  expect(await terminal.end()).toBe(0)
})

test.each(['2> /dev/null', '< /dev/null'])('nobody is asked where %s', async (redirection) => {
  start(redirection)
  await terminal.shows('nobody to ask')
  expect(await terminal.end()).toBe(0)
})
