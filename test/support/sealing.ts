import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Encryption, Sealed, SealingTools } from '../../src/sealing/seal.ts'

/** What a run gives to the methods of sealing, and its end. */
export interface TestTools extends SealingTools {
  /** What the run does when it needs its keys no more. */
  end(): void
  /** And the folder goes. */
  remove(): void
}

export function makeTools(more: Partial<SealingTools> = {}): TestTools {
  const folder = more.folder ?? mkdtempSync(join(tmpdir(), 'pgproof-sealing-'))
  const endings: (() => void)[] = []
  const end = () => {
    for (const work of endings.splice(0)) work()
  }
  return {
    folder,
    environment: process.env,
    signal: new AbortController().signal,
    onEnd: (work) => void endings.push(work),
    end,
    remove: () => {
      end()
      rmSync(folder, { recursive: true, force: true })
    },
    ...more,
  }
}

/** A sealed backup as its opener sees it; `key` is its object `KEY`. */
export const sealedWith = (encryption: Encryption, key?: Buffer): Sealed => ({
  what: 'backup 20261120T021703Z-7f3a9c',
  encryption,
  readKey: async () => Buffer.from(key ?? ''),
})
