import { sweptFrom, takenBackUntil } from '../../repository/expiry.ts'
import { sha256 } from '../../repository/manifest.ts'
import { type Decision, decide, timeTold } from '../../repository/retention.ts'
import { doubtAbout } from '../../repository/retention-floors.ts'
import type { Policy } from '../../repository/retention-policy.ts'
import type { Survey, Surveyed } from '../../repository/sweep-survey.ts'

/** What is to become of a backup. `wait`: it is expired, and its grace is not over. */
export type Action = 'keep' | 'expire' | 'wait' | 'sweep' | 'take-back'

export interface Planned {
  surveyed: Surveyed
  action: Action
  reasons: string[]
}

export interface Plan {
  /** Newest first. */
  backups: Planned[]
  /** SHA-256 of what would be done to which backups. */
  digest: string
  /** Why nothing is deleted at all. */
  doubt?: string
  /** More than half of all would expire at once. */
  drastic: boolean
}

/** Decides over a survey. Expired backups are looked at once more: what the policy keeps by now is taken back rather than swept. */
export function makePlan(survey: Survey, policy: Policy, name: string): Plan {
  const { backups, now } = survey
  const live = backups.filter(({ expiry }) => expiry === undefined)
  const decisions = byId(decide(candidates(live), policy, now))
  const again = byId(decide(candidates(backups), policy, now))
  const told = timeTold(candidates(live), now, 'created')
  const planned = backups.map((surveyed): Planned => {
    const { id } = surveyed.backup
    if (surveyed.expiry === undefined) {
      const { keep, reasons } = decisions.get(id) as Decision
      return { surveyed, action: keep ? 'keep' : 'expire', reasons }
    }
    const { keep, reasons } = again.get(id) as Decision
    return keep ? { surveyed, action: 'take-back', reasons } : expired(surveyed, told)
  })
  const doubt = doubtAbout(candidates(live))
  const expiring = planned.filter(({ action }) => action === 'expire').length
  return {
    backups: planned.toSorted((a, b) => (a.surveyed.backup.id < b.surveyed.backup.id ? 1 : -1)),
    digest: digestOf(planned, name),
    ...(doubt !== undefined && { doubt }),
    drastic: expiring * 2 > live.length,
  }
}

const candidates = (backups: Surveyed[]) => backups.map(({ candidate }) => candidate)

const byId = (decisions: Decision[]) => new Map(decisions.map((decision) => [decision.id, decision]))

/** The grace is over when the storage has seen a newer backup since: time that only clocks tell of does not count. */
function expired(surveyed: Surveyed, told: Date | undefined): Planned {
  const expiry = surveyed.expiry as NonNullable<Surveyed['expiry']>
  if (told !== undefined && sweptFrom(expiry) <= told) return { surveyed, action: 'sweep', reasons: [expiry.reason] }
  const back = `can be taken back until ${minutes(takenBackUntil(expiry))}`
  return { surveyed, action: 'wait', reasons: [`${expiry.reason}; ${back}`] }
}

const minutes = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')}Z`

function digestOf(planned: Planned[], name: string): string {
  const changes = planned
    .filter(({ action }) => action === 'expire' || action === 'sweep' || action === 'take-back')
    .map(({ action, surveyed }) => [action, surveyed.backup.id, surveyed.backup.digest])
  return sha256(Buffer.from(JSON.stringify({ name, changes })))
}
