import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { link, lstat, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf } from './file-errors.ts'
import { TEMPORARY_PREFIX } from './key.ts'

/** A temporary file as old as this belongs to a process that is gone. */
const ABANDONED_MS = 24 * 3600_000

/**
 * Writes a file that is either whole or not there, also after a power cut: temporary file in the same folder, fsync, then link or rename, fsync of the folder.
 * Folders are made 0700 and files 0600, since a backup holds all that the database holds.
 * @returns false where `onlyIfAbsent` is set and `path` is taken; nothing is changed then.
 */
export async function writeWhole(path: string, body: Uint8Array, onlyIfAbsent: boolean): Promise<boolean> {
  const temporary = await writeTemporary(path, body)
  let published = false
  try {
    published = await publish(temporary, path, onlyIfAbsent)
  } finally {
    // After a rename there is nothing left to remove.
    await unlink(temporary).catch(() => {})
  }
  await syncFolder(dirname(path))
  return published
}

async function writeTemporary(path: string, body: Uint8Array): Promise<string> {
  const temporary = join(dirname(path), TEMPORARY_PREFIX + randomBytes(9).toString('base64url'))
  const file = await openNew(temporary)
  try {
    await file.writeFile(body)
    await file.sync()
    await file.close()
  } catch (error) {
    await file.close().catch(() => {})
    await unlink(temporary).catch(() => {})
    throw error
  }
  return temporary
}

async function openNew(temporary: string) {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  // A delete beside us may remove the folder, empty as it is, between making and using it.
  for (let attempt = 0; ; attempt++) {
    try {
      await makeFolder(dirname(temporary))
      return await open(temporary, flags, 0o600)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || attempt >= 20) throw error
    }
  }
}

/**
 * Makes a folder and those above it, and makes the new names last. One by one: where a file system answers ENOENT to every mkdir (/proc),
 * Node's own recursive one tries for ever.
 */
export async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = []
  for (let at = folder; ; at = dirname(at)) {
    const facts = await stat(at).catch((error) => {
      if (codeOf(error) === 'ENOENT') return undefined
      throw error
    })
    if (facts) break
    missing.push(at)
  }
  for (const at of missing.reverse()) {
    await mkdir(at, { mode: 0o700 }).catch((error) => {
      // Another run made it meanwhile.
      if (codeOf(error) !== 'EEXIST') throw error
    })
    await syncFolder(dirname(at))
  }
}

async function publish(temporary: string, path: string, onlyIfAbsent: boolean): Promise<boolean> {
  if (!onlyIfAbsent) {
    await rename(temporary, path)
    return true
  }
  try {
    await link(temporary, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (!NO_HARD_LINKS.has(codeOf(error))) throw error
  }
  return await publishWithoutLinks(temporary, path)
}

/** What link() fails with on file systems that have no hard links (FAT, some network file systems). */
const NO_HARD_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])

async function publishWithoutLinks(temporary: string, path: string): Promise<boolean> {
  const taken = await lstat(path).catch((error) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  })
  if (taken) return false
  await rename(temporary, path)
  return true
}

/** Makes the names in a folder last; some network file systems refuse to sync a folder and are durable without. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY).catch((error) => {
    if (['EACCES', 'ENOENT'].includes(codeOf(error))) return undefined
    throw error
  })
  if (!handle) return
  try {
    await handle.sync()
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EBADF'].includes(codeOf(error))) throw error
  } finally {
    await handle.close()
  }
}

/** The same in a folder and all below it. */
export async function sweepTemporariesBelow(folder: string, now: number): Promise<void> {
  await sweepTemporaries(folder, now)
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) if (entry.isDirectory()) await sweepTemporariesBelow(join(folder, entry.name), now)
}

/** Removes temporary files in `folder` that a killed process left behind a day ago or earlier. */
export async function sweepTemporaries(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((name) => name.startsWith(TEMPORARY_PREFIX))) {
    const facts = await stat(join(folder, name)).catch(() => undefined)
    if (facts && now - facts.mtimeMs > ABANDONED_MS) await unlink(join(folder, name)).catch(() => {})
  }
}
