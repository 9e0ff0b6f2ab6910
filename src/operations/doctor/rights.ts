import type { DumpFilter } from '../../dump/arguments.ts'
import { dumpPattern, quoteLiteral, shown } from '../../postgres/identifier.ts'
import { readPrivilegeProblems } from '../../postgres/privileges.ts'
import type { Session } from '../../postgres/session.ts'
import { type Answer, failure, fine } from './checkup.ts'

interface Table {
  schema: string
  name: string
}

const SHOWN = 10

/** Whether the role may read every table of the dump, and all rows of each. */
export async function askRights(session: Session, filter: DumpFilter): Promise<Answer[]> {
  const problems = await readPrivilegeProblems(session, (table) => isDumped(table, filter))
  const hidden = problems.rowSecurity.filter((table) => hasRows(table, filter))
  const cure = `as an administrator: ${problems.sql}`
  const answers: Answer[] = []
  if (problems.unreadable.length > 0) answers.push(failure(`the role may not read ${list(problems.unreadable)}`, cure))
  if (hidden.length > 0) {
    answers.push(
      failure(
        `row-level security hides rows of ${list(hidden)} from this role`,
        `${cure} or connect as the tables' owner`,
      ),
    )
  }
  return answers.length > 0 ? answers : [fine('every table can be read, with all its rows')]
}

/** Whether the role may read the large objects, which no predefined role includes. */
export async function askLargeObjects(session: Session): Promise<Answer> {
  const [row] = await session.query<{ me: string; all: number; closed: number }>(`
    SELECT current_user AS me, count(*) AS all, count(*) FILTER (WHERE NOT (
        current_setting('lo_compat_privileges')::bool OR pg_has_role(m.lomowner, 'USAGE')
        OR EXISTS (SELECT FROM aclexplode(m.lomacl) a WHERE a.privilege_type = 'SELECT'
                     AND CASE a.grantee WHEN 0 THEN true ELSE pg_has_role(a.grantee, 'USAGE') END))) AS closed
      FROM pg_largeobject_metadata m`)
  const { me, all, closed } = row ?? { me: '', all: 0, closed: 0 }
  if (all === 0) return fine('there are none')
  if (closed === 0) return fine(`all ${all} can be read`)
  const statement = `SELECT format('GRANT SELECT ON LARGE OBJECT %s TO %I', string_agg(oid::text, ', '), ${quoteLiteral(me)}) FROM pg_largeobject_metadata`
  return failure(
    `the role may not read ${closed} of ${all} large objects`,
    `as an administrator: DO $$BEGIN EXECUTE (${statement}); END$$;`,
  )
}

const patternOf = ({ schema, name }: Table) => `${dumpPattern(schema)}.${dumpPattern(name)}`

/** The patterns match only themselves, so comparing texts says what pg_dump would do. */
function isDumped(table: Table, filter: DumpFilter): boolean {
  const schema = dumpPattern(table.schema)
  const all = filter.schemas.length + filter.tables.length === 0
  const asked = all || filter.schemas.includes(schema) || filter.tables.includes(patternOf(table))
  return asked && !filter.excludeSchemas.includes(schema) && !filter.excludeTables.includes(patternOf(table))
}

const hasRows = (table: Table, filter: DumpFilter) =>
  !filter.schemaOnly && !filter.excludeTableData.includes(patternOf(table))

function list(tables: readonly Table[]): string {
  const names = tables.slice(0, SHOWN).map(({ schema, name }) => shown(schema, name))
  return `${names.join(', ')}${tables.length > SHOWN ? ` and ${tables.length - SHOWN} more` : ''}`
}
