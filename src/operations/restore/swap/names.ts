import { cut, stampOf } from '../beside.ts'

/** The names that a swap gives: all of one run have the same time in them. */
export interface SwapNames {
  /** The name that clients know. */
  database: string
  /** Where the backup is restored, until the exchange. */
  beside: string
  /** The database that was live before the exchange. */
  kept: string
  /** The restored database, after a rollback. */
  after: string
}

/** At most 63 bytes, the longest name that PostgreSQL takes. */
export const afterName = (database: string, stamp: string): string => `${cut(database, 40)}_after_${stamp}`

export const keptNameAt = (database: string, stamp: string): string => `${cut(database, 39)}_before_${stamp}`

export const besideNameAt = (database: string, stamp: string): string => `${cut(database, 38)}_restore_${stamp}`

export const namesOf = (database: string, restore: { id: string }): SwapNames => namesAt(database, stampOf(restore))

/** `stamp` is `20261121t021703`. */
export const namesAt = (database: string, stamp: string): SwapNames => ({
  database,
  beside: besideNameAt(database, stamp),
  kept: keptNameAt(database, stamp),
  after: afterName(database, stamp),
})

/** Whether the names of this database's swaps may be those of another one with the same start. */
export const isAmbiguous = (database: string): boolean => sharedStart(database) !== database

/** Whether a restore of the database may have given the name to what it makes: `shop_restore_20261121t021703`. */
export const isBesideName = (database: string, name: string): boolean => {
  const stamp = name.slice(-15)
  return STAMP.test(stamp) && name === besideNameAt(database, stamp)
}

/** The start of a database's name that all names of its restores begin with; databases that share it share a lock. */
export const sharedStart = (database: string): string => cut(database, 38)

const STAMP = /^\d{8}t\d{6}$/

/** The time in a name that a swap of the database has given, or undefined where it is none of them. */
export function stampIn(database: string, name: string): string | undefined {
  const stamp = name.slice(-15)
  const { beside, kept, after } = namesAt(database, stamp)
  return STAMP.test(stamp) && [beside, kept, after].includes(name) ? stamp : undefined
}
