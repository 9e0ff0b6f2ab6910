import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from '@jest/globals'
import { formsOf } from '../../src/inputs/secrets.ts'
import { type Canary, canariesIn, makeCanary, makeIdentity, makeSignKey } from '../support/canary.ts'
import { sampleProcesses } from '../support/process-sampler.ts'

const password = makeCanary('password', undefined, ' \t$HOME `x` (y)')
const other = makeCanary('other')
const around = ['', 'a', 'ab', 'abc']

const disguises: [string, (text: string) => string][] = [
  ['plain', (text) => text],
  ['URL-encoded', encodeURIComponent],
  ['URL-encoded in small letters', (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase())],
  ['URL-encoded with +', (text) => encodeURIComponent(text).replaceAll('%20', '+')],
  ['base64', (text) => Buffer.from(text).toString('base64')],
  ['base64 for addresses', (text) => Buffer.from(text).toString('base64url')],
  ['hexadecimal digits', (text) => Buffer.from(text).toString('hex')],
  ['JSON', (text) => JSON.stringify({ text })],
  ['JSON in JSON', (text) => JSON.stringify(JSON.stringify({ text }))],
  ['a word for a shell', (text) => `'${text.replaceAll("'", "'\\''")}'`],
  ['HTML', (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
  ['a value for libpq', (text) => `password='${text.replace(/[\\']/g, '\\$&')}'`],
  [
    'base64 in lines',
    (text) =>
      (
        Buffer.from(text)
          .toString('base64')
          .match(/.{1,19}/g) ?? []
      ).join('\n'),
  ],
  ['lines of a frame', (text) => (text.match(/.{1,9}/gs) ?? []).map((line) => `│ ${line} │`).join('\n')],
]

test.each(disguises)('61: a secret is found as %s, whatever stands around it', (_, disguise) => {
  for (const before of around) {
    const text = `x ${disguise(before + password.value)} y`
    expect(canariesIn(text, [other, password])).toEqual(['password'])
  }
})

test('61: keys are found, in lines and in pieces', async () => {
  const identity = await makeIdentity('identity')
  const signKey = makeSignKey('sign key')
  for (const key of [identity, signKey] as Canary[]) {
    for (const [, disguise] of disguises) expect(canariesIn(disguise(key.value), [other, key])).toEqual([key.name])
  }
  expect(canariesIn(identity.recipient + signKey.publicKey, [identity, signKey])).toEqual([])
})

test('61: what pgproof masks covers every disguise, and of a key only the lines that are secret', async () => {
  const { value } = await makeIdentity('identity')
  const shown = formsOf(value)
  for (const form of shown) expect(form).not.toMatch(/\n|^.{0,7}$/)
  expect(value.split('\n').filter((line) => shown.includes(line))).toHaveLength(1)
  expect(shown).toContain(value.split('\n')[2])
  const { value: pem } = makeSignKey('sign key')
  expect(pem.split('\n').filter((line) => formsOf(pem).includes(line))).toEqual([pem.split('\n')[1]])
  const inLines = new Set(['base64 in lines', 'lines of a frame', 'JSON in JSON'])
  const masked = (text: string) => formsOf(password.value).reduce((rest, form) => rest.replaceAll(form, '***'), text)
  for (const [name, disguise] of disguises.filter(([one]) => !inLines.has(one))) {
    expect([name, canariesIn(masked(`x${disguise(password.value)}y`), [password])]).toEqual([name, []])
  }
})

test('62: the sampler finds a child that carries a secret, also one that ends at once', async () => {
  const arguments_ = makeCanary('arguments', '-')
  const sampling = await sampleProcesses()
  const run = async (command: string, args: string[], env: Record<string, string>) =>
    await once(spawn(command, args, { env, stdio: 'ignore' }), 'exit')
  await run('/bin/sleep', ['0.2'], { SECRET: password.value })
  await run('/bin/sh', ['-c', 'exec sleep 0.2', arguments_.value], {})
  // It becomes another program after a while.
  await run('/bin/sh', ['-c', `sleep 0.3; exec /usr/bin/env SECRET='${other.needles[0]}' sleep 0.2`], {})
  for (let time = 0; time < 100; time++) await run('/bin/true', [], { AT_ONCE: `${time}.${other.needles[0]}` })
  const { seen, counts } = await sampling.stop()
  const carrying = (canary: Canary) =>
    seen.filter((one) => canariesIn(`${one.arguments}\n${one.environment}`, [canary]).length > 0)
  expect(carrying(password).some(({ environment }) => environment.startsWith('SECRET='))).toBe(true)
  expect(carrying(arguments_).length).toBeGreaterThan(0)
  expect(carrying(other).some(({ environment }) => environment.includes('SECRET='))).toBe(true)
  const caught = new Set(carrying(other).flatMap(({ environment }) => /^AT_ONCE=\d+/.exec(environment)?.[0] ?? []))
  expect({ ...counts, caught: caught.size > 0 }).toMatchObject({ caught: true })
})
