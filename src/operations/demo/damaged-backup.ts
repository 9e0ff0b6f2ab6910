import { cp, mkdir, open, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { keys } from '../../repository/layout.ts'
import type { Chosen } from '../chosen.ts'

/** The object whose byte is flipped, and the table that it belongs to. */
export interface FlippedByte {
  storage: string
  object: string
  offset: number
}

/** Copies a storage folder and flips one bit in the middle of the largest stored part there. */
export async function flipByteInCopy(storage: string, copy: string, chosen: Chosen): Promise<FlippedByte> {
  await copyFolders(storage, copy)
  await cp(storage, copy, { recursive: true })
  const { id, name, manifest } = chosen.backup
  const largest = manifest.objects.reduce((a, b) => (b.size > a.size ? b : a))
  const offset = Math.floor(largest.size / 2)
  const file = await open(join(copy, keys.backup(name, id), largest.name), 'r+')
  try {
    const byte = Buffer.alloc(1)
    await file.read(byte, 0, 1, offset)
    byte[0] = (byte[0] as number) ^ 1
    await file.write(byte, 0, 1, offset)
  } finally {
    await file.close()
  }
  return { storage: `file://${copy}`, object: largest.name, offset }
}

/** Ahead of cp, which makes folders that others can read, and closes them afterwards. */
async function copyFolders(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  for (const entry of entries.filter((one) => one.isDirectory())) {
    await mkdir(join(to, relative(from, join(entry.parentPath, entry.name))), { recursive: true, mode: 0o700 })
  }
}
