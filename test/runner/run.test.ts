import { expect, test } from '@jest/globals'
import { environmentError, PgproofError } from '../../src/errors.ts'
import { declarations } from '../../src/inputs/verbs.ts'
import { byOf } from '../../src/runner/by.ts'
import { takeEnvironment } from '../../src/runner/environment.ts'
import { givenInputs } from '../../src/runner/given.ts'
import { harmless } from '../../src/runner/log.ts'
import { cacheKey, packagesOf } from '../../src/runner/programs.ts'
import { failed, redactor } from '../../src/runner/run.ts'
import { secretsGiven, secretsOf } from '../../src/runner/secrets.ts'
import { detailOf } from '../../src/runner/visibility.ts'

test('a failure keeps its words, anything else is a bug with its stack, both without secrets', () => {
  const secrets = ['p@ss/word']
  const told = failed('backup', environmentError('no way to p@ss/word', 'try p%40ss%2Fword'), secrets)
  expect(told).toEqual({ result: { verb: 'backup', ok: false, code: 3, reason: 'no way to ***', hint: 'try ***' } })
  const bug = failed('verify', new TypeError('x of p@ss/word'), secrets)
  expect(bug.result).toMatchObject({ ok: false, code: 70, reason: 'a bug in pgproof: x of ***' })
  expect(bug.stack).toMatch(/^TypeError: x of \*\*\*\n\s+at /)
  expect(failed('list', 'a string', []).result).toMatchObject({ code: 70, reason: 'a bug in pgproof: a string' })
  expect(failed('list', new PgproofError(143, 'ended by SIGTERM', 'x'), []).stack).toBeUndefined()
})

test('short secrets do not blacken other words', () => {
  expect(redactor(['a', 'abcd'])('a abcd a')).toBe('a *** a')
})

test('a key that was given in the wrong place is no words of ours, whole or cut; what only names its kind is', () => {
  const hide = redactor([])
  const secret = '1QQPQNZQ6ZEXPLXY8JWL0YMQ4S0QJ3XGZ5WVQZ8ZUTQGS2NGQSYZC0ED'
  expect(hide(`no AGE-SECRET-KEY-${secret} here`)).toBe('no *** here')
  expect(hide(`cut: age-secret-key-pq-${secret.slice(0, 8).toLowerCase()}`)).toBe('cut: ***')
  expect(hide('-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----.')).toBe('***.')
  expect(hide('-----BEGIN PGP PRIVATE KEY BLOCK----- lFgEZ')).toBe('***')
  expect(hide('with its line AGE-SECRET-KEY-1…')).toBe('with its line AGE-SECRET-KEY-1…')
})

test('secrets are found in addresses, in secret inputs and in the environment', () => {
  const values = { databaseUrl: 'postgresql://u:p%40ss@h/d', storage: 's3://b/x', s3SecretAccessKey: 'key' }
  expect(secretsOf(declarations.backup, values, { PGPASSWORD: 'pw', AWS_SESSION_TOKEN: '', GH_TOKEN: 'gh' })).toEqual([
    'p%40ss',
    'p@ss',
    'key',
    'pw',
    'gh',
  ])
})

test.each([
  ['::error::x', ': :error::x'],
  ['a\n  ::set-output name=a::b', 'a\n  : :set-output name=a::b'],
  ['x ##[command]y', 'x # #[command]y'],
  ['public.a::int', 'public.a::int'],
])('%j becomes %j', (text, shown) => expect(harmless(text)).toBe(shown))

test('inputs come from INPUT_ variables; only what no action knows is refused', () => {
  const environment = { 'INPUT_DATABASE-URL': 'x', 'INPUT_DATABASE-URL-FILE': '', INPUT_SAMPLE: '10%', PATH: '/bin' }
  expect(givenInputs(declarations.backup, environment)).toEqual({ 'database-url': 'x', 'database-url-file': '' })
  expect(() => givenInputs(declarations.backup, { INPUT_JBS: '1' })).toThrow('backup has no input jbs')
})

test('a repository counts as public on any doubt', () => {
  expect(detailOf('auto', {})).toBe('full')
  expect(detailOf('auto', { GITHUB_ACTIONS: 'true' })).toBe('totals')
  expect(detailOf('auto', { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: '/nowhere' })).toBe('totals')
  expect(detailOf('full', { GITHUB_ACTIONS: 'true' })).toBe('full')
  expect(detailOf('totals', {})).toBe('totals')
})

test('who did it comes from the workflow', () => {
  const workflow = {
    GITHUB_ACTOR: 'ada',
    GITHUB_SHA: 'c0ffee',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_RUN_ID: '7',
    GITHUB_RUN_ATTEMPT: '2',
    RUNNER_NAME: 'runner-1',
  }
  expect(byOf(workflow)).toMatchObject({
    who: 'ada',
    host: 'runner-1',
    run: 'https://github.com/o/r/actions/runs/7/attempts/2',
    commit: 'c0ffee',
  })
  expect(Object.keys(byOf({})).sort()).toEqual(['host', 'pgproof', 'who'])
})

test('a restore-test needs the server, a backup the client; the cache is renewed every week', () => {
  expect(packagesOf('backup', 17)).toEqual(['postgresql-client-17'])
  expect(packagesOf('restore-test', 17)).toEqual(['postgresql-17', 'postgresql-client-17'])
  const system = { release: 'ubuntu24.04', arch: 'x64' }
  const key = (day: string) => cacheKey(['postgresql-client-17'], { ...system, now: new Date(day) })
  expect(key('2026-11-19')).toMatch(/^pgproof-postgresql-client-17-ubuntu24.04-x64-\d{4}$/)
  expect(key('2026-11-19')).toBe(key('2026-11-20'))
  expect(key('2026-11-19')).not.toBe(key('2026-11-27'))
})

test('61: secrets are known before anything is read: in inputs, variables and the addresses of webhooks', () => {
  const hooks = 'after-restore: [{ url: "https://hooks.example.org/services/T0/B0/0123456789abcdef?x=1" }]'
  const environment = {
    'INPUT_SIGN-KEY': 'no key at all',
    PGPROOF_TARGET_URL: 'postgresql://u:p%40ss@h/d',
    INPUT_HOOKS: hooks,
    OTHER: 'x',
  }
  expect(secretsGiven(environment).sort()).toEqual(
    ['no key at all', 'p%40ss', 'p@ss', '/services/T0/B0/0123456789abcdef?x=1', '0123456789abcdef'].sort(),
  )
  const values = { hooks: { 'after-restore': [{ url: 'https://h.example.org/0123456789abcdef' }, { run: 'true' }] } }
  expect(secretsOf(declarations.restore, values, {})).toEqual(['/0123456789abcdef', '0123456789abcdef'])
})

test('62: what is taken out of the environment no child inherits', () => {
  const environment = { PATH: '/bin', PGPROOF_STORAGE: 's', 'INPUT_SIGN-KEY': 'k', PGPASSWORD: 'p', PGHOST: 'h' }
  const process = { ...environment }
  expect(takeEnvironment(process)).toEqual(environment)
  expect(process).toEqual({ PATH: '/bin', PGHOST: 'h' })
})
