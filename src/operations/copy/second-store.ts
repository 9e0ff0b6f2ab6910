import { PgproofError } from '../../errors.ts'
import type { Repository, RunKeys } from '../../repository/repository.ts'
import {
  type GetOptions,
  ObjectArchived,
  type ObjectFacts,
  type PutOptions,
  type Store,
  type StoreBucket,
  type StoredObject,
  type StoreVersions,
} from '../../storage/store.ts'

/** Opens the second store by `open`, and has every fault of it say that it is the second one's. */
export async function asSecond(open: () => Promise<Repository>): Promise<Repository> {
  return new SecondStore(await told(open))
}

class SecondStore implements Repository {
  readonly #store: Repository
  readonly keys?: RunKeys

  constructor(store: Repository) {
    this.#store = store
    if (store.keys) this.keys = store.keys
  }

  get location(): string {
    return this.#store.location
  }

  get capabilities(): Store['capabilities'] {
    return this.#store.capabilities
  }

  get versions(): StoreVersions | undefined {
    return this.#store.versions
  }

  get bucket(): StoreBucket | undefined {
    return this.#store.bucket
  }

  put(key: string, body: Uint8Array, options?: PutOptions): Promise<void> {
    return told(() => this.#store.put(key, body, options))
  }

  get(key: string, options?: GetOptions): Promise<Buffer> {
    return told(() => this.#store.get(key, options))
  }

  head(key: string): Promise<ObjectFacts | undefined> {
    return told(() => this.#store.head(key))
  }

  async *list(prefix: string): AsyncIterable<StoredObject> {
    try {
      yield* this.#store.list(prefix)
    } catch (error) {
      throw ofSecond(error)
    }
  }

  folders(prefix: string): Promise<string[]> {
    return told(() => this.#store.folders(prefix))
  }

  delete(key: string): Promise<void> {
    return told(() => this.#store.delete(key))
  }

  clock(): Promise<Date> {
    return told(() => this.#store.clock())
  }

  freeBytes(): Promise<number | undefined> {
    return told(() => this.#store.freeBytes())
  }

  close(): void {
    this.#store.close()
  }
}

async function told<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw ofSecond(error)
  }
}

/** The inputs of the second storage are named like the first one's, with `copy-` before. */
const INPUTS =
  /(?<![-\w])(s3-access-key-id|s3-secret-access-key|aws-role|aws-region|server-side-encryption|kms-key|storage-class)(?![-\w])/g

function ofSecond(error: unknown): unknown {
  if (!(error instanceof PgproofError) || (error.code !== 2 && error.code !== 3)) return error
  const [reason, hint] = [error.reason, error.hint].map((text) => text.replaceAll(INPUTS, 'copy-$1'))
  const said = [`the second storage: ${reason}`, hint as string] as const
  if (error instanceof ObjectArchived) return new ObjectArchived(...said, error)
  return new PgproofError(error.code, ...said, { cause: error })
}
