import { below, pick, type Random } from '../random.ts'

/** The objects of a backup, by name. */
export type Objects = ReadonlyMap<string, Buffer>

/** A backup to be damaged, and others that lend it objects. */
export interface Lenders {
  own: Objects
  earlier: Objects
  otherName: Objects
}

/** What became of objects that were damaged; null is one that is gone. */
export type Damage = Record<string, Buffer | null>

export interface DamageKind {
  name: string
  /** The number in the table. */
  fault: 47 | 48 | 49 | 50
  damage(object: string, lenders: Lenders, random: Random): Damage
}

/** One that changes the bytes of a single object. */
const bytes = (name: string, fault: 47 | 48, change: (body: Buffer, random: Random) => Buffer): DamageKind => ({
  name,
  fault,
  damage: (object, { own }, random) => ({ [object]: change(Buffer.from(own.get(object) as Buffer), random) }),
})

/** One that puts another object's bytes in its place. */
const lent = (
  name: string,
  from: (object: string, lenders: Lenders, random: Random) => Buffer | undefined,
): DamageKind => ({
  name,
  fault: 50,
  damage: (object, lenders, random) => {
    const body = from(object, lenders, random)
    if (body === undefined) throw new Error(`no other backup has ${object}`)
    return { [object]: body }
  },
})

/** Where a stretch begins and ends: at least one byte, at most 4 kB. */
function stretch(body: Buffer, random: Random): [number, number] {
  const from = below(body.length, random)
  return [from, Math.min(body.length, from + 1 + below(4096, random))]
}

const noise = (length: number, random: Random): Buffer => Buffer.from(Array.from({ length }, () => below(256, random)))

const anotherOf = (object: string, own: Objects, random: Random): string =>
  pick(
    [...own.keys()].filter((name) => !own.get(name)?.equals(own.get(object) as Buffer)),
    random,
  )

/** Everything that is done to objects, each at a random place. */
export const kinds: DamageKind[] = [
  bytes('a bit is flipped', 47, (body, random) => {
    const at = below(body.length, random)
    body.writeUInt8(body.readUInt8(at) ^ (1 << below(8, random)), at)
    return body
  }),
  bytes('a byte is another', 47, (body, random) => {
    const at = below(body.length, random)
    body.writeUInt8((body.readUInt8(at) + 1 + below(255, random)) % 256, at)
    return body
  }),
  bytes('a stretch is zeroes', 47, (body, random) => body.fill(0, ...stretch(body, random))),
  bytes('a stretch is noise', 47, (body, random) => {
    const [from, to] = stretch(body, random)
    noise(to - from, random).copy(body, from)
    return body
  }),
  bytes('two halves are exchanged', 47, (body, random) => {
    const at = below(body.length, random)
    return Buffer.concat([body.subarray(at), body.subarray(0, at)])
  }),
  bytes('the last byte is cut off', 48, (body) => body.subarray(0, -1)),
  bytes('the end is cut off', 48, (body, random) => body.subarray(0, below(body.length, random))),
  bytes('nothing is left', 48, () => Buffer.alloc(0)),
  bytes('a byte is missing in the middle', 48, (body, random) => {
    const at = below(body.length, random)
    return Buffer.concat([body.subarray(0, at), body.subarray(at + 1)])
  }),
  bytes('a byte is added in the middle', 48, (body, random) => {
    const at = below(body.length + 1, random)
    return Buffer.concat([body.subarray(0, at), noise(1, random), body.subarray(at)])
  }),
  bytes('bytes are added at the end', 48, (body, random) =>
    Buffer.concat([body, noise(1 + below(5000, random), random)]),
  ),
  bytes('a stretch is there twice', 48, (body, random) => {
    const [from, to] = stretch(body, random)
    return Buffer.concat([body.subarray(0, to), body.subarray(from)])
  }),
  bytes('all of it is there twice', 48, (body) => Buffer.concat([body, body])),
  { name: 'it is gone', fault: 49, damage: (object) => ({ [object]: null }) },
  {
    name: 'it is exchanged with another',
    fault: 50,
    damage: (object, { own }, random) => {
      const other = anotherOf(object, own, random)
      return { [object]: own.get(other) as Buffer, [other]: own.get(object) as Buffer }
    },
  },
  lent('another object of the backup lies in its place', (object, { own }, random) =>
    own.get(anotherOf(object, own, random)),
  ),
  lent('the one of an earlier backup lies in its place', (object, { earlier }) => earlier.get(object)),
  lent("the one of another name's backup lies in its place", (object, { otherName }) => otherName.get(object)),
]

/** Damage that changed something; some places hold what would be put there. Throws where a kind cannot change an object at all. */
export function damageOf(kind: DamageKind, object: string, lenders: Lenders, random: Random): Damage {
  for (let attempt = 0; attempt < 20; attempt++) {
    const damage = kind.damage(object, lenders, random)
    const differs = ([name, body]: [string, Buffer | null]) => body === null || !lenders.own.get(name)?.equals(body)
    if (Object.entries(damage).every(differs)) return damage
  }
  throw new Error(`${kind.name} does not change ${object}`)
}
