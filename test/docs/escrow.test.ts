import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { runnableBlocks } from './blocks.ts'
import { startTypist, type Typist } from './typist.ts'

const [print = '', compare = '', ...more] = runnableBlocks('docs/escrow.md').map(({ text }) => text)

let typist: Typist

beforeAll(async () => {
  typist = await startTypist('auto')
}, 60_000)
afterAll(async () => {
  await typist?.stop()
})

test('the sheet is printed in both forms, and an identity that was found is told by its fingerprint', async () => {
  expect(more).toEqual([])
  const seal =
    'npx pgproof keygen\nnpx pgproof backup --encrypt-to "$(cat pgproof-recipient.txt)" --sign-key-file pgproof-sign-key.pem'
  await typist.type(`export PGDATABASE=shop\n${seal}`)
  await typist.type(print)
  const [sheet, page] = ['recovery.md', 'recovery.html'].map((name) => readFileSync(join(typist.folder, name), 'utf8'))
  expect(sheet).toContain('## Recovery sheet of shop')
  expect(page).toMatch(/^<!doctype html>/)
  const [recipient = '', fingerprint = ''] = (await typist.type(compare)).trim().split('\n')
  for (const text of [sheet, page]) {
    expect(text).toContain(recipient)
    expect(text?.replaceAll('\\', '')).toContain(`SHA256:${fingerprint.replace(/=+$/, '')}`)
  }
}, 60_000)
