import type { Encryption, Method, Opener, OpeningKeys, Sealed, SealingMethod, SealingTools } from './seal.ts'

/** Loaded when they are used: a plain backup needs neither. */
const METHODS: Record<SealingMethod, () => Promise<Method>> = {
  age: async () => (await import('./age.ts')).age,
  gpg: async () => (await import('./gpg.ts')).gpg,
}

const SUFFIXES: Record<SealingMethod, string> = { age: '.age', gpg: '.gpg' }

/** What the names of a backup's objects end with. */
export const suffixOf = (encryption: Encryption | null): string =>
  encryption === null ? '' : SUFFIXES[encryption.method]

export const methodOf = (name: SealingMethod): Promise<Method> => METHODS[name]()

/** Throws exit 5 where no key fits. */
export async function openSealed(sealed: Sealed, keys: OpeningKeys, tools: SealingTools): Promise<Opener> {
  return await (await methodOf(sealed.encryption.method)).open(sealed, keys, tools)
}
