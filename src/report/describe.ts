import type { Failure, Result } from '../operations/results.ts'
import { backupSheet } from './backup.ts'
import { copySheet } from './copy.ts'
import { demoSheet } from './demo.ts'
import { diffSheet } from './diff.ts'
import { doctorSheet } from './doctor.ts'
import { escrowSheet } from './escrow.ts'
import { keygenSheet } from './keygen.ts'
import { listSheet } from './list.ts'
import { pinSheet } from './pins.ts'
import { pruneSheet } from './prune.ts'
import { rekeySheet } from './rekey.ts'
import { restoreSheet } from './restore.ts'
import { restoreTestSheet } from './restore-test.ts'
import { rollbackSheet } from './rollback.ts'
import type { Sheet } from './sheet.ts'
import { showSheet } from './show.ts'
import { statusSheet } from './status.ts'
import { verifySheet } from './verify.ts'

/** What there is to say about any verb's result, or about a failure that left none. */
export function describe(result: Result | Failure): Sheet {
  if (!('seconds' in result)) return failureSheet(result)
  switch (result.verb) {
    case 'backup':
      return backupSheet(result)
    case 'verify':
      return verifySheet(result)
    case 'restore-test':
      return restoreTestSheet(result)
    case 'restore':
      return restoreSheet(result)
    case 'rollback':
    case 'resume':
      return rollbackSheet(result)
    case 'status':
      return statusSheet(result)
    case 'list':
      return listSheet(result)
    case 'copy':
      return copySheet(result)
    case 'prune':
      return pruneSheet(result)
    case 'pin':
    case 'unpin':
    case 'unexpire':
      return pinSheet(result)
    case 'rekey':
      return rekeySheet(result)
    case 'show':
      return showSheet(result)
    case 'diff':
      return diffSheet(result)
    case 'doctor':
      return doctorSheet(result)
    case 'keygen':
      return keygenSheet(result)
    case 'escrow':
      return escrowSheet(result)
    case 'demo':
      return demoSheet(result)
  }
}

function failureSheet({ verb, reason, hint, code }: Failure): Sheet {
  return {
    title: `${verb[0]?.toUpperCase()}${verb.slice(1)}`,
    verdict: { tone: 'bad', text: reason, hint },
    facts: [{ label: 'Exit code', text: String(code) }],
    sections: [],
    warnings: [],
  }
}
