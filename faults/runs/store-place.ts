import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readCatalogue } from '../../src/repository/catalogue.ts'
import { keys } from '../../src/repository/layout.ts'
import { placeOf } from '../../src/repository/sweep-names.ts'
import { openStore } from '../../src/storage/open.ts'
import type { Store } from '../../src/storage/store.ts'
import type { S3Server } from '../../test/support/s3-server.ts'

const DAY = 24 * 3600 * 1000

/** A storage in a bucket of a real S3 server, which can be put back to what it was, and made older. */
export class StorePlace {
  readonly prefix = 'try'
  /** A second storage; every try begins with none. */
  readonly second = 'second'
  readonly #s3: S3Server

  constructor(s3: S3Server) {
    this.#s3 = s3
  }

  /** The storage by way of `endpoint`; straight to the server unless given. */
  address(prefix = this.prefix, endpoint = this.#s3.endpoint): string {
    return `s3://${this.#s3.bucket}/${prefix}?endpoint=${endpoint}&region=us-east-1`
  }

  /** Where what every try begins with is made. */
  get pristine(): string {
    return this.address('pristine')
  }

  /** Makes the storage what the pristine one is, with its times. */
  reset(): void {
    for (const root of this.#roots()) {
      run('rm', '-rf', join(root, this.prefix), join(root, this.second))
      if (existsSync(join(root, 'pristine'))) run('cp', '-a', join(root, 'pristine'), join(root, this.prefix))
    }
  }

  /** Forgets everything. */
  empty(): void {
    for (const root of this.#roots())
      for (const prefix of [this.prefix, this.second, 'pristine']) run('rm', '-rf', join(root, prefix))
  }

  /** Lets so many days pass over everything whose key says so. */
  age(days: number, prefix = this.prefix, matches: (key: string) => boolean = () => true): void {
    const folder = join(this.#s3.folder, this.#s3.bucket, prefix)
    for (const key of this.#files(folder)) {
      if (!matches(key)) continue
      const { mtimeMs } = statSync(join(folder, key))
      utimesSync(join(folder, key), new Date(mtimeMs - days * DAY), new Date(mtimeMs - days * DAY))
    }
  }

  /** Sets the time of everything whose key says so. */
  date(time: Date, prefix: string, matches: (key: string) => boolean): void {
    const folder = join(this.#s3.folder, this.#s3.bucket, prefix)
    for (const key of this.#files(folder).filter(matches)) utimesSync(join(folder, key), time, time)
  }

  async with<T>(work: (store: Store) => Promise<T>, address = this.address()): Promise<T> {
    const store = await openStore(address, { environment: this.#s3.environment })
    try {
      return await work(store)
    } finally {
      store.close()
    }
  }

  /** Keys that no manifest names and no history needs, of one name. */
  async litter(name: string, prefix = this.prefix): Promise<string[]> {
    return await this.with(async (store) => {
      const named = new Set<string>()
      for (const { id, manifest } of (await readCatalogue(store, name)).backups) {
        named.add(keys.manifest(name, id)).add(keys.signature(name, id))
        for (const object of manifest.objects) named.add(`${keys.backup(name, id)}${object.name}`)
      }
      const litter: string[] = []
      for await (const { key } of store.list(`${name}/`))
        if (!named.has(key) && placeOf(name, key).kind !== 'record') litter.push(key)
      return litter
    }, this.address(prefix))
  }

  /** The bucket's folder, and the one beside it that holds what the server knows of each object. */
  #roots(): string[] {
    const { folder, bucket } = this.#s3
    return [join(folder, bucket), join(dirname(folder), 'meta', bucket)]
  }

  #files(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  }
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
}
