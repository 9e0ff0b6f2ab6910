import type { RestoreRequest } from '../../src/operations/restore/request.ts'

/** A restore of the newest backup with the defaults of the command line; `confirm` has to be given. */
export function restoreRequest(storage: string, targetUrl: string, more: Partial<RestoreRequest> = {}): RestoreRequest {
  return {
    storage,
    targetUrl,
    backup: 'latest',
    method: 'new-database',
    plan: false,
    dryRun: false,
    finish: false,
    require: 'verified',
    allowProduction: false,
    protected: [],
    approvalByAnother: false,
    schemas: [],
    tables: [],
    schemaOnly: false,
    dataOnly: false,
    createRoles: false,
    noOwner: false,
    noPrivileges: false,
    noTablespaces: false,
    onFailedCheck: 'roll-back',
    jobs: 2,
    client: 'auto',
    ...more,
  }
}
