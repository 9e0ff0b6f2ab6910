import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStorage } from '../../src/operations/repository.ts'
import { readBackup } from '../../src/repository/catalogue.ts'
import { putRecord } from '../../src/repository/records.ts'
import type { Stage } from './canary-stage.ts'

/** Damages every inventory of a name, each in its middle. */
export function damageInventories({ s3 }: Stage, name: string): void {
  const folder = join(s3.folder, s3.bucket, 'prefix', name)
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
  for (const entry of found.filter(({ name: file }) => file.startsWith('inventory.json'))) {
    const path = join(entry.parentPath, entry.name)
    const content = readFileSync(path)
    content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1
    writeFileSync(path, content)
  }
}

/** Notes that a backup has expired, as a prune with the sign-key does; none expires one that is a minute old. */
export async function expire({ s3, canaries, folder }: Stage, name: string, id: string): Promise<void> {
  const { signal } = new AbortController()
  const by = { who: 'tester', host: 'here', pgproof: '0.0.0' }
  const now = () => new Date()
  const context = { environment: s3.environment, temporary: folder, signal, by, now, progress: () => {} }
  const signing = { signKey: canaries.signKey.value, verifyKey: canaries.signKey.publicKey }
  const store = await openStorage({ storage: s3.address, ...signing }, context, signal)
  try {
    const { digest } = await readBackup(store, name, id)
    const body = { reason: 'enough of them', until: new Date(Date.now() + 7 * 86_400_000).toISOString() }
    const record = { kind: 'expired' as const, time: now().toISOString(), ok: true, by, manifest: digest, body }
    await putRecord(store, { name, id }, record)
  } finally {
    store.close()
  }
}
