import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { verify } from '../../../../src/operations/verify/verify.ts'
import { withDatabase } from '../../../../src/postgres/conninfo.ts'
import { openSession } from '../../../../src/postgres/session.ts'
import { verifyRequest } from '../../../support/loop.ts'
import { BEFORE, SINCE, type SwapPlace, startSwapPlace } from '../../../support/swap.ts'

let shop: SwapPlace

beforeAll(async () => {
  const settings = { wal_level: 'logical', max_prepared_transactions: '5' }
  shop = await startSwapPlace(17, { settings })
  const { server } = shop
  await server.psql(server.connection, 'CREATE ROLE owner_of_shop; ALTER DATABASE shop OWNER TO owner_of_shop')
}, 60_000)
afterAll(async () => await shop?.stop())

/** Whatever a test did, the next one begins with the shop as it was changed since the backup. */
afterEach(async () => {
  const { server } = shop
  for (const name of (await shop.databases()).map((one) => one.replace('*', ''))) {
    if (name.includes('_before_')) {
      await server.psql(server.connection, `DROP DATABASE shop WITH (FORCE); ALTER DATABASE "${name}" RENAME TO shop`)
      await server.psql(server.connection, 'ALTER DATABASE shop ALLOW_CONNECTIONS true')
    }
  }
  expect(await shop.databases()).toEqual(['shop'])
  expect(await shop.orders()).toBe(SINCE)
})

describe('a swap', () => {
  test('puts the restored database, proved equal, in the place of the live one, which is kept and closed', async () => {
    const result = await shop.swap()
    const stamp = result.restore.slice(0, 15).toLowerCase()
    expect(result).toMatchObject({ ok: true, code: 0, mode: 'restore', plan: { method: 'swap' } })
    expect(await shop.databases()).toEqual(['shop', `shop_before_${stamp}*`])
    expect(await shop.orders()).toBe(BEFORE)
    expect(result.proof?.tables.every(({ equal }) => equal)).toBe(true)
    expect(result.steps.map(({ id }) => id)).toEqual(result.plan?.steps.map(({ id }) => id))
    expect(result.kept).toMatchObject({
      database: `shop_before_${stamp}`,
      rollback: expect.stringMatching(`^pgproof rollback --storage .* --restore ${result.restore} `),
      finish: expect.stringMatching('^pgproof restore --finish '),
    })
    expect(result.downtimeSeconds).toBeLessThan(2)
  }, 60_000)

  test('shows what vanishes and what comes back, the worst first', async () => {
    const asked: string[] = []
    const ask = async (question: string) => {
      asked.push(question)
      return /Type (.*) to go on/.exec(question)?.[1] ?? ''
    }
    const result = await shop.swap({ confirm: undefined }, { ask })
    expect(result.changes).toEqual([
      { schema: 'public', name: 'added', liveRows: 5 },
      { schema: 'public', name: 'orders', liveRows: 2, backupRows: 3 },
      { schema: 'public', name: 'dropped', backupRows: 7 },
    ])
    expect(asked).toHaveLength(2)
    expect(asked[1]).toContain('Type SWAP shop to go on')
    expect(asked[1]).toContain('public.added vanishes with its 5 rows')
    expect(asked[1]).toContain('public.orders has 2 rows now and 3 afterwards: 1 row more')
    expect(asked[1]).toContain('public.dropped comes back with 7 rows')
  }, 60_000)

  test('takes a safety backup of the live database first, which holds what was there and verifies', async () => {
    const result = await shop.swap()
    expect(result.safety).toMatchObject({ type: 'pre-restore', name: 'shop' })
    const chosen = { name: 'shop', backup: result.safety?.id as string, requiredTables: ['public.added'] }
    expect(await verify(verifyRequest(shop.place.storage, chosen), await shop.place.context())).toMatchObject({
      ok: true,
    })
  }, 60_000)

  test('fault 70: drops first what restores that were broken off have left, and nothing that somebody uses', async () => {
    const { server } = shop
    const mark = (name: string) =>
      `CREATE DATABASE "${name}"; COMMENT ON DATABASE "${name}" IS 'pgproof restore, unfinished, of x'`
    const [left, used] = ['shop_restore_20200101t000000', 'shop_restore_20200102t000000']
    for (const sql of `${mark(left)};${mark(used)}`.split(';')) await server.psql(server.connection, sql)
    const user = await openSession(withDatabase(server.connection, used))
    const result = await shop.swap()
    await user.close()
    expect(result.steps.map(({ id }) => id)).toContain('clean')
    const databases = await shop.databases()
    expect(databases).toContain(used)
    expect(databases).not.toContain(left)
    await server.psql(server.connection, `DROP DATABASE "${used}" WITH (FORCE)`)
  }, 60_000)

  test('writes each step to a record before it takes it, and those of the exchange before the database is closed', async () => {
    const known = (await shop.records('step')).length
    // A step may take less than a millisecond: no two readings of this clock are the same.
    let last = Date.now()
    const now = () => {
      last = Math.max(last + 2, Date.now())
      return new Date(last)
    }
    const result = await shop.swap({}, { now })
    const records = (await shop.records('step')).slice(known)
    expect(records.map(({ body }) => (body as { step: string }).step)).toEqual(
      result.steps.map(({ id }) => id).filter((id) => !['require', 'confirm', 'confirm-swap'].includes(id)),
    )
    const closed = result.steps.find(({ id }) => id === 'close')
    for (const { time } of records) expect(time <= (closed?.started ?? '')).toBe(true)
    expect(records[0]?.body).toMatchObject({
      restore: result.restore,
      method: 'swap',
      database: 'shop',
      names: result.plan?.names,
    })
  }, 60_000)
})

