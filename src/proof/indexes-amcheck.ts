import { quoteIdentifier } from '../postgres/identifier.ts'
import { type Session, sqlStateOf } from '../postgres/session.ts'
import { type CheckResult, refusalOf, serverMessage } from './check.ts'
import type { CheckedIndex } from './indexes-list.ts'

/** PostgreSQL's own checks of index structure. Each returns a skipped result where the extension cannot be had. */
export interface Amcheck {
  /** Structure, and that every row of the table has its entry. */
  checkBtree(session: Session, index: CheckedIndex): Promise<CheckResult>
  /** Structure only; from 18 on. */
  checkGin(session: Session, index: CheckedIndex): Promise<CheckResult>
  remove(): Promise<void>
}

const SCHEMA = 'pgproof_amcheck'

/** gin_index_check came with amcheck 1.5. */
const GIN_CHECK_SINCE = 180_000

/** Installs amcheck into a schema of its own, unless the database has it already. */
export async function installAmcheck(session: Session): Promise<Amcheck> {
  const found = await session.query<{ schema: string }>(
    `SELECT n.nspname AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck'`,
  )
  if (found[0]) return amcheckIn(found[0].schema, async () => {})
  try {
    // The restored database's event triggers must not see this.
    await session.query(`SET session_replication_role = replica`)
    await session.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}; CREATE EXTENSION amcheck WITH SCHEMA ${SCHEMA}`)
  } catch (error) {
    if (sqlStateOf(error) === undefined) throw error
    return unavailable(error)
  }
  return amcheckIn(SCHEMA, async () => {
    // What it found stands, even where the server does not let it tidy up.
    await session.query(`DROP EXTENSION IF EXISTS amcheck; DROP SCHEMA IF EXISTS ${SCHEMA}`).catch(refusalOf)
  })
}

function amcheckIn(schema: string, remove: () => Promise<void>): Amcheck {
  const functions = quoteIdentifier(schema)
  const passed = (index: CheckedIndex, found: string): CheckResult => ({
    name: index.name,
    kind: 'index',
    ok: true,
    found,
  })
  return {
    async checkBtree(session, index) {
      await session.query(`SELECT ${functions}.bt_index_check($1::oid::regclass, heapallindexed => true)`, [index.oid])
      return passed(index, 'every row has its entry')
    },
    async checkGin(session, index) {
      if (session.versionNum < GIN_CHECK_SINCE) return skipped(index, 'amcheck reads GIN from PostgreSQL 18 on')
      await session.query(`SELECT ${functions}.gin_index_check($1::oid::regclass)`, [index.oid])
      return passed(index, 'structure')
    },
    remove,
  }
}

function unavailable(error: unknown): Amcheck {
  const reason = `the extension amcheck cannot be installed on the target: ${serverMessage(error)}`
  const check = async (_: Session, index: CheckedIndex) => skipped(index, reason)
  return { checkBtree: check, checkGin: check, remove: async () => {} }
}

const skipped = (index: CheckedIndex, reason: string): CheckResult => ({
  name: index.name,
  kind: 'index',
  ok: false,
  skipped: reason,
})
