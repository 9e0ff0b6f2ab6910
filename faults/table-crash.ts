import { type Fault, NO_MULTIPART, NO_PHYSICAL } from './table-entry.ts'

const KILLS = 'test/operations/kills.test.ts'
const BACKUP = 'test/operations/backup/faults.test.ts'
const DISK = 'test/operations/backup/disk.test.ts'
const LOCKS = 'test/operations/backup/locks.test.ts'
const S3 = 'test/storage/s3-faults.test.ts'
const COMMIT = 'test/repository/commit.test.ts'

/** Crashes and cancelled runs; what PostgreSQL does. */
export const crashFaults: Fault[] = [
  {
    number: 1,
    fault: 'SIGKILL before or after any store request: no half backup is seen, earlier ones stay whole',
    tests: {
      [KILLS]: ['%s at random moments', 'the next run is fine, and removes what a killed one left in the spool'],
    },
  },
  {
    number: 2,
    fault: 'A cancelled workflow sends SIGINT, SIGTERM, then kills: the run tidies up in time',
    tests: { [KILLS]: ['%s at random moments'] },
  },
  {
    number: 3,
    fault: 'The job is about to reach its time limit: the run stops before, in words, without a manifest',
    tests: { [BACKUP]: ['the time budget ends while pg_dump stands still'] },
  },
  { number: 4, fault: 'Killed between the last part and the manifest: not listed, swept later' },
  {
    number: 5,
    fault:
      'Killed after the manifest was put, before its answer: the backup is whole, and a put that is made again is no conflict',
    tests: {
      [COMMIT]: ['a put whose answer was lost is no failure: the same bytes are there'],
      [S3]: ['a put that was stored and not answered is not a conflict'],
    },
  },
  { number: 6, fault: 'Unfinished multipart uploads of ours are aborted, others are left alone', absent: NO_MULTIPART },
  { number: 7, fault: 'The end of a multipart upload answers 200 with an error inside', absent: NO_MULTIPART },
  { number: 8, fault: 'The answer to the end of a multipart upload is lost', absent: NO_MULTIPART },
  {
    number: 9,
    fault: 'Two runs put one name at once: 409 is tried again, other contents under the name are never put over',
    tests: {
      [S3]: ['a put under a name that another run took meanwhile is one'],
      [COMMIT]: ['a manifest is never overwritten'],
    },
  },
  {
    number: 10,
    fault: 'Fewer or other bytes arrive than were sent: noticed before the commit',
    tests: { [COMMIT]: ['no backup exists where an object is %s when it is looked up again'] },
  },
  { number: 11, fault: 'More than 10,000 parts or 5 TiB in one object', absent: NO_MULTIPART },
  {
    number: 12,
    fault: 'The disk of the spool is full: said with path and bytes, nothing half is stored',
    tests: {
      [DISK]: [
        'the disk of the spool gets full by others',
        'a spool without room is refused before anything is written',
        'a disk that is smaller than spool-limit and than what waits for a store that stands still',
      ],
    },
  },
  {
    number: 13,
    fault: 'pg_dump fails after it wrote data: nothing is committed, its last words are shown',
    tests: { [BACKUP]: ['privileges revoked half-way', 'what failed stays invisible, and the next run is fine'] },
  },
  {
    number: 14,
    fault: 'pg_dump is killed by a signal, which is no exit code: a failure, never 0',
    tests: {
      [BACKUP]: ['pg_dump killed half-way: the run ends at once, though the store still stands still'],
      'test/postgres/child.test.ts': ['killed by %s is told as that signal'],
    },
  },
  {
    number: 15,
    fault: 'A dump without contents ends well: told, and never taken for a full backup',
    open: 'a database without rows is backed up with a warning; pg_dump that writes less than it should and ends well is found by the cross-check of counts only, and no test plays it',
  },
  {
    number: 16,
    fault: 'pg_dump warns and ends well: a success that passes the warnings on',
    open: 'no test makes pg_dump warn',
  },
  {
    number: 17,
    fault: 'The server restarts during the dump: one new attempt from the beginning, another server is told',
    tests: {
      [BACKUP]: [
        'fault 17: the server restarts half-way, and the backup begins anew, once',
        'fault 17: a server that is lost twice is no longer waited for',
      ],
    },
  },
  {
    number: 18,
    fault: 'A table goes away between snapshot and lock: a new attempt, never a part of the tables',
    tests: {
      [LOCKS]: [
        'a table dropped between snapshot and lock is named, and the backup made anew',
        'a table truncated between snapshot and lock is noticed, and the backup made anew',
      ],
    },
  },
  {
    number: 19,
    fault: 'Others hold a lock for long: the dump gives up in time',
    tests: {
      [LOCKS]: [
        'a lock that others hold for too long',
        'DDL that waits for a table not yet reached: named, tried once more, and told what helps',
      ],
    },
  },
  {
    number: 20,
    fault: 'A standby cancels the dump because of its replay: said as such',
    tests: { 'test/dump/explain.test.ts': ['canceling statement due to conflict with recovery'] },
  },
  {
    number: 21,
    fault: 'The client is older than the server: refused before anything else',
    tests: { 'test/postgres/programs.test.ts': ['what is nowhere to be found is told with the line that installs it'] },
  },
  {
    number: 22,
    fault: 'The client lacks security fixes: told',
    tests: { 'test/postgres/programs.test.ts': ['minors below the fixed ones are warned about'] },
    open: 'a restore is warned, not refused',
  },
  {
    number: 23,
    fault: 'The address is a pooler: recognised and refused with the way around it',
    tests: {
      'test/postgres/pooler.test.ts': [
        'that drops startup options is named by what is not in effect',
        'in transaction mode is recognised by a process that two sessions share',
      ],
      'test/operations/doctor/doctor.test.ts': ['poolers are refused by their address'],
    },
  },
  {
    number: 24,
    fault: 'The role may not read a table, or row security hides rows: a failure that names the tables',
    tests: { [BACKUP]: ['a role that may not read a table, and one whose rows are hidden from it'] },
  },
  {
    number: 25,
    fault: 'Somebody swaps an object for a trap while it is dumped (CVE-2024-7348)',
    open: 'left to the fixed versions of PostgreSQL, which fault 22 asks for',
  },
  {
    number: 26,
    fault: 'What pg_dump leaves out is listed as not contained',
    tests: { 'test/postgres/catalogue-facts.test.ts': ['what a dump does not contain'] },
  },
  {
    number: 27,
    fault: 'Names and passwords of any characters',
    tests: {
      'test/operations/names.test.ts': [
        'schemas, tables, columns, types, functions, indexes, constraints and roles of any name',
      ],
      'test/postgres/session.test.ts': ['%j as database, role and password, through node and libpq'],
    },
  },
  {
    number: 28,
    fault: 'A hostile server attacks its client (CVE-2026-6477)',
    open: 'left to the fixed versions of PostgreSQL, which fault 22 asks for',
  },
  { number: 29, fault: 'A page checksum fails during a base backup', absent: NO_PHYSICAL },
  {
    number: 30,
    fault: 'Data checksums are off: said',
    tests: { 'test/operations/doctor/doctor.test.ts': ['a standby and a server without checksums are warned about'] },
  },
]
