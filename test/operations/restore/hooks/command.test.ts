import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { PgproofError } from '../../../../src/errors.ts'
import { parseConnection } from '../../../../src/postgres/conninfo.ts'
import { eventually, livingMembers } from '../../../support/processes.ts'
import { HookRuns, hostileName, password } from './runs.ts'

let runs: HookRuns

beforeEach(() => {
  runs = new HookRuns()
})
afterEach(() => runs.remove())

/** The environment that a hook gets, as the kernel shows it. */
async function environmentOf(hook: object, environment: Record<string, string> = {}): Promise<Record<string, string>> {
  const file = join(runs.folder, 'environment')
  await runs.run('after-swap', [{ run: ['sh', '-c', 'cat /proc/self/environ > "$1"', 'x', file], ...hook }], {
    environment,
  })
  const pairs = readFileSync(file, 'utf8')
    .split('\0')
    .filter((pair) => pair !== '' && !/^(PWD|_|OLDPWD)=/.test(pair))
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
}

test('a command runs, one after another, and what it says is shown', async () => {
  const taken = await runs.run('before-restore', [
    { run: `echo one >&2 && cd ${runs.folder} && echo two | tee file` },
    { name: 'second', run: ['cat', join(runs.folder, 'file')] },
  ])
  expect(taken).toEqual([
    { name: expect.stringContaining('echo one'), ok: true, seconds: expect.any(Number) },
    { name: 'second', ok: true, seconds: expect.any(Number) },
  ])
  expect(runs.output).toEqual(['  one', '  two', '  two'])
})

test('a command gets its words as they are', async () => {
  await runs.run('before-swap', [{ run: ['printf', '%s|', 'a b', "it's", '$HOME', '*', '', '-x', 'a\tb'] }])
  expect(runs.notes.at(-1)).toBe("  a b|it's|$HOME|*||-x|a\tb|")
})

test('a command is told of the restore, hostile names as they are, and of nothing else', async () => {
  expect(await environmentOf({})).toEqual({
    PATH: process.env.PATH,
    HOME: '/home/ada',
    PGHOST: 'localhost',
    PGPORT: '5433',
    PGUSER: 'ada',
    PGDATABASE: hostileName,
    PGSSLMODE: 'disable',
    PGPASSFILE: '/home/ada/.pgpass',
    PGPROOF_RESTORE_STAGE: 'after-swap',
    PGPROOF_RESTORE_ID: '20261121T030000Z-abcdef',
    PGPROOF_RESTORE_METHOD: 'swap',
    PGPROOF_RESTORE_BACKUP: '20261119T213000Z-7f3a9c',
    PGPROOF_RESTORE_NAME: 'shop',
    PGPROOF_RESTORE_SERVER: 'localhost:5433',
    PGPROOF_RESTORE_DATABASE: hostileName,
    PGPROOF_RESTORE_KEPT: 'shop_before',
  })
})

test('a command is given what it names: values, passed variables, the address with its password', async () => {
  const env = { PLAIN: 'a\'b\n"c"', DATABASE_URL: `\${target-url}&schema=public` }
  const given = await environmentOf({ env, pass: ['TOKEN'] }, { TOKEN: 'one\ntwo', OTHER: 'x' })
  expect(given).toMatchObject({ PLAIN: env.PLAIN, TOKEN: 'one\ntwo' })
  expect(given.OTHER).toBeUndefined()
  const { parameters } = parseConnection(given.DATABASE_URL?.replace('&schema=public', ''), {})
  expect(parameters).toMatchObject({ host: 'localhost', port: '5433', user: 'ada', password, dbname: hostileName })
})

test('a command shows no secret that it was given, however it writes it', async () => {
  const secret = 'to/ken canary'
  const hook = {
    run: 'echo "$URL"; echo "password: $(echo "$URL" | grep -o "p%40ss[^@]*")"; echo "got $TOKEN, $LINK"; echo "run: hidden"',
    env: { URL: `\${target-url}` },
    pass: ['TOKEN', 'LINK'],
  }
  const environment = { TOKEN: secret, LINK: 'postgresql://u:pw%2Fcanary@h/d' }
  await runs.run('after-swap', [hook, { run: "echo 'pw/canary'", pass: ['LINK'] }], {
    environment,
    redact: (text) => text.replaceAll('hidden', '***'),
  })
  expect(runs.notes.join('\n')).not.toMatch(/canary|hidden"/)
  expect(runs.notes).toEqual(expect.arrayContaining(['  ***', '  password: ***', '  got ***, ***', '  run: ***']))
})

test('a command that takes too long is ended with all that it started, also where that ignores SIGTERM', async () => {
  const file = join(runs.folder, 'group')
  const script = `trap '' TERM; (trap '' TERM; sleep 300) & echo $$ > ${file}; while :; do sleep 1; done`
  const error = await runs.failure('before-swap', [{ name: 'stuck', run: ['sh', '-c', script], timeout: '3s' }])
  expect(error.reason).toBe('the hook "stuck" at before-swap did not end within 3s')
  const group = Number(readFileSync(file, 'utf8'))
  expect(group).toBeGreaterThan(1)
  await eventually('its group has ended', () => livingMembers(group).length === 0)
}, 90_000)

test('a command is stopped when the run is ended, and the end is what is thrown', async () => {
  const controller = new AbortController()
  const reason = new PgproofError(143, 'ended by SIGTERM', 'x')
  const file = join(runs.folder, 'group')
  const running = runs.run('after-swap', [{ run: `echo $$ > ${file}; sleep 300` }], { signal: controller.signal })
  const started = () => {
    try {
      return readFileSync(file, 'utf8') !== ''
    } catch {
      return false
    }
  }
  await eventually('it runs', started)
  controller.abort(reason)
  await expect(running).rejects.toBe(reason)
  await eventually('it has ended', () => livingMembers(Number(readFileSync(file, 'utf8'))).length === 0)
})

test('a command that writes without end shows its beginning and its end', async () => {
  await runs.run('before-restore', [
    { run: 'seq 1 100000; head -c 100000000 /dev/zero | tr "\\0" x; echo; printf last' },
  ])
  const lines = runs.output
  expect(lines).toHaveLength(121)
  expect(lines.slice(99, 101)).toEqual(['  100', '  … 99882 lines …'])
  expect(lines.at(-1)).toBe('  last')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(600)
})

test('a command that leaves something behind with its output open is over when it ends', async () => {
  const [taken] = await runs.run('before-swap', [{ run: 'setsid sleep 8 & sleep 1; echo done' }])
  expect(taken).toMatchObject({ ok: true })
  expect(taken?.seconds).toBeLessThan(7)
}, 90_000)
