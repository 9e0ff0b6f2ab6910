import { type Manifest, readManifest, sha256, writeManifest } from '../../src/repository/manifest.ts'
import { parseSignKey } from '../../src/sealing/signature.ts'
import { type DamagedShop, makeShop } from '../../test/repository/damaged-shop.ts'
import { signingKey } from '../../test/support/keys.ts'
import { boundInWords } from '../bound.ts'
import { type ClassRun, type FaultClass, Findings, type Outcome, type Try } from '../fault-class.ts'
import { makeKeys, type TrialKeys } from '../keys.ts'
import { below, pick, type Random, randomOf } from '../random.ts'
import { type Held, heldIn, Looks } from './looks.ts'

const TRIES = { long: 500, short: 20 }

/** A signed backup that somebody without the key has changed so that everything agrees: refused wherever signatures are asked for. */
export const forgedClass: FaultClass = {
  name: 'damage/forged',
  title:
    'manifests and objects of a signed backup changed by somebody who may write to the storage and has no key, so that all digests agree',
  faults: [51, 52, 76],
  run: async (run) => {
    const keys = await makeKeys()
    const shop = await makeShop(keys.making)
    try {
      return await runForgeries(shop, keys, run)
    } finally {
      await shop.close()
    }
  },
}

type Forge = (own: Map<string, Buffer>, earlier: Held, random: Random) => void

const MANIFEST = 'manifest.json'
const SIGNATURE = 'manifest.json.sig'
const stranger = parseSignKey(signingKey().secret)

/** Another manifest that fits its own digest; objects that were changed are listed as they are now. */
function recommitted(own: Map<string, Buffer>, change: (manifest: Manifest) => void): void {
  const manifest = readManifest(own.get(MANIFEST) as Buffer, MANIFEST)
  change(manifest)
  own.set(MANIFEST, writeManifest(manifest))
}

function changeAnObject(own: Map<string, Buffer>, random: Random): void {
  recommitted(own, (manifest) => {
    const object = pick(manifest.objects, random)
    const body = Buffer.from(own.get(object.name) as Buffer)
    const at = below(body.length, random)
    body.writeUInt8(body.readUInt8(at) ^ (1 + below(255, random)), at)
    own.set(object.name, body)
    object.sha256 = sha256(body)
  })
}

const forgeries: [name: string, fault: 51 | 52 | 76, forge: Forge][] = [
  ['an object is another, and the manifest agrees', 52, (own, _, random) => changeAnObject(own, random)],
  [
    'and its signature is gone',
    52,
    (own, _, random) => {
      changeAnObject(own, random)
      own.delete(SIGNATURE)
    },
  ],
  [
    'and a stranger has signed it',
    52,
    (own, _, random) => {
      changeAnObject(own, random)
      own.set(SIGNATURE, stranger.sign(own.get(MANIFEST) as Buffer))
    },
  ],
  [
    'and it has the signature of another backup',
    52,
    (own, earlier, random) => {
      changeAnObject(own, random)
      own.set(SIGNATURE, earlier.objects.get(SIGNATURE) as Buffer)
    },
  ],
  [
    'the manifest says another time',
    52,
    (own) =>
      recommitted(own, (manifest) => {
        manifest.created = new Date(Date.parse(manifest.created) + 1000).toISOString()
      }),
  ],
  [
    'the manifest says that nothing was before it',
    51,
    (own) =>
      recommitted(own, (manifest) => {
        manifest.previous = null
        manifest.tags.push('forged')
      }),
  ],
  [
    'the manifest says that it is not sealed',
    52,
    (own) =>
      recommitted(own, (manifest) => {
        manifest.encryption = null
      }),
  ],
  [
    'an earlier manifest lies in its place, with its signature',
    51,
    (own, earlier) => {
      own.set(MANIFEST, earlier.objects.get(MANIFEST) as Buffer)
      own.set(SIGNATURE, earlier.objects.get(SIGNATURE) as Buffer)
    },
  ],
  [
    'a whole earlier backup lies in its place',
    51,
    (own, { objects }) => {
      for (const [name, body] of objects) own.set(name, body)
    },
  ],
  [
    'the table of contents for pg_restore is a crafted one',
    76,
    (own, _, random) => {
      recommitted(own, (manifest) => {
        const toc = manifest.objects.find(({ name }) => name.startsWith('toc.dat')) as Manifest['objects'][number]
        const body = Buffer.from(Array.from({ length: 500 }, () => below(256, random)))
        own.set(toc.name, body)
        Object.assign(toc, { size: body.length, sha256: sha256(body) })
      })
    },
  ],
]

async function runForgeries(shop: DamagedShop, { reading }: TrialKeys, run: ClassRun): Promise<Outcome> {
  const { own, earlier } = heldIn(shop)
  const looks = new Looks(shop.place, reading)
  const numbers = Array.from({ length: run.short ? TRIES.short : TRIES.long }, (_, number) => number)
  const tries: Try[] = []
  for (const number of numbers) {
    const [name, fault, forge] = forgeries[number % forgeries.length] as (typeof forgeries)[number]
    const what = `${name} (try ${number})`
    if (run.at?.test(what) === false) continue
    const objects = new Map(own.objects)
    forge(objects, earlier, randomOf(run.seed, 'forged', number))
    const findings = new Findings()
    await findings.look('verify', async () => {
      const said = await looks.verify([earlier, { ...own, objects }], own)
      findings.equal('exit', said.code, 1)
      findings.equal('named', said.objects, [MANIFEST])
    })
    const made = findings.conclude(what, [fault], 'refused, before anything else was read')
    tries.push(made)
    run.tried(made, numbers.length)
  }
  const passed = tries.filter(({ survived }) => !survived).length
  return { tries, notes: [`${forgeries.length} kinds of forgery; not refused: ${boundInWords(passed, tries.length)}`] }
}
