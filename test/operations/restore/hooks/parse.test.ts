import { describe, expect, test } from '@jest/globals'
import { PgproofError } from '../../../../src/errors.ts'
import { parseYaml } from '../../../../src/inputs/kinds.ts'
import { checkHooks, parseHooks } from '../../../../src/operations/restore/hooks/parse.ts'

const parse = (yaml: string) => parseHooks(parseYaml(yaml, 'YAML'))
const reasonOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof PgproofError && error.code === 2) return error.reason
    throw error
  }
  throw new Error('it was taken')
}

describe('hooks as they are written', () => {
  test('nothing means none', () => {
    const none = { 'before-restore': [], 'before-swap': [], 'after-swap': [], 'after-restore': [] }
    for (const nothing of [undefined, null, {}, { hooks: null }, { 'after-swap': [] }]) {
      expect(parseHooks(nothing)).toEqual(none)
    }
  })

  test('commands for the shell and without it, with what is usual', () => {
    const hooks = parse(`
before-swap:
  - run: docker compose stop app
  - name: stop the worker
    run: [systemctl, stop, "worker 1"]
    timeout: 90s
    env: { LEVEL: 3, DATABASE_URL: "\${target-url}?schema=public" }
    pass: [DOCKER_HOST]
`)
    expect(hooks['before-swap']).toEqual([
      {
        kind: 'command',
        name: 'docker compose stop app',
        run: 'docker compose stop app',
        timeoutMs: 300_000,
        retryForMs: 0,
        env: {},
        pass: [],
      },
      {
        kind: 'command',
        name: 'stop the worker',
        run: ['systemctl', 'stop', 'worker 1'],
        timeoutMs: 90_000,
        retryForMs: 0,
        env: { LEVEL: '3', DATABASE_URL: `\${target-url}?schema=public` },
        pass: ['DOCKER_HOST'],
      },
    ])
  })

  test('addresses, with what is usual; the name of one leaves out what may be a secret', () => {
    const hooks = parse(`
hooks:
  after-swap:
    - url: https://shop.example.org/healthz?key=secret
    - url: http://localhost:8080/start
      method: POST
      expect: [200, 202-204]
      headers: { Authorization: "Bearer \${TOKEN}" }
      body: '{}'
      timeout: 5s
      retry-for: 2m
`)
    expect(hooks['after-swap']).toEqual([
      {
        kind: 'request',
        name: 'GET https://shop.example.org/healthz',
        url: 'https://shop.example.org/healthz?key=secret',
        method: 'GET',
        expect: [{ from: 200, to: 299 }],
        headers: {},
        timeoutMs: 30_000,
        retryForMs: 0,
      },
      {
        kind: 'request',
        name: 'POST http://localhost:8080/start',
        url: 'http://localhost:8080/start',
        method: 'POST',
        expect: [
          { from: 200, to: 200 },
          { from: 202, to: 204 },
        ],
        headers: { Authorization: `Bearer \${TOKEN}` },
        body: '{}',
        timeoutMs: 5000,
        retryForMs: 120_000,
      },
    ])
  })

  test.each([
    ['a text', 'stop it', 'must be a mapping of before-restore, before-swap, after-swap, after-restore'],
    ['an unknown stage', 'after-swp: []', 'did you mean "after-swap"?'],
    ['no list', 'after-swap: { run: x }', 'after-swap: must be a list of steps'],
    ['an unknown key', 'after-swap: [{ run: x, timout: 1s }]', 'did you mean "timeout"?'],
    ['neither', 'after-swap: [{ name: x }]', 'after-swap.0: needs either run or url'],
    ['both', 'after-swap: [{ run: x, url: "http://x" }]', 'after-swap.0: needs either run or url'],
    ['an empty command', 'after-swap: [{ run: " " }]', 'after-swap.0.run: '],
    ['an empty list', 'after-swap: [{ run: [] }]', 'after-swap.0.run: '],
    ['a number', 'after-swap: [{ run: 3 }]', 'after-swap.0.run: must be a command'],
    ['a zero byte', 'after-swap: [{ run: "a\\0b" }]', 'after-swap.0.run: '],
    ['a zero byte in a value', 'after-swap: [{ run: x, env: { A: "a\\0b" } }]', 'after-swap.0.env.A: '],
    ['a name that is none', 'after-swap: [{ run: x, env: { "A=B": c } }]', 'must be the name of a variable'],
    ['a bad name to pass', 'after-swap: [{ run: x, pass: ["A B"] }]', 'after-swap.0.pass.0: must be the name'],
    [
      'another reference',
      `after-swap: [{ run: x, env: { A: "\${HOME}" } }]`,
      `may refer to \${target-url} and nothing`,
    ],
    ['a key of the other kind', 'after-swap: [{ url: "http://x", env: { A: b } }]', 'env does not go with url'],
    ['a key of the other kind', 'after-swap: [{ run: x, expect: 200 }]', 'expect does not go with run'],
    ['no time', 'after-swap: [{ run: x, timeout: 0s }]', '"0s" is not a duration'],
    ['a bare number', 'after-swap: [{ run: x, timeout: 60 }]', 'after-swap.0.timeout: must be a duration'],
    ['too long', 'after-swap: [{ run: x, timeout: 30d }]', '"30d" is not a duration'],
    ['a status that is none', 'after-swap: [{ url: "http://x", expect: 2000 }]', 'after-swap.0.expect: '],
    ['a range turned round', 'after-swap: [{ url: "http://x", expect: 299-200 }]', 'after-swap.0.expect: '],
    ['a method that is none', 'after-swap: [{ url: "http://x", method: FETCH }]', 'after-swap.0.method: '],
    [
      'a header that is none',
      'after-swap: [{ url: "http://x", headers: { "A b": c } }]',
      'must be the name of a header',
    ],
  ])('%s is refused: %s', (_, yaml, why) => {
    const reason = reasonOf(() => parse(yaml))
    expect(reason).toMatch(/^hooks: /)
    expect(reason).toContain(why)
  })
})

describe('what hooks need of the environment', () => {
  const check = (yaml: string, environment: Record<string, string> = {}) => checkHooks(parse(yaml), environment)

  test.each([
    ['run: x', {}],
    ['run: x, pass: [A]', { A: '' }],
    [`url: "\${BASE}/x"`, { BASE: 'http://localhost:1' }],
    [`url: "http://x/", headers: { A: "b \${C}" }`, { C: 'd' }],
  ])('%s', (hook, environment) => expect(() => check(`after-swap: [{ ${hook} }]`, environment)).not.toThrow())

  test.each([
    ['run: x, pass: [A_B]', 'the hook "x" at after-swap needs A_B, which is not set'],
    [`name: n, url: "http://x/\${P}", body: "\${Q}"`, 'the hook "n" at after-swap needs P, Q, which are not set'],
    [`url: "http://x/", headers: { A: "\${C}" }`, 'the hook "GET http://x/" at after-swap needs C, which is not set'],
    ['name: n, url: shop', 'the url of the hook "n" at after-swap is no http:// or https:// address'],
    ['name: n, url: "file:///etc/passwd"', 'the url of the hook "n" at after-swap is no http:// or https:// address'],
    ['name: n, url: "http://ada:canary@x/"', 'the url of the hook "n" at after-swap is no http:// or https:// address'],
  ])('%s is refused before anything is done', (hook, why) => {
    const reason = reasonOf(() => check(`after-swap: [{ ${hook} }]`))
    expect(reason).toContain(why)
    expect(reason).not.toContain('canary')
  })
})
