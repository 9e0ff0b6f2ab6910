import { createHash, randomBytes } from 'node:crypto'
import { constants, type Dirent } from 'node:fs'
import { type FileHandle, lstat, open, readdir, rmdir, unlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { environmentError } from '../errors.ts'
import type { FileAddress } from './address.ts'
import { codeOf, explainFileError, freeBytesAt, linkRefused } from './file-errors.ts'
import { makeFolder, sweepTemporaries, sweepTemporariesBelow, writeWhole } from './file-write.ts'
import { checkKey, compareKeys, TEMPORARY_PREFIX } from './key.ts'
import {
  type GetOptions,
  ObjectExists,
  type ObjectFacts,
  ObjectMissing,
  ObjectTooLarge,
  type PutOptions,
  type Store,
  type StoredObject,
} from './store.ts'

/** A store in a folder, which the first put makes. Nothing is followed out of it: symbolic links below the folder are refused. */
export function openFileStore(address: FileAddress, options: { signal?: AbortSignal } = {}): Store {
  return new FileStore(address, options.signal)
}

interface Entry {
  name: string
  isFolder: boolean
  isLink: boolean
}

class FileStore implements Store {
  readonly location: string
  readonly capabilities = { conditionalPut: true, checksums: true }
  readonly #root: string
  readonly #signal: AbortSignal | undefined
  readonly #swept = new Set<string>()

  constructor(address: FileAddress, signal: AbortSignal | undefined) {
    this.location = address.location
    this.#root = address.folder
    this.#signal = signal
  }

  async put(key: string, body: Uint8Array, options: PutOptions = {}): Promise<void> {
    const path = this.#pathOf(key)
    await this.#explained(path, body.length, async () => {
      await this.#refuseLinks(path)
      if (!this.#swept.has(dirname(path))) {
        this.#swept.add(dirname(path))
        await sweepTemporaries(dirname(path), Date.now())
      }
      if (await writeWhole(path, body, options.onlyIfAbsent ?? false)) return
      if (!(await this.get(key)).equals(body)) throw new ObjectExists(key)
    })
  }

  async get(key: string, options: GetOptions = {}): Promise<Buffer> {
    options.signal?.throwIfAborted()
    // Before the file is open: it throws once the run has ended.
    const path = this.#pathOf(key)
    const file = await this.#open(key)
    if (!file) throw new ObjectMissing(key)
    const read = async () => {
      await using handle = file
      const { size } = await handle.stat()
      if (size > (options.most ?? Number.POSITIVE_INFINITY)) throw new ObjectTooLarge(key, size)
      return await handle.readFile({ signal: options.signal })
    }
    return await this.#explained(path, undefined, read, options.signal)
  }

  async head(key: string): Promise<ObjectFacts | undefined> {
    const path = this.#pathOf(key)
    const file = await this.#open(key)
    if (!file) return undefined
    return await this.#explained(path, undefined, async () => {
      await using handle = file
      const { mtime, size: expected } = await handle.stat()
      const hash = createHash('sha256')
      // One buffer for all of it: a stream would take a new one for each read, which keeps the garbage collector at work.
      const buffer = Buffer.allocUnsafe(Math.max(4096, Math.min(expected, 1 << 20)))
      let size = 0
      for (let read = -1; read !== 0; size += read) {
        read = (await handle.read(buffer, 0, buffer.length, size)).bytesRead
        hash.update(buffer.subarray(0, read))
      }
      return { size, modified: mtime, sha256: hash.digest('hex') }
    })
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    const start = prefix.slice(0, prefix.lastIndexOf('/') + 1)
    if (start !== '') checkKey(start.slice(0, -1))
    await this.#explained(join(this.#root, start), undefined, () => this.#refuseLinks(join(this.#root, start, 'x')))
    yield* this.#walk(start, prefix)
  }

  async folders(prefix: string): Promise<string[]> {
    if (prefix !== '') checkKey(prefix.slice(0, -1))
    await this.#explained(join(this.#root, prefix), undefined, () => this.#refuseLinks(join(this.#root, prefix, 'x')))
    const names: string[] = []
    for (const { name, isFolder, isLink } of await this.#entries(prefix)) {
      if (isLink) throw linkRefused(join(this.#root, prefix, name))
      if (isFolder) names.push(name.slice(0, -1))
    }
    return names.sort(compareKeys)
  }

  async *#walk(folder: string, prefix: string): AsyncIterable<StoredObject> {
    for (const { name, isFolder, isLink } of await this.#entries(folder)) {
      const key = folder + name
      if (!key.startsWith(prefix.slice(0, key.length)) || (!isFolder && !key.startsWith(prefix))) continue
      if (isLink) throw linkRefused(join(this.#root, key))
      if (isFolder) {
        yield* this.#walk(key, prefix)
        continue
      }
      const facts = await this.#facts(join(this.#root, key))
      if (facts) yield { key, size: facts.size, modified: facts.mtime }
    }
  }

  /** Names in a folder in the order of the keys they stand for: a folder sorts with its slash. */
  async #entries(folder: string): Promise<Entry[]> {
    this.#signal?.throwIfAborted()
    const path = join(this.#root, folder)
    const entries = await this.#explained(path, undefined, async () => {
      try {
        return await readdir(path, { withFileTypes: true })
      } catch (error) {
        // Removed since its parent was read, or a storage that nothing was put into yet.
        if (codeOf(error) === 'ENOENT') return [] as Dirent[]
        throw error
      }
    })
    return entries
      .filter((entry) => !entry.name.startsWith(TEMPORARY_PREFIX))
      .map((entry) => {
        const isFolder = entry.isDirectory()
        return { name: isFolder ? `${entry.name}/` : entry.name, isFolder, isLink: entry.isSymbolicLink() }
      })
      .sort((a, b) => compareKeys(a.name, b.name))
  }

  async delete(key: string): Promise<void> {
    const path = this.#pathOf(key)
    await this.#explained(path, undefined, async () => {
      await this.#refuseLinks(path)
      await unlink(path).catch((error) => {
        if (codeOf(error) !== 'ENOENT') throw error
      })
      await this.#removeEmptyFolders(dirname(path))
    })
  }

  async #removeEmptyFolders(folder: string): Promise<void> {
    for (let at = folder; at.length > this.#root.length; at = dirname(at)) {
      const removed = await rmdir(at).then(
        () => true,
        () => false,
      )
      if (!removed) return
    }
  }

  /** A network file system stamps files by its server's clock, so one is made and looked at; where nothing may be written our own clock has to do. */
  async clock(): Promise<Date> {
    const path = join(this.#root, `${TEMPORARY_PREFIX}clock-${randomBytes(9).toString('base64url')}`)
    try {
      await makeFolder(this.#root)
      await using handle = await open(path, 'wx', 0o600)
      return (await handle.stat()).mtime
    } catch (error) {
      if (['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT'].includes(codeOf(error))) return new Date()
      throw await explainFileError(error, this.#root)
    } finally {
      await unlink(path).catch(() => {})
    }
  }

  async freeBytes(): Promise<number> {
    return await this.#explained(this.#root, undefined, () => freeBytesAt(this.#root))
  }

  async sweepTemporaries(prefix: string): Promise<void> {
    await sweepTemporariesBelow(join(this.#root, prefix), Date.now())
  }

  close(): void {}

  #pathOf(key: string): string {
    this.#signal?.throwIfAborted()
    checkKey(key)
    return join(this.#root, key)
  }

  async #open(key: string): Promise<FileHandle | undefined> {
    const path = this.#pathOf(key)
    return await this.#explained(path, undefined, async () => {
      await this.#refuseLinks(path)
      const facts = await this.#facts(path)
      if (!facts) return undefined
      if (!facts.isFile())
        throw environmentError(`${path} is not a file`, 'remove what stands there, or use another folder')
      return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error) => {
        if (codeOf(error) === 'ENOENT') return undefined
        throw error
      })
    })
  }

  async #facts(path: string) {
    try {
      return await lstat(path)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      throw await explainFileError(error, path)
    }
  }

  /** Throws where `path` or a folder between the root and it is a symbolic link: it could lead anywhere. The root itself may be one. */
  async #refuseLinks(path: string): Promise<void> {
    let at = this.#root
    for (const segment of relative(this.#root, path).split('/')) {
      at = join(at, segment)
      const facts = await this.#facts(at)
      if (facts?.isSymbolicLink()) throw linkRefused(at)
      // Below what is not there, or no folder, there is nothing to follow.
      if (!facts?.isDirectory()) return
    }
  }

  async #explained<T>(path: string, needed: number | undefined, work: () => Promise<T>, own?: AbortSignal): Promise<T> {
    try {
      return await work()
    } catch (error) {
      this.#signal?.throwIfAborted()
      own?.throwIfAborted()
      if (error instanceof ObjectMissing || error instanceof ObjectExists || error instanceof ObjectTooLarge)
        throw error
      throw await explainFileError(error, path, needed)
    }
  }
}
