import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Header, pack } from 'tar-stream'
import { readInventory, writeInventory } from '../../src/repository/inventory.ts'
import { compress, FrameWriter } from '../../src/sealing/compression.ts'
import { escapes, type HostileCase, type HostilePlace } from './case.ts'
import { recommitted } from './inventories.ts'

const TAR = 'blobs.tar.zst.00000'
const INVENTORY = 'inventory.json.zst'

type Entry = [header: Partial<Header> & { name: string }, content?: string]

async function tarOf(entries: Entry[]): Promise<Buffer> {
  const tar = pack()
  for (const [header, body] of entries) tar.entry(header, body ?? '')
  tar.finalize()
  const pieces: Buffer[] = []
  for await (const piece of tar as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** A tar of large objects, with an inventory and a manifest that agree with it. */
const tarCase = (
  name: string,
  faults: number[],
  make: (place: HostilePlace) => Promise<{ tar: Buffer; rawBytes?: number; stored?: Buffer }>,
): HostileCase =>
  recommitted(`tar: ${name}`, faults, async (place) => {
    const made = await make(place)
    const stored = made.stored ?? (await compress(made.tar, 3))
    const inventory = await readInventory(readFileSync(join(place.backup, INVENTORY)), INVENTORY)
    const [part] = inventory.largeObjectParts
    if (part === undefined) throw new Error('the backup has no large objects')
    inventory.largeObjectParts = [
      { ...part, object: TAR, offset: 0, length: stored.length, rawBytes: made.rawBytes ?? made.tar.length },
    ]
    return { [TAR]: stored, [INVENTORY]: await writeInventory(inventory, 3) }
  })

const one = (name: string, faults: number[], ...entries: Entry[]) =>
  tarCase(name, faults, async () => ({ tar: await tarOf(entries) }))

/** The first header with other bytes at a place, and its checksum made right. */
function patched(tar: Buffer, offset: number, bytes: Buffer): Buffer {
  bytes.copy(tar, offset)
  tar.fill(' ', 148, 156)
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0)
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return tar
}

const SIZE = 124
const blob = async () => await tarOf([[{ name: 'blob_50001.dat' }, 'x']])

const entries: HostileCase[] = [
  one('a folder', [55, 77], [{ name: 'blob_50001.dat', type: 'directory' }]),
  one('a symbolic link', [55, 77], [{ name: 'blob_50001.dat', type: 'symlink', linkname: '/etc/passwd' }]),
  one('a hard link', [55, 77], [{ name: 'blob_50001.dat', type: 'link', linkname: '/etc/passwd' }]),
  one('a character device', [55, 77], [{ name: 'blob_50001.dat', type: 'character-device' }]),
  one('a block device', [55, 77], [{ name: 'blob_50001.dat', type: 'block-device' }]),
  one('a pipe', [55, 77], [{ name: 'blob_50001.dat', type: 'fifo' }]),
  one("an extended header's path", [55, 77], [{ name: 'blob_50001.dat', pax: { path: '../../escaped' } }, 'x']),
  one("an extended header's size", [55, 77], [{ name: 'blob_50001.dat', pax: { size: '1000000000000' } }, 'x']),
  one('an object that is not known', [55, 77], [{ name: 'blob_1.dat' }, 'x']),
  one('an object twice', [55], [{ name: 'blob_50001.dat' }, 'x'], [{ name: 'blob_50001.dat' }, 'x']),
  one('none of the objects', [55]),
  one('ten thousand files', [55], ...Array.from({ length: 10_000 }, (_, n): Entry => [{ name: `blob_${n}.dat` }, 'x'])),
]

const headers: HostileCase[] = [
  tarCase('a file of a terabyte', [55, 78], async () => ({
    tar: patched(await blob(), SIZE, Buffer.from('10000000000000')),
  })),
  tarCase('a file of 1 GiB', [55, 78], async () => ({
    tar: patched(await blob(), SIZE, Buffer.from('10000000000\0')),
  })),
  tarCase('a file of less than nothing', [55], async () => ({
    tar: patched(await blob(), SIZE, Buffer.alloc(12, 0xff)),
  })),
  tarCase('a size that is no number', [55], async () => ({
    tar: patched(await blob(), SIZE, Buffer.from('zzzzzzzzzzz\0')),
  })),
  tarCase('a wrong checksum', [55], async () => ({
    tar: Buffer.from((await blob()).map((byte, at) => (at === 150 ? byte ^ 1 : byte))),
  })),
  tarCase('no tar', [55], async () => ({ tar: Buffer.alloc(10_240, 'x') })),
  tarCase('a tar that is cut', [55], async () => ({ tar: (await blob()).subarray(0, 700) })),
  tarCase('2 GiB of zeroes that were promised', [55, 78], async () => {
    const frame = new FrameWriter(1)
    for (let n = 0; n < 128; n++) await frame.write(Buffer.alloc(16 * 1024 ** 2))
    return { tar: Buffer.alloc(0), stored: await frame.end(), rawBytes: 2 * 1024 ** 3 }
  }),
]

const names: HostileCase[] = escapes('').map((_, index) =>
  tarCase(`a name that leads elsewhere, no. ${index}`, [55, 77], async ({ canary }) => {
    const name = Buffer.from(escapes(canary)[index] as string).subarray(0, 99)
    return { tar: patched(await blob(), 0, Buffer.concat([name, Buffer.alloc(100 - name.length)])) }
  }),
)

/** What pg_restore is given. */
const tables: HostileCase[] = [
  recommitted('toc.dat: nothing', [55], async () => ({ 'toc.dat': Buffer.alloc(0) })),
  recommitted('toc.dat: noise', [55], async ({ random }) => ({
    'toc.dat': Buffer.from(Array.from({ length: 5000 }, () => Math.floor(random() * 256))),
  })),
  recommitted('toc.dat: cut', [55], async ({ backup }) => ({
    'toc.dat': readFileSync(join(backup, 'toc.dat')).subarray(0, 900),
  })),
  recommitted('toc.dat: a count of two billion entries', [55], async ({ backup }) => ({
    'toc.dat': lengthened(readFileSync(join(backup, 'toc.dat'))),
  })),
]

/** Makes the first long field after the header as long as four bytes can say. */
function lengthened(toc: Buffer): Buffer {
  const changed = Buffer.from(toc)
  const at = changed.indexOf('shop')
  changed.fill(0x7f, at - 4, at)
  return changed
}

export const tarCases: HostileCase[] = [...entries, ...headers, ...names, ...tables]
