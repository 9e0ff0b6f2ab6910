import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Inventory, readInventory, writeInventory } from '../../src/repository/inventory.ts'
import { readManifest, sha256, writeManifest } from '../../src/repository/manifest.ts'

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Backups as folders: one of them is damaged, the others lend it objects. */
export interface Folders {
  own: string
  earlier: string
  otherName: string
  random: () => number
}

const pick = <T>(values: T[], random: () => number): T => values[Math.floor(random() * values.length)] as T

/** What may happen to an object; each returns the names of the objects that are then no longer what they were. */
export const damages: Record<string, (object: string, folders: Folders) => string[]> = {
  'a flipped bit': (object, { own, random }) => {
    const bytes = readFileSync(join(own, object))
    const at = Math.floor(random() * bytes.length)
    bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(random() * 8))
    writeFileSync(join(own, object), bytes)
    return [object]
  },
  'a byte cut off': (object, { own }) => {
    writeFileSync(join(own, object), readFileSync(join(own, object)).subarray(0, -1))
    return [object]
  },
  'no bytes left': (object, { own }) => {
    writeFileSync(join(own, object), '')
    return [object]
  },
  'a missing object': (object, { own }) => {
    rmSync(join(own, object))
    return [object]
  },
  'a byte appended': (object, { own, random }) => {
    writeFileSync(join(own, object), Buffer.from([random() * 256]), { flag: 'a' })
    return [object]
  },
  'swapped objects': (object, { own, random }) => {
    const bytes = readFileSync(join(own, object))
    const others = readdirSync(own).filter((name) => !readFileSync(join(own, name)).equals(bytes))
    const other = pick(others, random)
    copyFileSync(join(own, other), join(own, object))
    writeFileSync(join(own, other), bytes)
    return [object, other]
  },
  "an earlier backup's object": (object, { own, earlier }) => takeFrom(earlier, own, object),
  "another name's object": (object, { own, otherName }) => takeFrom(otherName, own, object),
}

function takeFrom(from: string, own: string, object: string): string[] {
  const theirs = readFileSync(join(from, object))
  if (theirs.equals(readFileSync(join(own, object)))) throw new Error(`${object} is the same in both backups`)
  writeFileSync(join(own, object), theirs)
  return [object]
}

/** Does damage, lets `look` look, and puts everything back. */
export async function withDamage<T>(own: string, pristine: string, look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } finally {
    rmSync(own, { recursive: true })
    cpSync(pristine, own, { recursive: true })
  }
}

/** Changes a backup so that its manifest agrees with what was changed: what a bug, or somebody who may write to the storage, could leave. */
export async function recommit(
  own: string,
  changes: { objects?: Record<string, Buffer>; inventory?: (inventory: Inventory) => void },
): Promise<void> {
  const path = (name: string) => join(own, name)
  const manifest = readManifest(readFileSync(path('manifest.json')), 'manifest.json')
  const objects = { ...changes.objects }
  if (changes.inventory) {
    const inventory = await readInventory(readFileSync(path('inventory.json.zst')), 'inventory.json.zst')
    changes.inventory(inventory)
    objects['inventory.json.zst'] = await writeInventory(inventory, 3)
  }
  for (const [name, body] of Object.entries(objects)) {
    writeFileSync(path(name), body)
    const listed = { name, size: body.length, sha256: sha256(body) }
    manifest.objects = [...manifest.objects.filter((object) => object.name !== name), listed]
  }
  writeFileSync(path('manifest.json'), writeManifest(manifest))
}
