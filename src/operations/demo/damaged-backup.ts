import { cp, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
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
  // cp makes folders with the modes of the user's umask.
  await mkdir(copy, { mode: 0o700 })
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
