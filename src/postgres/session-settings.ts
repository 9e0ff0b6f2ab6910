import type pg from 'pg'
import { environmentError } from '../errors.ts'
import { quoteLiteral } from './identifier.ts'
import type { PinnedSettings } from './settings.ts'

/** The values in effect, as SHOW prints them; a setting that the server does not know is left out. */
export async function readSettings(client: pg.Client, names: readonly string[]): Promise<Record<string, string>> {
  const list = names.map((name) => `(${quoteLiteral(name)})`).join(', ')
  const { rows } = await client.query(
    `SELECT name, pg_catalog.current_setting(name, true) AS value FROM (VALUES ${list}) AS asked (name)`,
  )
  return Object.fromEntries(rows.filter((row) => row.value !== null).map((row) => [row.name, row.value]))
}

/**
 * Checks that the `started` settings, given when the session started, are in effect, and sets all of `wanted`.
 * Values print in another form than they are given (0 as 0ms), so what was in effect before is compared with what is shown after SET.
 */
export async function pinSettings(client: pg.Client, started: PinnedSettings, wanted: PinnedSettings): Promise<void> {
  const names = Object.keys(wanted)
  const before = await readSettings(client, names)
  for (const [name, value] of Object.entries(wanted)) {
    await client.query(`SELECT pg_catalog.set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, false)`)
  }
  const after = await readSettings(client, names)
  const dropped = Object.keys(started).filter((name) => wanted[name] !== undefined && before[name] !== after[name])
  if (dropped.length === 0) return
  const [name = ''] = dropped
  throw environmentError(
    `the setting ${name} is "${before[name]}" although the session started with "${after[name]}"`,
    'something between pgproof and the server drops startup options, as connection poolers do: use the direct address of the server',
  )
}
