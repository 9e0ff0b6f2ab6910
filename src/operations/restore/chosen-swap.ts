import { usageError } from '../../errors.ts'
import type { Session } from '../../postgres/session.ts'
import { stampOf } from './beside.ts'
import type { SwapRecord } from './journal.ts'
import { isAmbiguous } from './swap/names.ts'
import { type Left, leftOnServer } from './swap/standing.ts'

/** What is known of the swaps of one database. */
export interface KnownSwaps {
  /** `localhost:5432`, as records have it. */
  server: string
  database: string
  /** Of this database, on whatever server, newest first; undefined where none were read. */
  records: SwapRecord[] | undefined
}

/** A swap whose database from before is still there. */
export interface KeptElsewhere {
  stamp: string
  record?: SwapRecord
}

export interface ChosenSwap {
  /** Empty where no swap is known. */
  stamp: string
  record?: SwapRecord
  /** Other swaps that have kept a database, newest first. */
  others: KeptElsewhere[]
  /** A swap on this server that is newer than the chosen one, and has left nothing. */
  newer?: SwapRecord
}

/**
 * The newest swap that has left something on the server, unless one is named. What is there decides; records only describe it, for one that was
 * broken off leaves records but nothing else, and a storage holds those of other servers too.
 */
export async function chooseSwap(
  session: Session,
  restore: string | undefined,
  known: KnownSwaps,
): Promise<ChosenSwap> {
  const left = await ownLeft(session, restore, known)
  const records = known.records?.filter(({ server }) => server === known.server) ?? []
  const [newest] = records
  const stamp = restore === undefined ? left[0]?.stamp : named(restore, known, left)
  const chosen = describe(stamp ?? (newest ? stampOf({ id: newest.restore }) : ''), known)
  const newer = restore === undefined && newest && stampOf({ id: newest.restore }) > chosen.stamp ? newest : undefined
  return {
    ...chosen,
    others: left.filter((one) => one.kept && one.stamp !== chosen.stamp).map((one) => describe(one.stamp, known)),
    ...(newer && { newer }),
  }
}

/** One server may be reached by several addresses, so a record of another one describes what bears its time all the same. */
function describe(stamp: string, { records = [], server }: KnownSwaps): KeptElsewhere {
  const same = records.filter((one) => stampOf({ id: one.restore }) === stamp)
  const record = same.find((one) => one.server === server) ?? same[0]
  return { stamp, ...(record && { record }) }
}

/** What is on the server and this database's own: of a name that was cut short only records tell. */
async function ownLeft(session: Session, restore: string | undefined, known: KnownSwaps): Promise<Left[]> {
  const left = await leftOnServer(session, known.database)
  if (!isAmbiguous(known.database)) return left
  const own = left.filter(({ stamp }) => describe(stamp, known).record !== undefined)
  if (own.length > 0 || left.length === 0 || restore !== undefined) return own
  throw usageError(
    `the name ${known.database} is too long to tell by it alone which swap is its own`,
    'give storage, whose records tell, or the id of the restore',
  )
}

const RESTORE_ID = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/

function named(restore: string, { records }: KnownSwaps, left: Left[]): string {
  const stamp = stampOf({ id: restore })
  if (records?.some((one) => one.restore === restore)) return stamp
  const isThere = records === undefined || left.some((one) => one.stamp === stamp)
  if (isThere && RESTORE_ID.test(restore)) return stamp
  throw usageError(
    `no record tells of a swap ${restore} of this database`,
    'the result and the report of a swap name its id; without restore the newest one is taken',
  )
}
