/** Settings that every session of a dump, a restore or our own starts with, by their names; values as SET takes them. */
export type PinnedSettings = Readonly<Record<string, string>>

/** What the pinned settings depend on: the server's `server_version_num`, the source's `lc_monetary`, and how long a dump may wait for a lock (0 = for ever). */
export interface PinnedFacts {
  versionNum: number
  lcMonetary: string
  lockTimeout?: string
}

/** A setting that older servers refuse is left out for them. */
const firstVersion: Readonly<Record<string, number>> = { transaction_timeout: 170_000 }

/**
 * The settings that change how a value prints, what a name means or how long a session lives, pinned to one value each.
 * They beat what is set on the database and the role, are recorded in the inventory, and are part of the format.
 */
export function pinnedSettings(facts: PinnedFacts): PinnedSettings {
  return { ...basicSettings(facts.versionNum, facts.lockTimeout), lc_monetary: facts.lcMonetary }
}

/** The pinned settings without `lc_monetary`, for a session that has still to ask the server for it. */
export function basicSettings(versionNum: number, lockTimeout = '0'): PinnedSettings {
  const all: Record<string, string> = {
    TimeZone: 'UTC',
    bytea_output: 'hex',
    search_path: 'pg_catalog',
    role: 'none',
    row_security: 'off',
    default_transaction_read_only: 'off',
    array_nulls: 'on',
    quote_all_identifiers: 'off',
    standard_conforming_strings: 'on',
    statement_timeout: '0',
    lock_timeout: lockTimeout,
    idle_in_transaction_session_timeout: '0',
    idle_session_timeout: '0',
    transaction_timeout: '0',
    tcp_user_timeout: '0',
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => versionNum >= (firstVersion[name] ?? 0)))
}

/**
 * What our own sessions set besides: pg_dump and pg_restore do so for themselves (setup_connection in pg_dump.c), and values are compared as text.
 * `xmlbinary` is the exception, which pg_dump leaves alone.
 */
export const ownSettings: PinnedSettings = {
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  extra_float_digits: '3',
  client_encoding: 'UTF8',
  synchronize_seqscans: 'off',
  xmlbinary: 'base64',
  xmloption: 'content',
}

/** Settings as the `options` startup parameter and PGOPTIONS take them: `-c name=value`, with spaces and backslashes escaped. */
export function optionsText(settings: PinnedSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`)
    .join(' ')
}
