import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { outcomes } from '../support/canary-cases.ts'
import type { Start } from '../support/canary-run.ts'
import { type Stage, startStage } from '../support/canary-stage.ts'
import { BUG, Theatre } from '../support/canary-theatre.ts'
import { type Patch, patchedSources } from '../support/patched-sources.ts'

/** What the canary test finds where a protection is taken out of a copy of the sources: so it would find it if the protection were lost. */
interface Counter {
  /** The protection that is missing. */
  without: string
  patches: Patch[]
  verb: 'backup' | 'doctor'
  as: Start['as']
  outcome?: string
  found: RegExp
}

const PASSWORD = 'password of the database'

const counters: Counter[] = [
  {
    without: 'an environment made for each child',
    patches: [
      { file: 'src/dump/follow.ts', from: 'path], { env })', to: 'path])' },
      { file: 'src/runner/environment.ts', from: 'if (OURS.test(name))', to: 'if (name === "")' },
    ],
    verb: 'backup',
    as: 'command',
    found: new RegExp(`^the environment of process \\d+ \\(fallocate .*hold the ${PASSWORD}`, 'm'),
  },
  {
    without: 'a file for the password',
    patches: [
      {
        file: 'src/postgres/conninfo.ts',
        from: 'if (password === undefined || temporary === undefined)',
        to: 'if (result)',
      },
    ],
    verb: 'backup',
    as: 'action',
    found: new RegExp(`^the environment of process \\d+ \\(\\S*pg_dump .*hold the ${PASSWORD}`, 'm'),
  },
  {
    without: 'arguments that hold no secret',
    patches: [
      {
        file: 'src/operations/backup/dump.ts',
        from: 'keepAlive: keepAliveArgument',
        to: `keepAlive: \`password='\${source.connection.parameters.password?.replace(/[\\\\']/g, '\\\\$&')}'\``,
      },
    ],
    verb: 'backup',
    as: 'command',
    found: new RegExp(`^the arguments of process \\d+ .*hold the ${PASSWORD}`, 'm'),
  },
  {
    without: 'masks',
    patches: [{ file: 'src/runner/action.ts', from: 'core.setSecret(form)', to: 'void form' }],
    verb: 'backup',
    as: 'action',
    outcome: 'a wrong bucket',
    found: new RegExp(`the ${PASSWORD} is not masked`, 'm'),
  },
  {
    without: 'masks for what is refused',
    patches: [{ file: 'src/runner/action.ts', from: 'mask(known)', to: '' }],
    verb: 'backup',
    as: 'action',
    outcome: 'a malformed key',
    found: /the malformed key is not masked/,
  },
  {
    without: 'redaction of errors',
    patches: [
      BUG,
      {
        file: 'src/runner/run.ts',
        from: 'sorted.reduce(',
        to: '((all: string[]) => all[1])([text, text] as never) ?? sorted.reduce(',
      },
    ],
    verb: 'backup',
    as: 'command',
    outcome: 'a bug',
    found: new RegExp(`stderr holds the ${PASSWORD}`, 'm'),
  },
  {
    without: 'addresses that are described without their password',
    patches: [
      { file: 'src/postgres/conninfo.ts', from: /as \$\{user\}`/, to: `as \${connection.parameters.password}\`` },
      {
        file: 'src/operations/backup/source.ts',
        from: 'if (session.encrypted || !isRemote(session.connection)) return []',
        to: '',
      },
    ],
    verb: 'doctor',
    as: 'command',
    found: new RegExp(`report\\.json holds the ${PASSWORD}`, 'm'),
  },
  {
    without: 'who did it being known without secrets',
    patches: [
      {
        file: 'src/runner/by.ts',
        from: 'who: GITHUB_ACTOR || user()',
        to: 'who: environment.PGPROOF_DATABASE_URL ?? ""',
      },
    ],
    verb: 'backup',
    as: 'command',
    found: new RegExp(`the object manifest\\.json holds the ${PASSWORD}`, 'm'),
  },
  {
    without: 'a umask for children',
    patches: [{ file: 'src/postgres/gate.ts', from: 'umask 077;', to: 'umask 022;' }],
    verb: 'backup',
    as: 'command',
    found: /\.dat is 644$/m,
  },
]

const ATTEMPTS = 8

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(async () => await stage?.stop())

test.each(counters)('61, 62: without $without, the canary is found', async (counter) => {
  const { patches, verb, as, outcome = 'success', found, without } = counter
  const sources = patchedSources(join(stage.folder, without.replaceAll(' ', '-')), patches)
  const name = `without ${without}`.replaceAll(' ', '-')
  let problems = ''
  // Where the user may not put the sampler before everything else, a child of a millisecond can escape it once.
  for (let attempt = 1; attempt <= ATTEMPTS && !found.test(problems); attempt++) {
    const theatre = await Theatre.open(stage)
    await theatre.play(verb, as, outcome, { sources, inputs: { name: `${name}-${attempt}` } })
    await theatre.close()
    problems = theatre.problems.join('\n')
  }
  expect(problems).toMatch(found)
  expect(Object.keys(outcomes)).toContain(outcome)
})
