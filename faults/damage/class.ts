import type { KeyRequest } from '../../src/operations/keys.ts'
import { type DamagedShop, makeShop } from '../../test/repository/damaged-shop.ts'
import { boundInWords } from '../bound.ts'
import { type ClassRun, type FaultClass, Findings, type Outcome, type Try } from '../fault-class.ts'
import { makeKeys, type TrialKeys } from '../keys.ts'
import { pick, type Random, randomOf } from '../random.ts'
import { type DamageKind, damageOf, kinds, type Lenders } from './kinds.ts'
import { type Held, heldIn, Looks } from './looks.ts'

/** Verifications under way at a time: each waits for pg_restore for most of its time. */
const AT_A_TIME = 4

interface Damaged {
  name: string
  /** What kind of backup is damaged. */
  of: string
  /** Tries of the long run, and of the short one. */
  long: number
  short: number
  keys?: () => Promise<TrialKeys>
}

const damaged: Damaged[] = [
  { name: 'damage/objects', of: 'a backup', long: 10_000, short: 100 },
  {
    name: 'damage/sealed',
    of: 'a sealed and signed backup',
    long: 1000,
    short: 40,
    keys: async () => await makeKeys(),
  },
  {
    name: 'damage/passphrase',
    of: 'a signed backup that is sealed with a passphrase',
    long: 100,
    short: 4,
    keys: async () => await makeKeys('a passphrase for tries alone'),
  },
]

/** Damage to any object of a backup: verify names exactly what was damaged. */
export const damageClasses: FaultClass[] = damaged.map((one) => ({
  name: one.name,
  title: `flips, cuts, additions, exchanges, removals and copies at random places of every object of ${one.of}, each read back by verify`,
  faults: [47, 48, 49, 50, 51],
  run: async (run) => {
    const keys = await one.keys?.()
    const shop = await makeShop(keys?.making)
    try {
      return await runDamages(shop, run, { ...one, reading: keys?.reading })
    } finally {
      await shop.close()
    }
  },
}))

interface Planned {
  kind: DamageKind
  object: string
  /** The try's own numbers, so that the order of tries decides nothing. */
  random: Random
  what: string
}

async function runDamages(
  shop: DamagedShop,
  run: ClassRun,
  one: Damaged & { reading: KeyRequest | undefined },
): Promise<Outcome> {
  const { own, earlier, otherName } = heldIn(shop)
  const lenders = { own: own.objects, earlier: earlier.objects, otherName: otherName.objects }
  const queue = plan(shop.objects, run, run.short ? one.short : one.long)
  const [all, tries] = [queue.length, [] as Try[]]
  const worker = async () => {
    const looks = new Looks(shop.place, one.reading)
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const made = await tryDamage(looks, next, own, earlier, lenders)
      tries.push(made)
      run.tried(made, all)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
  const missed = tries.filter(({ survived }) => !survived).length
  return {
    tries,
    notes: [
      `${kinds.length} kinds of damage on ${shop.objects.length} objects; not found: ${boundInWords(missed, all)}`,
    ],
  }
}

/** Where only some tries are asked for, so many are looked at to find them. */
const MOST_LOOKED_AT = 10_000

/** Every kind on every object first where there are so many tries, then any on any. */
function plan(objects: string[], { seed, at }: ClassRun, tries: number): Planned[] {
  const planned: Planned[] = []
  const inOrder = tries >= kinds.length * objects.length
  for (let number = 0; planned.length < tries && number < MOST_LOOKED_AT; number++) {
    const random = randomOf(seed, 'damage', number)
    const [turn, of] = [Math.floor(number / kinds.length), number % kinds.length]
    const kind = kinds[of] as DamageKind
    const object = (inOrder ? objects[turn] : undefined) ?? pick(objects, random)
    const what = `${object}: ${kind.name} (try ${number})`
    if (at?.test(what) ?? true) planned.push({ kind, object, random, what })
  }
  return planned
}

async function tryDamage(looks: Looks, planned: Planned, own: Held, earlier: Held, lenders: Lenders): Promise<Try> {
  const { kind, object, random, what } = planned
  const findings = new Findings()
  const damage = damageOf(kind, object, lenders, random)
  const objects = new Map(own.objects)
  for (const [name, body] of Object.entries(damage)) body === null ? objects.delete(name) : objects.set(name, body)
  const damaged = { ...own, objects }
  await findings.look('verify', async () => {
    const said = await looks.verify([earlier, damaged], damaged)
    if (damage['manifest.json'] === null) {
      // Without its manifest it is no backup, which is what has to be said.
      findings.equal('exit', said.code, 2)
      findings.equal('listed', await looks.listed(own.name), [earlier.id])
      return
    }
    findings.equal('exit', said.code, 1)
    const changed = Object.keys(damage).sort()
    // What a manifest that cannot be trusted says of others is not looked at; nor is one whose signature is damaged.
    const expected = changed.some((name) => /^manifest\.json/.test(name)) ? ['manifest.json'] : changed
    findings.equal('named', [...said.objects].sort(), expected)
    if (!expected.some((name) => said.reason.includes(name) || name === 'manifest.json'))
      findings.wrong.push(`the reason names none: ${said.reason}`)
  })
  const gone = damage['manifest.json'] === null
  return findings.conclude(what, [gone ? 51 : kind.fault], 'found, and named')
}