describe('what belongs to the live database itself', () => {
  test('goes over to the restored one: owner, grants, settings, limit, comment, tablespace', async () => {
    const { server } = shop
    const facts = `SELECT pg_get_userbyid(datdba), datacl, datconnlimit, datallowconn, datistemplate,
        shobj_description(oid, 'pg_database'), dattablespace,
        (SELECT array_agg((coalesce(r.rolname, '-'), s.setconfig) ORDER BY r.rolname) FROM pg_db_role_setting s
           LEFT JOIN pg_roles r ON r.oid = s.setrole WHERE s.setdatabase = d.oid)
      FROM pg_database d WHERE datname = 'shop'`
    await server.psql(
      server.connection,
      `CREATE ROLE reader; SET allow_in_place_tablespaces = on; CREATE TABLESPACE fast LOCATION '';
       ALTER DATABASE shop SET TABLESPACE fast; ALTER DATABASE shop CONNECTION LIMIT 33;
       ALTER DATABASE shop SET search_path = 'public', '$user'; ALTER DATABASE shop SET work_mem = '7MB';
       ALTER ROLE reader IN DATABASE shop SET statement_timeout = '5s'; COMMENT ON DATABASE shop IS 'it''s the shop';
       REVOKE ALL ON DATABASE shop FROM PUBLIC; GRANT CONNECT, TEMPORARY ON DATABASE shop TO reader WITH GRANT OPTION`,
    )
    const before = await server.psql(server.connection, facts)
    const result = await shop.swap()
    expect(result).toMatchObject({ ok: true })
    expect(await shop.orders()).toBe(BEFORE)
    expect(await server.psql(server.connection, facts)).toBe(before)
    expect(before).toContain('work_mem=7MB')
    expect(result.plan?.notes).toContainEqual(expect.objectContaining({ what: 'carried over from the live database' }))
  }, 60_000)
})

