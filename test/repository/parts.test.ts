import { createHash } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { BackupSink } from '../../src/repository/backup-sink.ts'
import { largeObjectFiles } from '../../src/repository/large-objects.ts'
import { sha256 } from '../../src/repository/manifest.ts'
import { PartWriter } from '../../src/repository/parts.ts'
import { BackupReader } from '../../src/repository/read.ts'
import { Upload } from '../../src/repository/upload.ts'
import { openStore } from '../../src/storage/open.ts'
import { inventoryOf, manifestOf } from './sample.ts'

const MIB = 1024 * 1024
const id = '20261120T021703Z-7f3a9c'
const open = (name: string) => openStore(`memory://${name}`, { environment: {} })

test('a stream is cut into parts of 16 to 64 MiB after a row, and comes back whole', async () => {
  const store = await open('parts')
  const upload = new Upload(store, 'shop', id)
  const writer = new PartWriter(upload, id, '9.dat.zst', 1)
  const hash = createHash('sha256')
  const filling = 'x'.repeat(4000)
  for (let n = 0; n < 200; n++) {
    const rows = Buffer.from(Array.from({ length: 100 }, (_, row) => `${n}\t${row}\t${filling}\n`).join(''))
    hash.update(rows)
    await writer.write(rows)
  }
  await writer.end()
  await upload.finish()
  const { parts } = writer
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.map(({ object }) => object)).toEqual(parts.map((_, n) => `9.dat.zst.${String(n).padStart(5, '0')}`))
  for (const { rawBytes } of parts.slice(0, -1)) expect(rawBytes).toBeGreaterThanOrEqual(16 * MIB)
  for (const { rawBytes } of parts) expect(rawBytes).toBeLessThanOrEqual(64 * MIB)
  const backup = {
    name: 'shop',
    id,
    manifest: manifestOf(id, { objects: upload.objects }),
    digest: '',
    manifestBytes: 0,
  }
  const reader = new BackupReader(store, backup, new AbortController().signal)
  const again = createHash('sha256')
  for (const part of parts) {
    let last = 0
    for await (const piece of reader.parts([part])) {
      again.update(piece)
      last = piece.at(-1) ?? 0
    }
    expect(last).toBe(10)
  }
  expect(again.digest('hex')).toBe(hash.digest('hex'))
}, 60_000)

test('a stream that ends where a part was cut has no empty part after it', async () => {
  const upload = new Upload(await open('cut-at-end'), 'shop', id)
  const writer = new PartWriter(upload, id, '9.dat.zst', 1)
  // A row without end is cut where a part must end.
  await writer.write(Buffer.alloc(64 * MIB, 'x'))
  await writer.end()
  await upload.finish()
  expect(writer.parts).toMatchObject([{ object: '9.dat.zst.00000', rawBytes: 64 * MIB }])
  expect(upload.objects).toHaveLength(1)
})

test('a table without rows has a part that holds nothing', async () => {
  const store = await open('empty')
  const sink = new BackupSink(store, 'shop', id, 3)
  await sink.table('9.dat').end()
  await sink.finish()
  expect(sink.partsOf('9.dat')).toMatchObject([{ object: '9.dat.zst.00000', rawBytes: 0 }])
  const stored = await store.get(`shop/backups/${id}/9.dat.zst.00000`)
  expect(zstdDecompressSync(stored)).toHaveLength(0)
})

test('large objects go through the tar and come back, empty ones and large ones too', async () => {
  const store = await open('large')
  const sink = new BackupSink(store, 'shop', id, 3)
  const bodies = ['', 'x', 'a large object', 'y'.repeat(3 * MIB)].map((text) => Buffer.from(text))
  const files = sink.largeObjects()
  for (const [n, bytes] of bodies.entries()) await files.file(`blob_${n}.dat`, bytes.length, piecesOf(bytes))
  await files.file('blobs_7.toc', 3, piecesOf(Buffer.from('toc')))
  await files.end()
  await sink.finish()
  const inventory = inventoryOf({
    largeObjects: bodies.map((bytes, oid) => ({ oid, bytes: bytes.length, sha256: sha256(bytes), toc: 'blobs_7.toc' })),
    largeObjectParts: sink.largeObjectParts,
  })
  const manifest = manifestOf(id, { objects: sink.upload.objects })
  const reader = new BackupReader(
    store,
    { name: 'shop', id, manifest, digest: '', manifestBytes: 0 },
    new AbortController().signal,
  )
  const found: string[] = []
  for await (const { name, content } of largeObjectFiles(reader, inventory)) {
    let bytes = 0
    for await (const chunk of content) bytes += chunk.length
    found.push(`${name} ${bytes}`)
  }
  expect(found).toEqual(['blob_0.dat 0', 'blob_1.dat 1', 'blob_2.dat 14', `blob_3.dat ${3 * MIB}`, 'blobs_7.toc 3'])
}, 60_000)

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
}
