import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runnableBlocks } from './blocks.ts'
import { startTypist, type Typist } from './typist.ts'

const page = readFileSync('docs/recovery-objectives.md', 'utf8')
const [look = ''] = runnableBlocks('docs/recovery-objectives.md').map(({ text }) => text)

let typist: Typist

beforeAll(async () => {
  typist = await startTypist('auto')
}, 60_000)

afterAll(async () => {
  await typist?.stop()
})

test('status tells both objectives, where a restore-test has measured one of them', async () => {
  // A small disk is no concern of this page.
  const small = 'export PGPROOF_MIN_FREE_SPACE=1MB; '
  await typist.type('PGPROOF_TARGET_URL= npx pgproof restore-test')
  const said = await typist.type(small + look)
  expect(said).toMatch(/Data at risk +what was changed since/)
  expect(said).toMatch(/Time to restore +\d.* until the data is back/)
}, 60_000)

test('what it calls measured is what the measurements say', () => {
  const measured = readFileSync('docs/performance.md', 'utf8').matchAll(
    /\(([\d,]+ MB) on disk\)[\s\S]*?\n\| pgproof restore-test \| ([\d.]+) \|/g,
  )
  const expected = [...measured].map(([, size = '', seconds]) => `${size}: ${Number(seconds).toFixed(1)} s`)
  const [, table = ''] = page.split('### By size')
  const shown = [...table.matchAll(/^\| ([\d,]+ MB) \|.*?\| ([\d.]+ s) \|/gm)].map(
    ([, size, time]) => `${size}: ${time}`,
  )
  expect(shown.length).toBeGreaterThan(1)
  expect(expected).toEqual(expect.arrayContaining(shown))
})
