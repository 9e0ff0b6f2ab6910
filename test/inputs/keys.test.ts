import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from '@jest/globals'
import type { PgproofError } from '../../src/errors.ts'
import { hasFileForm, variable } from '../../src/inputs/declare.ts'
import { readInputs, type Sources } from '../../src/inputs/read.ts'
import { declarations } from '../../src/inputs/verbs.ts'
import { sealerOf } from '../../src/operations/keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-keys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => rmSync(join(folder, 'pgproof.yml'), { force: true }))

const warnings: string[] = []
const warn = (text: string) => void warnings.push(text)

function read(verb: 'backup' | 'verify', sources: Partial<Sources>) {
  const given = { storage: './s', ...sources.given }
  return readInputs(declarations[verb], { by: 'flag', environment: {}, folder, warn, ...sources, given }).values
}

function refusal(verb: 'backup' | 'verify', sources: Partial<Sources>): Pick<PgproofError, 'code' | 'reason'> {
  try {
    read(verb, sources)
  } catch (error) {
    const { code, reason } = error as PgproofError
    return { code, reason }
  }
  throw new Error('it was taken')
}

/** Every key of both verbs, with the verb that takes it. */
const keys = (['backup', 'verify'] as const).flatMap((verb) =>
  Object.entries(declarations[verb].inputs)
    .filter(([, input]) => input.key)
    .map(([name, input]) => ({ verb, name, file: hasFileForm(input), secret: input.secret !== undefined })),
)

const blanks = ['', ' ', '\n', ' \t\r\n \n']

test.each(keys)(
  '59: a blank $name is refused by $verb at the start, wherever it stands',
  ({ verb, name, file, secret }) => {
    const path = join(folder, 'blank')
    for (const blank of blanks) {
      const empty = { code: 2, reason: `${variable(name)} is empty` }
      expect(refusal(verb, { environment: { [variable(name)]: blank } })).toEqual(empty)
      // A secret by flag is refused whatever it is.
      expect(refusal(verb, { given: { [name]: blank } })).toMatchObject({
        code: 2,
        reason: expect.stringContaining(name),
      })
      // An empty `with:` is what a runner makes of nothing.
      if (blank !== '')
        expect(refusal(verb, { by: 'with', given: { [name]: blank } })).toEqual({ code: 2, reason: `${name} is empty` })
      writeFileSync(join(folder, 'pgproof.yml'), `${name}: ${JSON.stringify(blank)}\n`)
      const reason = secret ? `${name} in pgproof.yml holds a secret` : `${name} in pgproof.yml is empty`
      expect(refusal(verb, {})).toEqual({ code: 2, reason })
      rmSync(join(folder, 'pgproof.yml'))
      if (!file) continue
      writeFileSync(path, blank)
      expect(refusal(verb, { given: { [`${name}-file`]: path } })).toEqual({
        code: 2,
        reason: `--${name}-file is empty`,
      })
      expect(refusal(verb, { environment: { [variable(`${name}-file`)]: path } }).code).toBe(2)
    }
  },
)

test.each(keys)(
  '59: $name without a value in pgproof.yml, or its file without a name, is refused by $verb',
  ({ verb, name, file }) => {
    if (file)
      expect(refusal(verb, { environment: { [variable(`${name}-file`)]: '' } }).reason).toBe(
        `${variable(`${name}-file`)} is empty`,
      )
    for (const nothing of ['', 'null', '~', '[]']) {
      writeFileSync(join(folder, 'pgproof.yml'), `${name}: ${nothing}\n`)
      expect(refusal(verb, {}).code).toBe(2)
    }
  },
)

test.each(keys.filter(({ file }) => file))(
  '59: the file of $name that is not there is refused by $verb',
  ({ verb, name }) => {
    const { code, reason } = refusal(verb, { given: { [`${name}-file`]: join(folder, 'nowhere') } })
    expect({ code, reason }).toEqual({
      code: 2,
      reason: expect.stringMatching(`^the file that --${name}-file names cannot be read: .*ENOENT`),
    })
  },
)

const tools = { folder, environment: {}, signal: new AbortController().signal, onEnd: () => {} }
const sealerFor = async (request: object) => await sealerOf(request, { opening: { identities: [] }, tools })

test.each([
  ['age without a key', { encryption: 'age', encryptTo: [] }],
  ['gpg without a key', { encryption: 'gpg', gpgRecipients: [] }],
  ['age with a key of gpg', { encryption: 'age', gpgRecipients: ['AB'] }],
  ['none with a passphrase', { encryption: 'none', passphrase: 'long enough to do' }],
  ['two ways at once', { encryptTo: ['age1'], passphrase: 'long enough to do' }],
  ['a recipient that is none', { encryptTo: ['age1nobody'] }],
  ['comments alone', { encryptTo: ['# nobody'] }],
])('59: %s is refused, and never means a plain backup', async (_, request) => {
  await expect(sealerFor(request)).rejects.toMatchObject({ code: 2 })
})

test('59: an empty list of recipients beside `encryption: age` is refused', async () => {
  const values = read('backup', { by: 'with', given: { encryption: 'age', 'encrypt-to': '' } })
  await expect(sealerFor(values)).rejects.toMatchObject({
    code: 2,
    reason: expect.stringContaining('neither encrypt-to nor passphrase'),
  })
})

test.each(['short', 'eleven char', '           a', 'two lines of\na passphrase'])(
  '59: the passphrase %j is refused, and not shown',
  (value) => {
    writeFileSync(join(folder, 'passphrase'), value)
    const reason = expect.stringContaining('not one line of at least 12 characters')
    for (const sources of [
      { environment: { PGPROOF_PASSPHRASE: value } },
      { by: 'with' as const, given: { passphrase: value } },
      { given: { 'passphrase-file': join(folder, 'passphrase') } },
    ]) {
      expect(refusal('backup', sources)).toEqual({ code: 2, reason })
      expect(JSON.stringify(refusal('backup', sources))).not.toContain(value)
    }
  },
)

test('63: a secret in a file that every user can read is taken, with a warning', () => {
  const path = join(folder, 'passphrase')
  const given = { 'passphrase-file': path }
  rmSync(path, { force: true })
  writeFileSync(path, 'correct horse battery\n', { mode: 0o600 })
  warnings.length = 0
  expect(read('backup', { given }).passphrase).toBe('correct horse battery')
  expect(warnings).toEqual([])
  rmSync(path)
  writeFileSync(path, 'correct horse battery\n', { mode: 0o644 })
  read('backup', { given })
  expect(warnings).toEqual([
    `every user of this machine can read the file that --passphrase-file names: chmod 600 ${path}`,
  ])
})

test('61: YAML that cannot be read is not repeated, since it may hold the address of a webhook', () => {
  const hooks = 'after-restore: [{ url: https://hooks.example.org/services/T0/B0/canary }\n  : ['
  try {
    readInputs(declarations.restore, { given: { storage: './s', hooks }, by: 'with', environment: {}, folder })
    throw new Error('it was taken')
  } catch (error) {
    expect(error).toMatchObject({
      code: 2,
      reason: expect.stringMatching(/^hooks is not a block of YAML/),
    })
    expect(JSON.stringify(error)).not.toContain('canary')
  }
})
