import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pLimit from 'p-limit'
import { declarations } from '../../src/inputs/verbs.ts'
import type { Verb } from '../../src/operations/results.ts'
import { outcomes, successes } from '../support/canary-cases.ts'
import { type Stage, startStage } from '../support/canary-stage.ts'
import { damageInventories, expire } from '../support/canary-storage.ts'
import { Theatre } from '../support/canary-theatre.ts'

/** Every outcome of every verb, as command and as action; without it, every outcome of two of them, always others. */
const ALL = process.env.PGPROOF_CANARY === 'all'

/** Milliseconds for many runs on a machine that has other things to do. */
const LONG = 900_000

type As = 'command' | 'action'

const verbs = Object.keys(declarations) as Verb[]
const ways = (verb: Verb): As[] => ('only' in declarations[verb] ? ['command'] : ['command', 'action'])

/** Two cores, and runs that wait for their servers. */
const together = pLimit(3)

let stage: Stage
let theatre: Theatre

beforeAll(async () => {
  stage = await startStage()
  theatre = await Theatre.open(stage)
  const { passphrase, gpgKey } = stage.canaries
  const before = [
    {},
    { name: 'damaged' },
    { name: 'locked', 'encrypt-to': '', passphrase: passphrase.value },
    { name: 'ring', 'encrypt-to': '', 'gpg-recipients': gpgKey.publicKey },
    { name: 'symmetric', 'encrypt-to': '', encryption: 'gpg', passphrase: passphrase.value },
    { name: 'plain', 'encrypt-to': '' },
  ]
  await Promise.all(before.map((inputs) => together(() => theatre.play('backup', 'action', 'success', { inputs }))))
  damageInventories(stage, 'damaged')
}, LONG)
afterAll(async () => {
  await theatre?.close()
  await stage?.stop()
})

/** What was found since the last look. */
const found = () => theatre.problems.splice(0)

test('61: every verb has a case', () => expect(Object.keys(successes)).toEqual(verbs))

/** Those that need what others made, in this order; the rest runs side by side. */
const IN_ORDER: [Verb, As][] = [
  ['pin', 'command'],
  ['unpin', 'command'],
  ['restore', 'command'],
  ['resume', 'command'],
  ['rollback', 'action'],
  ...(ALL
    ? ([
        ['restore', 'action'],
        ['rollback', 'command'],
      ] as [Verb, As][])
    : []),
]

test(
  '61, 62, 63: a verb that succeeds shows no secret and keeps its files to itself',
  async () => {
    const ran = await theatre.play('backup', 'command', 'success')
    theatre.made = { id: /\d{8}T\d{6}Z-[0-9a-f]{6}/.exec(ran?.said.stdout ?? '')?.[0] ?? '' }
    const inOrder = new Set<Verb>(['backup', 'unexpire', ...IN_ORDER.map(([verb]) => verb)])
    const others = verbs
      .filter((verb) => !inOrder.has(verb))
      .flatMap((verb) => (ALL ? ways(verb) : ways(verb).slice(-1)).map((as) => [verb, as] as const))
    await Promise.all(others.map(([verb, as]) => together(() => theatre.play(verb, as, 'success'))))
    for (const [verb, as] of IN_ORDER) await theatre.play(verb, as, 'success')
    await expire(stage, 'shop', theatre.made.id)
    await theatre.play('unexpire', 'command', 'success')
    expect(found()).toEqual([])
  },
  LONG,
)

/** The verbs that can end so. */
const able = (as: As, outcome: string): [Verb, As][] =>
  verbs.filter((verb) => ways(verb).includes(as) && theatre.can(verb, as, outcome)).map((verb) => [verb, as])

/** One as command, one as action, by turns. */
function someOf(outcome: string): [Verb, As][] {
  const turn = failures.indexOf(outcome)
  const lists = [able('command', outcome), able('action', outcome)].filter((list) => list.length > 0)
  return lists.map((list) => list[(turn * 3) % list.length] as [Verb, As])
}

const failures = Object.keys(outcomes).filter((outcome) => outcome !== 'success')

test.each(failures)(
  '61, 62, 63: a verb that ends with %s shows no secret and keeps its files to itself',
  async (outcome) => {
    const before = theatre.runs
    const chosen = ALL ? [...able('command', outcome), ...able('action', outcome)] : someOf(outcome)
    const ran = await Promise.all(chosen.map(([verb, as]) => together(() => theatre.play(verb, as, outcome))))
    expect(found()).toEqual([])
    expect(theatre.runs).toBeGreaterThan(before)
    if (outcome !== 'SIGKILL') return
    // Fault 63: what a killed run left is gone after the next start in the same place.
    for (const one of ran) {
      if (one === undefined || readdirSync(one.folder).every((name) => !name.startsWith('pgproof-run-'))) continue
      await theatre.play('list', 'command', 'success', { environment: { TMPDIR: one.folder, RUNNER_TEMP: one.folder } })
      expect(readdirSync(one.folder).filter((name) => name.startsWith('pgproof-run-'))).toEqual([])
    }
  },
  LONG,
)

test('61, 62: neither the storage nor any child has seen a secret', async () => {
  const counts = await theatre.close()
  expect(found()).toEqual([])
  expect(counts.read).toBeGreaterThan(theatre.runs)
})
