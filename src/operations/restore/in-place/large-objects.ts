import { createHash } from 'node:crypto'
import type { Session } from '../../../postgres/session.ts'
import { largeObjectFiles } from '../../../repository/large-objects.ts'
import type { Chosen } from '../../chosen.ts'

/** Bytes in one message to the server or from it. */
const PIECE = 1024 * 1024

/** Large objects of the backup that are there now, and belong to somebody else than the session's role; and how many are there besides. */
export async function readLargeObjectState(
  session: Session,
  { inventory }: Chosen,
): Promise<{ foreign: number[]; besides: number }> {
  const oids = inventory.largeObjects.map(({ oid }) => oid)
  const foreign = await session.query<{ oid: number }>(
    `SELECT oid FROM pg_largeobject_metadata WHERE oid = ANY ($1::oid[]) AND NOT pg_has_role(lomowner, 'USAGE') ORDER BY 1`,
    [oids],
  )
  const [rest] = await session.query<{ besides: number }>(
    'SELECT count(*) AS besides FROM pg_largeobject_metadata WHERE oid <> ALL ($1::oid[])',
    [oids],
  )
  return { foreign: foreign.map(({ oid }) => oid), besides: rest?.besides ?? 0 }
}

/** Takes those away that the backup makes again under the same OID; others stay. */
export async function unlinkLargeObjects(session: Session, { inventory }: Chosen): Promise<void> {
  await session.query('SELECT count(lo_unlink(oid)) FROM pg_largeobject_metadata WHERE oid = ANY ($1::oid[])', [
    inventory.largeObjects.map(({ oid }) => oid),
  ])
}

/** Writes the contents of large objects that are there and empty; throws DamagedObject where they are not those that were dumped. */
export async function writeLargeObjects(session: Session, { inventory, reader }: Chosen): Promise<void> {
  for await (const { object, content } of largeObjectFiles(reader, inventory)) {
    let offset = 0
    for await (const chunk of content) {
      if (object === undefined) continue
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE)
        await session.query('SELECT lo_put($1::oid, $2::bigint, $3::bytea)', [object.oid, offset, piece])
        offset += piece.length
      }
    }
  }
}

/** Reads every large object of the backup back. */
export async function proveLargeObjects(
  session: Session,
  { inventory }: Chosen,
): Promise<{ count: number; equal: number; differences: string[] }> {
  const differences: string[] = []
  for (const object of inventory.largeObjects) {
    const hash = createHash('sha256')
    let bytes = 0
    for (let got = PIECE; got === PIECE; bytes += got) {
      const [row] = await session.query<{ piece: string }>(
        "SELECT encode(lo_get($1::oid, $2::bigint, $3::int), 'base64') AS piece",
        [object.oid, bytes, PIECE],
      )
      const piece = Buffer.from(row?.piece ?? '', 'base64')
      hash.update(piece)
      got = piece.length
    }
    if (hash.digest('hex') !== object.sha256) differences.push(`large object ${object.oid} has other contents`)
  }
  const count = inventory.largeObjects.length
  return { count, equal: count - differences.length, differences }
}
