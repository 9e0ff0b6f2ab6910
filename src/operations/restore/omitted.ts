import type { Omitted } from '../../dump/restore.ts'
import type { BelongingsRequest } from './request.ts'

/** In pg_restore's terms: tablespaces are kept unless told otherwise, which a restore-test never does. */
export const omittedOf = ({ noOwner, noPrivileges, noTablespaces }: BelongingsRequest): Omitted => ({
  owners: noOwner,
  privileges: noPrivileges,
  tablespaces: noTablespaces,
})
