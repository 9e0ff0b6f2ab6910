import { asOf, reportInputs, whichBackup, writtenStorageInputs } from '../common.ts'
import { declare } from '../declare.ts'
import { signInputs } from '../keys.ts'
import { duration, flag } from '../kinds.ts'
import { requiredCopyTo, secondStorageInputs } from '../second-storage.ts'

export const copy = declare({
  verb: 'copy',
  sentence:
    'Copy backups into a second storage, each object checked on arrival; what is there already is not sent again.',
  inputs: {
    backup: whichBackup,
    all: flag({ sentence: 'Copy every backup that the second storage lacks, instead of one.', momentary: true }),
    ...writtenStorageInputs,
    'as-of': asOf,
    ...secondStorageInputs,
    'copy-to': requiredCopyTo,
    ...signInputs,
    'time-budget': duration({ sentence: 'Stop cleanly (exit 3) after this time; the next copy goes on from there.' }),
    ...reportInputs,
  },
  outputs: {
    id: 'Id of the newest backup that is in the second storage now; empty where none was copied.',
    location: 'Where its copy lies, without secrets.',
    copied: 'Number of backups that were copied, or found complete there.',
    failed: 'Number of backups that could not be copied.',
    objects: 'Number of objects sent.',
    bytes: 'Bytes sent.',
    seconds: 'How long it took.',
  },
})
