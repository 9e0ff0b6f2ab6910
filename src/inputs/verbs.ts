import type { Declaration } from './declare.ts'
import { backup } from './verbs/backup.ts'
import { copy } from './verbs/copy.ts'
import { demo } from './verbs/demo.ts'
import { diff } from './verbs/diff.ts'
import { doctor } from './verbs/doctor.ts'
import { escrow } from './verbs/escrow.ts'
import { keygen } from './verbs/keygen.ts'
import { listBackups } from './verbs/list.ts'
import { pin } from './verbs/pin.ts'
import { prune } from './verbs/prune.ts'
import { rekey } from './verbs/rekey.ts'
import { restore } from './verbs/restore.ts'
import { restoreTest } from './verbs/restore-test.ts'
import { resume } from './verbs/resume.ts'
import { rollback } from './verbs/rollback.ts'
import { show } from './verbs/show.ts'
import { status } from './verbs/status.ts'
import { unexpire } from './verbs/unexpire.ts'
import { unpin } from './verbs/unpin.ts'
import { verify } from './verbs/verify.ts'

/** Every verb, in the order of help and reference. */
export const declarations = {
  backup,
  verify,
  'restore-test': restoreTest,
  restore,
  rollback,
  resume,
  status,
  list: listBackups,
  show,
  diff,
  copy,
  prune,
  pin,
  unpin,
  unexpire,
  rekey,
  doctor,
  keygen,
  escrow,
  demo,
}

type Declarations = typeof declarations

/** The verbs that have an action. */
export type ActionVerb = {
  [V in keyof Declarations]: Declarations[V] extends { only: 'command' } ? never : V
}[keyof Declarations]

/** The declarations of those verbs, in the same order. */
export const actionDeclarations: Declaration[] = Object.values(declarations as Record<string, Declaration>).filter(
  ({ only }) => only !== 'command',
)
