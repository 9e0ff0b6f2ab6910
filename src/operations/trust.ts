import { historyFaults, type Past } from '../repository/history.ts'
import { keyStates, unproven } from '../repository/key-drill.ts'
import { DAY } from '../repository/retention-policy.ts'
import { shownKey } from '../sealing/shown-key.ts'

/** What a storage's past says against it, a sentence each. */
export const historyWarnings = (past: Past): string[] =>
  historyFaults(past).map(({ id, what }) => `backup ${id} ${what}`)

/** A sentence for each key that may be lost without anyone knowing. */
export function keyWarnings({ catalogue, records, now }: Past): string[] {
  return unproven(keyStates(catalogue.backups, records, now), now).map(({ recipient, proven, since }) => {
    const days = Math.floor((now.getTime() - (proven ?? since).getTime()) / DAY)
    const which = recipient === 'passphrase' ? 'the passphrase' : `the key of ${shownKey(recipient)}`
    const seen = proven
      ? `was last seen to open a backup ${days} days ago`
      : `was never seen to open a backup in ${days} days`
    return `${which} ${seen}: try it with pgproof verify --keys`
  })
}

/** What a storage tells of its past and of its keys, a sentence each. */
export const trustWarnings = (past: Past): string[] => [...historyWarnings(past), ...keyWarnings(past)]
