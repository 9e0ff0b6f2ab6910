import type { Part } from '../../repository/inventory.ts'
import type { ManifestObject } from '../../repository/manifest.ts'
import { listRecords } from '../../repository/records.ts'
import { note, type ReadBack } from './read-back.ts'

/** What a sample took: its share of the stored bytes, and the object that the next one begins with. */
export interface Sampled {
  share: number
  next: string | null
}

/**
 * Reads objects that make up at least `share` of the stored bytes, beginning where the last sample ended and going round:
 * samples of a tenth have read everything after ten.
 */
export async function readSample(run: ReadBack, share: number): Promise<Sampled> {
  const { objects } = run.chosen.backup.manifest
  run.context.progress({ kind: 'phase', title: `Read ${Math.round(share * 100)} % of the stored bytes back` })
  const start = await startOfSample(run)
  const order = [...objects.slice(start), ...objects.slice(0, start)]
  const total = bytesOf(objects)
  const taken: ManifestObject[] = []
  for (const object of order) {
    if (taken.length > 0 && bytesOf(taken) >= share * total) break
    taken.push(object)
  }
  await readObjects(run, taken)
  // A sample never counts as the whole: it compares no table's digest.
  return { share: Math.min(bytesOf(taken) / Math.max(1, total), 0.999999), next: order[taken.length]?.name ?? null }
}

const bytesOf = (objects: ManifestObject[]) => objects.reduce((sum, { size }) => sum + size, 0)

async function startOfSample({ store, chosen }: ReadBack): Promise<number> {
  const { name, id, digest, manifest } = chosen.backup
  const records = (await listRecords(store, name, id)).get(id) ?? []
  const last = records.findLast((record) => record.manifest === digest && nextIn(record.body) !== undefined)
  const next = nextIn(last?.body)
  return Math.max(
    0,
    manifest.objects.findIndex((object) => object.name === next),
  )
}

function nextIn(body: unknown): string | undefined {
  const next = (body as { sample?: { next?: unknown } } | null | undefined)?.sample?.next
  return typeof next === 'string' ? next : undefined
}

async function readObjects(run: ReadBack, objects: ManifestObject[]): Promise<void> {
  const { reader, inventory } = run.chosen
  const parts = new Map<string, Part>()
  for (const part of [...inventory.tables.flatMap((table) => table.parts), ...inventory.largeObjectParts])
    parts.set(part.object, part)
  const queue = [...objects]
  const worker = async () => {
    for (let object = queue.shift(); object !== undefined; object = queue.shift()) {
      try {
        const stored = await reader.object(object.name)
        const part = parts.get(object.name)
        if (part) for await (const _ of reader.unfold(part, stored));
      } catch (error) {
        note(run.damaged, error, object.name)
      }
    }
  }
  await Promise.all(Array.from({ length: run.request.jobs }, worker))
}