describe('before it begins, a swap names', () => {
  const notes = async () => (await shop.swap({ plan: true })).plan?.notes ?? []

  test('logical slots with their consumers, and subscriptions', async () => {
    const { server, shop: live } = shop
    await server.psql(live, "SELECT pg_create_logical_replication_slot('to_lake', 'pgoutput')")
    await server.psql(
      live,
      "CREATE SUBSCRIPTION from_erp CONNECTION 'dbname=erp' PUBLICATION p WITH (connect = false, slot_name = NONE)",
    )
    try {
      const found = await notes()
      expect(found).toContainEqual(
        expect.objectContaining({ severity: 'warning', what: 'logical replication slot to_lake (pgoutput)' }),
      )
      expect(found.find(({ what }) => what.includes('to_lake'))?.why).toMatch(/^not in use: .*kept database/)
      expect(found).toContainEqual(
        expect.objectContaining({ severity: 'warning', what: 'subscription from_erp (disabled)' }),
      )
    } finally {
      await server.psql(live, "DROP SUBSCRIPTION from_erp; SELECT pg_drop_replication_slot('to_lake')")
    }
  }, 60_000)

  test('the sessions that it is going to end, and schedulers; and its digest stays the same while sessions come and go', async () => {
    const { server, shop: live } = shop
    const first = await shop.swap({ plan: true })
    await server.psql(live, 'CREATE SCHEMA timetable')
    const session = await openSession(live, { application: 'cash desk' })
    try {
      const found = await notes()
      expect(found.find(({ what }) => what === 'sessions of clients')?.why).toContain('1 of postgres cash desk')
      expect(found).toContainEqual(expect.objectContaining({ severity: 'warning', what: 'scheduler timetable' }))
    } finally {
      await session.close()
      await server.psql(live, 'DROP SCHEMA timetable')
    }
    const busy = await openSession(live)
    const again = await shop.swap({ plan: true })
    await busy.close()
    expect(again.plan?.digest).toBe(first.plan?.digest)
  }, 60_000)
})

describe('a swap is refused, and nothing is changed', () => {
  test('where there is nothing to be exchanged', async () => {
    await expect(shop.swap({ targetDatabase: 'nothing' })).rejects.toMatchObject({
      code: 2,
      reason: expect.stringContaining('there is no database nothing'),
      hint: expect.stringContaining('new-database'),
    })
  })

  test('fault 67: into the source, unless told so', async () => {
    const result = await shop.swap({ allowProduction: false })
    expect(result).toMatchObject({ ok: false, code: 4, reason: expect.stringContaining('production') })
  })

  test('while there are prepared transactions, which it names', async () => {
    const { server, shop: live } = shop
    await server.psql(live, "BEGIN; INSERT INTO orders VALUES (9, 'prepared'); PREPARE TRANSACTION 'order 9'")
    await expect(shop.swap()).rejects.toMatchObject({ code: 4, reason: expect.stringContaining('order 9 of postgres') })
    await server.psql(live, "ROLLBACK PREPARED 'order 9'")
  })

  test('where a part of the backup is asked for', async () => {
    await expect(shop.swap({ tables: ['public.orders'] })).rejects.toMatchObject({ code: 2 })
  })

  test('while another run is swapping the same database, which it names', async () => {
    const other = await openSession(shop.server.connection)
    await other.query("SELECT pg_advisory_lock(1885827186, hashtext('shop'))")
    await expect(shop.swap()).rejects.toMatchObject({
      code: 4,
      reason: expect.stringMatching(/another run of pgproof .*process \d+ of postgres/),
    })
    await other.close()
  })

  test('where the live database takes no connections', async () => {
    const { server } = shop
    await server.psql(server.connection, 'ALTER DATABASE shop ALLOW_CONNECTIONS false')
    await expect(shop.swap()).rejects.toMatchObject({ code: 4, hint: expect.stringContaining('pgproof rollback') })
    await server.psql(server.connection, 'ALTER DATABASE shop ALLOW_CONNECTIONS true')
  })

  test('when the second confirmation is not given, and leaves a record', async () => {
    const ask = async (question: string) => (question.includes('RESTORE') ? 'RESTORE shop' : 'no')
    const result = await shop.swap({ confirm: undefined }, { ask })
    expect(result).toMatchObject({ ok: false, code: 4, reason: expect.stringContaining('the swap of') })
    expect((await shop.records('refused')).at(-1)?.body).toMatchObject({ restore: result.restore })
    expect(withDatabase(shop.shop, 'shop').parameters.dbname).toBe('shop')
  }, 60_000)
})
