import { heartbeatOf } from './heartbeat.ts'
import { isBackupId } from './layout.ts'

/** What a key under a backup's name is: pgproof's own, or `foreign`. */
export type Place =
  | { kind: 'manifest' | 'object' | 'record'; id: string; object: string }
  | { kind: 'heartbeat'; id: string }
  | { kind: 'lease' | 'foreign' }

const OBJECT =
  /^(manifest\.json\.sig|(inventory\.json\.zst|toc\.dat|roles\.sql\.zst|key\.txt|\d+\.dat\.zst\.\d{5,}|blobs\.tar\.zst\.\d{5,})(\.(age|gpg))?)$/
const LEASE = /^prune\.[0-9a-f]{12}\.json$/
const RECORD = /^\d{8}T\d{9}Z-[a-z-]+-[0-9a-f]{4}\.json$/

/** Reads a key by its form alone. Whatever pgproof would not have named so is not pgproof's. */
export function placeOf(name: string, key: string): Place {
  const [room, id = '', object, ...deeper] = key.slice(name.length + 1).split('/')
  if (room === 'running' && LEASE.test(id) && object === undefined) return { kind: 'lease' }
  const heartbeat = room === 'running' && object === undefined ? heartbeatOf(key) : undefined
  if (heartbeat) return { kind: 'heartbeat', id: heartbeat.id }
  if (object === undefined || deeper.length > 0 || !isBackupId(id)) return { kind: 'foreign' }
  if (room === 'records' && RECORD.test(object)) return { kind: 'record', id, object }
  if (room !== 'backups') return { kind: 'foreign' }
  if (object === 'manifest.json') return { kind: 'manifest', id, object }
  return OBJECT.test(object) ? { kind: 'object', id, object } : { kind: 'foreign' }
}
