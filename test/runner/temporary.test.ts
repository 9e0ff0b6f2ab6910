import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { isAbandoned, makeTemporary } from '../../src/runner/temporary.ts'

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'pgproof-parent-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

test('a folder is private and goes away', () => {
  const folder = makeTemporary(parent)
  expect(statSync(folder.path).mode & 0o777).toBe(0o700)
  folder.remove()
  expect(readdirSync(parent)).toEqual([])
})

test('only what a dead run of this machine left is swept', () => {
  const mine = makeTemporary(parent)
  const name = basename(mine.path)
  const dead = spawnSync('true').pid
  const abandoned = name.replace(`-${process.pid}-`, `-${dead}-`)
  const reused = name.replace(/-\d+-([0-9a-f]{6})$/, '-1-$1')
  const elsewhere = abandoned.replace(/^pgproof-run-[0-9a-f]{8}/, 'pgproof-run-00000000')
  const otherBoot = abandoned.replace(/^(pgproof-run-[0-9a-f]{8})-[0-9a-f]{8}/, '$1-00000000')
  for (const made of [abandoned, reused, elsewhere, otherBoot, 'pgproof-run-mine', 'other'])
    mkdirSync(join(parent, made))
  expect([name, abandoned, reused].map(isAbandoned)).toEqual([false, true, true])
  makeTemporary(parent).remove()
  expect(readdirSync(parent).sort()).toEqual([name, elsewhere, otherBoot, 'pgproof-run-mine', 'other'].sort())
  expect(existsSync(mine.path)).toBe(true)
})

test('what a dead run had elsewhere goes with it, and nothing else that a link leads to', () => {
  const [own, others] = [join(parent, 'pgproof-a1b2c3'), join(parent, 'precious')]
  const mine = makeTemporary(parent)
  const dead = mine.path.replace(`-${process.pid}-`, `-${spawnSync('true').pid}-`)
  for (const folder of [own, others, join(dead, 'server'), join(dead, 'spool')]) mkdirSync(folder, { recursive: true })
  symlinkSync(own, join(dead, 'server', 'elsewhere-pgproof-a1b2c3'))
  symlinkSync(others, join(dead, 'spool', 'elsewhere-precious'))
  makeTemporary(parent).remove()
  expect(readdirSync(parent).sort()).toEqual([basename(mine.path), 'precious'].sort())
})

test('a folder that cannot be made is the environment', () => {
  expect(() => makeTemporary(join(parent, 'nowhere'))).toThrow(/no temporary folder can be made in .*nowhere/)
})
