import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { declarations } from '../../src/inputs/verbs.ts'
import { runnableBlocks } from './blocks.ts'
import { startTypist, type Typist } from './typist.ts'

const page = readFileSync('docs/restore.md', 'utf8')
const blocks = runnableBlocks('docs/restore.md')
const [look = '', swap = '', part = ''] = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text)
const settings = blocks.find(({ language }) => language === 'yaml')?.text ?? ''

let typist: Typist

beforeAll(async () => {
  typist = await startTypist('auto')
}, 60_000)

afterAll(async () => {
  await typist?.stop()
})

test('a look at a backup, beside the live database', async () => {
  expect(await typist.type(look, 'shop_look')).toContain('shop_look is restored and proved equal')
  expect(await typist.ask('SELECT count(*) FROM public.orders', 'shop_look')).toBe('20000')
}, 60_000)

test('the plan of a swap has the steps of the page', async () => {
  const shown = (text: string) =>
    [...text.matchAll(/^ {2,3}\d+ {2}(\S.*?)(?: {2,}.*)?$/gm)].map(([, step = '']) =>
      step.replaceAll(/\d{8}[tT]\d{6}/g, 'TIME'),
    )
  const said = await typist.type(swap)
  expect(shown(said)).toEqual(shown(page))
  expect(shown(page).length).toBeGreaterThan(10)
}, 60_000)

test('the plan of a part names what is left out, as the page does', async () => {
  const said = await typist.type(part, 'shop_orders')
  const [named] = page.match(/foreign key public\.orders \S+ is left out/) ?? []
  expect(said).toContain(named)
}, 60_000)

test('its settings may stand in pgproof.yml, and what it keeps out of it may not', () => {
  const inputs = declarations.restore.inputs as Record<string, { momentary?: boolean }>
  const keys = Object.keys(parse(settings))
  expect(keys.map((key) => [key, inputs[key]?.momentary ?? false])).toEqual(keys.map((key) => [key, false]))
  for (const key of ['confirm', 'allow-production']) expect(inputs[key]?.momentary).toBe(true)
})
