import { expect, test } from '@jest/globals'
import { type Header, pack } from 'tar-stream'
import { largeObjectFiles } from '../../src/repository/large-objects.ts'
import { sha256 } from '../../src/repository/manifest.ts'
import { DamagedObject } from '../../src/repository/read.ts'
import { compress } from '../../src/sealing/compression.ts'
import { partOf, readerOf } from './crafted.ts'
import { inventoryOf } from './sample.ts'

type Entry = [header: Partial<Header> & { name: string }, content?: string]

const content = 'a large object'
const list: Entry = [{ name: 'blobs_12.toc' }, '7 blob_7.dat\n']
const good: Entry = [{ name: 'blob_7.dat' }, content]

async function tarOf(entries: Entry[]): Promise<Buffer> {
  const tar = pack()
  for (const [header, body] of entries) tar.entry(header, body ?? '')
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Reads a tar as the large objects of a backup that holds object 7. Returns the names. */
async function read(tar: Buffer, oids = [7]): Promise<string[]> {
  const stored = await compress(tar, 3)
  const inventory = inventoryOf({
    largeObjects: oids.map((oid) => ({
      oid,
      bytes: content.length,
      sha256: sha256(Buffer.from(content)),
      toc: 'blobs_12.toc',
    })),
    largeObjectParts: [partOf('blobs.tar.zst.00000', stored, tar.length)],
  })
  const names: string[] = []
  for await (const file of largeObjectFiles(await readerOf({ 'blobs.tar.zst.00000': stored }), inventory)) {
    for await (const _ of file.content);
    names.push(file.name)
  }
  return names
}

test('the files come one after the other', async () => {
  expect(await read(await tarOf([good, list]))).toEqual(['blob_7.dat', 'blobs_12.toc'])
})

test('a backup without large objects needs no tar', async () => {
  for await (const _ of largeObjectFiles(await readerOf({}), inventoryOf())) throw new Error('a file')
})

const hostile: [string, Entry][] = [
  ['a way up', [{ name: '../blob_7.dat' }, content]],
  ['an absolute path', [{ name: '/etc/cron.d/blob_7.dat' }, content]],
  ['a folder', [{ name: 'blob_7.dat', type: 'directory' }]],
  ['a symbolic link', [{ name: 'blob_7.dat', type: 'symlink', linkname: '/etc/passwd' }]],
  ['a hard link', [{ name: 'blob_7.dat', type: 'link', linkname: '/etc/passwd' }]],
  ['a device', [{ name: 'blob_7.dat', type: 'character-device' }]],
  ['a long name that begins well', [{ name: `blob_7.dat${'/x'.repeat(200)}` }, content]],
  ["an extended header's path", [{ name: 'blob_7.dat', pax: { path: '../../x' } }, content]],
  ['another file', [{ name: 'toc.dat' }, content]],
  ['an object that the inventory does not know', [{ name: 'blob_8.dat' }, content]],
]

test.each(hostile)('fault 77: %s is refused', async (_, entry) => {
  const reading = read(await tarOf([entry]))
  await expect(reading).rejects.toThrow(DamagedObject)
  await expect(reading).rejects.toThrow(/^blobs\.tar\.zst holds .*, which is no large object of this backup$/)
})

test.each([
  ['other bytes', [[{ name: 'blob_7.dat' }, 'A large object']] as Entry[], 'holds other bytes for large object 7'],
  ['too many bytes', [[{ name: 'blob_7.dat' }, `${content}s`]] as Entry[], 'holds 15 bytes of 14 for large object 7'],
  ['one twice', [good, good], 'holds "blob_7.dat", which is no large object of this backup'],
  ['one too few', [list], 'lacks 1 large objects'],
])('%s are damage', async (_, entries, words) => {
  await expect(read(await tarOf(entries))).rejects.toThrow(`blobs.tar.zst ${words}`)
})

test.each([
  ['no tar', async () => Buffer.alloc(2048, 'x')],
  ['cut within an object', async () => (await tarOf([good])).subarray(0, 520)],
  ['an object of a terabyte', async () => withSize(await tarOf([good]), '10000000000000')],
])('%s is named', async (_, make) => {
  const reading = read(await make())
  await expect(reading).rejects.toThrow(DamagedObject)
  await expect(reading).rejects.toThrow(
    /^blobs\.tar\.zst (is not a whole tar|holds \d+ bytes of 14 for large object 7)$/,
  )
})

/** Writes another size, in octal, into the first header, and its checksum. */
function withSize(tar: Buffer, size: string): Buffer {
  tar.write(`${size.slice(0, 11)} `, 124, 'latin1')
  tar.fill(' ', 148, 156)
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return tar
}

test('of a part that is missing or does not unfold that part is named, and not the tar that it leaves broken', async () => {
  const tar = await tarOf([good, list])
  const stored = await compress(tar, 3)
  const largeObjectParts = [partOf('blobs.tar.zst.00000', stored, tar.length)]
  for (const [objects, what] of [
    [{}, 'is not listed in the manifest'],
    [{ 'blobs.tar.zst.00000': Buffer.alloc(stored.length, 'x') }, 'is not a whole zstd frame'],
  ] as [Record<string, Buffer>, string][]) {
    const reading = async () => {
      for await (const { content } of largeObjectFiles(await readerOf(objects), inventoryOf({ largeObjectParts })))
        for await (const _ of content);
    }
    await expect(reading()).rejects.toMatchObject({ object: 'blobs.tar.zst.00000', what })
  }
})

test('what stops the reading of parts and is no damage is said as it is', async () => {
  const elsewhere = { ...partOf('blobs.tar.zst.00000', Buffer.of(), 0), backup: '20260101T000000Z-000000' }
  const files = largeObjectFiles(await readerOf({}), inventoryOf({ largeObjectParts: [elsewhere] }))
  await expect(files.next()).rejects.toThrow('lies in another backup')
})
