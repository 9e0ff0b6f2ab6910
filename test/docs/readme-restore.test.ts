import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { readPolicy } from '../../src/operations/prune/policy.ts'
import { runnableBlocks } from './blocks.ts'
import { startTypist, type Typist } from './typist.ts'

const blocks = runnableBlocks('README.md').filter(({ note }) => note.includes('readme-restore'))
const commandsOf = (name: string) => blocks.find(({ note }) => note.endsWith(` ${name}`))?.text ?? ''
const settings = blocks.find(({ language }) => language === 'yml')?.text ?? ''

let typist: Typist

beforeAll(async () => {
  typist = await startTypist('auto')
  writeFileSync(join(typist.folder, 'pgproof.yml'), settings)
}, 60_000)

afterAll(async () => {
  await typist?.stop()
})

const orders = 'SELECT count(*) FROM public.orders'

test('its retention is one that prune takes', () => {
  expect(readPolicy({ storage: '/x', ...parse(settings) }).calendar).toEqual({ daily: 14, weekly: 8, monthly: 12 })
})

test('a look at a backup, and an exchange and back, work as they stand', async () => {
  await typist.type(commandsOf('look'), 'shop_look')
  expect(await typist.ask(orders, 'shop_look')).toBe('20000')
  expect(await typist.type(commandsOf('swap'))).toMatch(/Downtime +\d[\s\S]*shop is what it was before the swap/)
}, 60_000)

test('pruning, pinning, status and show work as they stand', async () => {
  expect(await typist.type(`unset PGPROOF_CONFIRM; ${commandsOf('prune')}`)).toContain('keep-daily')
  await typist.type('PGPROOF_TARGET_URL= npx pgproof restore-test')
  const said = await typist.type(`export PGPROOF_MIN_FREE_SPACE=1MB; ${commandsOf('status')}`)
  expect(said).toContain('Time to restore')
  expect(said).toContain('before the audit')
}, 60_000)
