import type { TriedVerb } from './scene.ts'
import { backupVerb, sealedBackupVerb } from './verbs/backup.ts'
import { copyVerb } from './verbs/copy.ts'
import { pruneVerb } from './verbs/prune.ts'
import { rekeyVerb } from './verbs/rekey.ts'
import { restoreVerb } from './verbs/restore.ts'
import { restoreTestOnServerVerb, restoreTestVerb } from './verbs/restore-test.ts'
import { rollbackVerb, swapVerb } from './verbs/swap.ts'
import { sealedVerifyVerb, verifyVerb } from './verbs/verify.ts'

/** Every verb whose runs are disturbed. A new one is a file in verbs/ and a line here. */
export const triedVerbs: TriedVerb[] = [
  backupVerb,
  sealedBackupVerb,
  verifyVerb,
  sealedVerifyVerb,
  restoreTestVerb,
  restoreTestOnServerVerb,
  restoreVerb,
  swapVerb,
  rollbackVerb,
  pruneVerb,
  rekeyVerb,
  copyVerb,
]
