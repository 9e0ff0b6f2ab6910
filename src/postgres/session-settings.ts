import type pg from 'pg'
import { environmentError } from '../errors.ts'
import { quoteIdentifier, quoteLiteral } from './identifier.ts'
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
  const calls = Object.entries(wanted).map(
    ([name, value]) => `pg_catalog.set_config(${quoteLiteral(name)}, ${quoteLiteral(value)}, false)`,
  )
  await client.query(`SELECT ${calls.join(', ')}`)
  // Ends a query whose client was killed. Servers on systems that cannot tell refuse the setting.
  await client.query("SET client_connection_check_interval = '5s'").catch(() => {})
  const after = await readSettings(client, names)
  const dropped = Object.keys(started).filter((name) => wanted[name] !== undefined && before[name] !== after[name])
  if (dropped.length === 0) return
  const [name = ''] = dropped
  const role = quoteIdentifier(client.user ?? '')
  const remedy = dropped.map((one) => `ALTER ROLE ${role} SET ${one} = ${quoteLiteral(wanted[one] ?? '')};`).join(' ')
  throw environmentError(
    `the setting ${name} is ${quoteLiteral(before[name] ?? '')} although the session was started with ${quoteLiteral(after[name] ?? '')}`,
    `something on the way drops startup options, as connection poolers do: use the direct address of the server, or a role of its own that has them: ${remedy}`,
  )
}
