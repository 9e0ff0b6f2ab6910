import { expect, test } from '@jest/globals'
import { DdlConflict, explainDumpFailure, LockConflict, ServerLost } from '../../src/dump/explain.ts'
import { PgproofError } from '../../src/errors.ts'

const error = (text: string) => `pg_dump: error: query failed: ERROR:  ${text}`

test.each([
  ['pg_dump: error: could not obtain lock on relation "public.t"\nmore', /changing public\.t/, DdlConflict],
  [error('canceling statement due to lock timeout'), /longer than lock-timeout/, LockConflict],
  [
    `${error('canceling statement due to statement timeout')}\npg_dump: detail: Query was: LOCK TABLE public.a IN ACCESS SHARE MODE`,
    /longer than lock-timeout/,
    LockConflict,
  ],
  [error('relation "public.t" does not exist'), /dropped while.*relation "public\.t"/, DdlConflict],
  [error('cache lookup failed for type 4711'), /dropped while/, DdlConflict],
  [error('permission denied for table t'), /may not read table t$/, PgproofError],
  [error('query would be affected by row-level security policy for table "t"'), /hides rows of t /, PgproofError],
  [error('invalid snapshot identifier: "1-1"'), /held the snapshot was lost/, PgproofError],
  [error('snapshot "1-1" does not exist'), /held the snapshot was lost/, PgproofError],
  [error('canceling statement due to conflict with recovery'), /standby/, PgproofError],
  ['pg_dump: error: aborting because of server version mismatch', /older than the server/, PgproofError],
  ['pg_dump: error: could not write to file: No space left on device', /spool folder is full/, PgproofError],
  [error('terminating connection due to idle-in-transaction timeout'), /a timeout of the server/, PgproofError],
  ['FATAL:  sorry, too many clients already', /no connection left/, PgproofError],
  ['pg_dump: error: server closed the connection unexpectedly', /connection to the server was lost/, ServerLost],
  ['pg_dump: error: something new', /ended with status 1 before/, PgproofError],
])('%j', (stderr, reason, kind) => {
  const failure = explainDumpFailure({ code: 1, signal: null, stderr })
  expect(failure).toMatchObject({ code: 3, reason: expect.stringMatching(reason) })
  expect(failure.constructor).toBe(kind)
  expect(failure.hint).toContain(stderr.split('\n')[0])
})

test('a signal is no success', () => {
  const failure = explainDumpFailure({ code: null, signal: 'SIGKILL', stderr: '' })
  expect(failure.reason).toBe('pg_dump was killed by SIGKILL before the dump was whole')
  expect(failure.hint).toContain('out-of-memory')
})

test('of a statement that names thousands of tables only the beginning is told', () => {
  const tables = Array.from({ length: 5000 }, (_, index) => `public.t${index}`).join(', ')
  const stderr = `${error('canceling statement due to statement timeout')}\npg_dump: detail: Query was: LOCK TABLE ${tables}`
  const failure = explainDumpFailure({ code: 1, signal: null, stderr })
  expect(failure).toBeInstanceOf(LockConflict)
  expect(failure.hint.length).toBeLessThan(1000)
})
