import type { Values } from '../inputs/declare.ts'
import type { declarations } from '../inputs/verbs.ts'
import type { Context } from '../operations/context.ts'
import type { Result, Verb } from '../operations/results.ts'

type Operation<V extends Verb> = (
  request: Values<(typeof declarations)[V]>,
  context: Context,
) => Promise<Extract<Result, { verb: V }>>

/** Each verb's operation, loaded when it is asked for: a start must not wait for what it does not use. */
const loaders: { [V in Verb]: () => Promise<Operation<V>> } = {
  backup: async () => (await import('../operations/backup/backup.ts')).backup,
  verify: async () => (await import('../operations/verify/verify.ts')).verify,
  'restore-test': async () => (await import('../operations/restore-test/restore-test.ts')).restoreTest,
  restore: async () => (await import('../operations/restore/restore.ts')).restore,
  rollback: async () => (await import('../operations/restore/rollback.ts')).rollback,
  resume: async () => (await import('../operations/restore/resume.ts')).resume,
  status: async () => (await import('../operations/status/status.ts')).status,
  list: async () => (await import('../operations/list.ts')).list,
  copy: async () => (await import('../operations/copy/copy.ts')).copy,
  prune: async () => (await import('../operations/prune/prune.ts')).prune,
  pin: async () => (await import('../operations/pins.ts')).pin,
  unpin: async () => (await import('../operations/pins.ts')).unpin,
  unexpire: async () => (await import('../operations/pins.ts')).unexpire,
  rekey: async () => (await import('../operations/rekey/rekey.ts')).rekey,
  show: async () => (await import('../operations/show.ts')).show,
  diff: async () => (await import('../operations/diff/diff.ts')).diff,
  doctor: async () => (await import('../operations/doctor/doctor.ts')).doctor,
  keygen: async () => (await import('../operations/keygen.ts')).keygen,
  escrow: async () => (await import('../operations/escrow/escrow.ts')).escrow,
  demo: async () => (await import('../operations/demo/demo.ts')).demo,
}

/** With the types of verb and request untied, for those who have both from the same declaration. */
export const operations = loaders as Record<Verb, () => Promise<(request: never, context: Context) => Promise<Result>>>
