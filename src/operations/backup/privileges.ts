import type { DumpFilter } from '../../dump/arguments.ts'
import { environmentError } from '../../errors.ts'
import { shown } from '../../postgres/identifier.ts'
import { readPrivilegeProblems } from '../../postgres/privileges.ts'
import type { Session } from '../../postgres/session.ts'

const SHOWN = 10

/** Refuses to begin a whole dump that pg_dump would break off for want of a right; with a filter pg_dump itself is left to say so. */
export async function refuseUnreadable(session: Session, filter: DumpFilter): Promise<void> {
  const filtered = [filter.schemas, filter.excludeSchemas, filter.tables, filter.excludeTables, filter.excludeTableData]
  if (filter.schemaOnly || filtered.some((names) => names.length > 0)) return
  const problems = await readPrivilegeProblems(session)
  const list = (tables: { schema: string; name: string }[]) => {
    const names = tables.slice(0, SHOWN).map((table) => shown(table.schema, table.name))
    return `${names.join(', ')}${tables.length > SHOWN ? ` and ${tables.length - SHOWN} more` : ''}`
  }
  if (problems.unreadable.length > 0) {
    throw environmentError(`the role may not read ${list(problems.unreadable)}`, `as an administrator: ${problems.sql}`)
  }
  if (problems.rowSecurity.length > 0) {
    throw environmentError(
      `row-level security hides rows of ${list(problems.rowSecurity)} from this role`,
      `as an administrator: ${problems.sql}`,
    )
  }
}
