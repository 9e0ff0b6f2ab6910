import { backup } from './verbs/backup.ts'
import { demo } from './verbs/demo.ts'
import { doctor } from './verbs/doctor.ts'
import { listBackups } from './verbs/list.ts'
import { restoreTest } from './verbs/restore-test.ts'
import { verify } from './verbs/verify.ts'

/** Every verb, in the order of help and reference. */
export const declarations = { backup, verify, 'restore-test': restoreTest, list: listBackups, doctor, demo }
