import type { Session } from '../../../postgres/session.ts'
import type { Chosen } from '../../chosen.ts'
import { type Content, readContents } from './contents.ts'
import { type DefaultPrivileges, readDefaultPrivileges } from './default-privileges.ts'
import { type Need, readDependents, readNeeds } from './dependents.ts'
import { type ForeignKey, readKeysOutwards } from './foreign-keys.ts'
import { readLargeObjectState } from './large-objects.ts'
import { type Membership, readMemberships } from './publications.ts'
import { type Returning, readReturning } from './put-back.ts'
import type { Scope } from './scope.ts'

/** What is there now: what is dropped, and what stands around it and must stand afterwards as it did. */
export interface Surroundings {
  contents: Content[]
  returning: Returning
  /** What of the contents those need that are to be put back. */
  needs: Need[]
  memberships: Membership[]
  /** Only where single relations are restored. */
  keys: ForeignKey[]
  defaults: DefaultPrivileges[]
  largeObjects: { foreign: number[]; besides: number }
}

export async function readSurroundings(session: Session, chosen: Chosen, scope: Scope): Promise<Surroundings> {
  const contents = await readContents(session, scope)
  const drops = scope.kind === 'rows' ? [] : contents
  const dependents = await readDependents(session, drops)
  return {
    contents,
    returning: await readReturning(session, dependents),
    needs: await readNeeds(session, dependents, drops),
    memberships: await readMemberships(session, drops),
    keys: scope.kind === 'relations' ? await readKeysOutwards(session, contents) : [],
    defaults: await readDefaultPrivileges(session),
    largeObjects: scope.largeObjects ? await readLargeObjectState(session, chosen) : { foreign: [], besides: 0 },
  }
}
