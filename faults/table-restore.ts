import { type Fault, NO_PHYSICAL, NO_WAL } from './table-entry.ts'

const NEW = 'test/operations/restore/new-database.test.ts'
const IN_PLACE = 'test/operations/restore/in-place/faults.test.ts'
const HOSTILE = 'test/operations/restore/hostile-definitions.test.ts'
const SURROUNDINGS = 'test/operations/restore/swap/surroundings.test.ts'
const RETENTION = 'test/repository/retention.test.ts'
const DOUBTS = 'test/operations/prune/doubts.test.ts'
const ORDERS = 'test/operations/prune/orders.test.ts'
const PRUNE = 'test/operations/prune/faults.test.ts'

/** Restores and their tests; retention; schedules. */
export const restoreFaults: Fault[] = [
  {
    number: 66,
    fault: 'The target holds something: refused, with what it holds',
    tests: { [NEW]: ['fault 66: what holds something is refused, and says what it holds'] },
  },
  {
    number: 67,
    fault: 'The target is the source: refused unless said in words',
    tests: {
      [NEW]: ['fault 67: the source is refused without allow-production'],
      'test/operations/restore/destination.test.ts': ['fault 67'],
    },
  },
  {
    number: 68,
    fault: 'The address names another database than was backed up: it has to be said again',
    tests: { [NEW]: ['fault 68: an address that names another database needs it said again'] },
  },
  {
    number: 69,
    fault: 'The disk gets full during a restore: the live database is as it was',
    tests: { [SURROUNDINGS]: ['fault 69'], [IN_PLACE]: ['fault 69'] },
  },
  {
    number: 70,
    fault: 'A restore is killed: never half live, and the next one starts clean',
    tests: {
      [NEW]: ['fault 70: what a killed restore left behind is dropped by the next one'],
      'test/operations/restore/rollback-kills.test.ts': [
        'fault 70: killed before the exchange',
        'killed after the exchange',
      ],
      [IN_PLACE]: ['fault 70'],
    },
  },
  {
    number: 71,
    fault: 'pg_restore ignores errors: a failure here',
    tests: { [NEW]: ['fault 71: what does not hold leaves nothing behind'], [IN_PLACE]: ['fault 71'] },
  },
  {
    number: 72,
    fault: 'Data that is cut short but reads well: refused by length and digest',
    tests: { [IN_PLACE]: ['fault 72'] },
  },
  {
    number: 73,
    fault: 'The target lacks a role, an extension or a locale: a failure of the environment, not of the backup',
    tests: { 'test/operations/restore/belongings.test.ts': ['fault 73'] },
  },
  { number: 74, fault: 'Collations differ under a physical restore', absent: NO_PHYSICAL },
  { number: 75, fault: 'A dump that attacks who restores it', tests: { [HOSTILE]: ['fault 75'] } },
  {
    number: 76,
    fault:
      'A crafted archive attacks pg_restore: where signatures are asked for, none is read before the manifest was found good',
    tests: {
      'test/repository/signed.test.ts': ['nothing of a manifest is parsed before its signature was found good'],
    },
  },
  {
    number: 77,
    fault: 'Names in a tar or a manifest lead out of the folder: refused before anything is written',
    tests: { 'test/repository/large-objects.test.ts': ['fault 77: %s is refused'] },
  },
  {
    number: 78,
    fault: 'A small object unfolds to gigabytes: stopped at what was promised',
    tests: {
      'test/repository/inventory.test.ts': [
        'fault 78: a small object that unfolds to gigabytes is refused before it fills the memory',
      ],
      'test/operations/verify/verify.test.ts': [
        'fault 78: a part that unfolds to gigabytes: named, with little memory',
      ],
    },
  },
  {
    number: 79,
    fault: 'A restore-test that proves too little',
    tests: { 'test/operations/changes.test.ts': ['and nothing else is named'] },
  },
  {
    number: 80,
    fault: 'A restore-test meets the production server',
    tests: {
      [HOSTILE]: [
        'fault 80: a restore-test goes to a server of its own unless told otherwise, and never to production by mistake',
      ],
    },
  },
  { number: 81, fault: 'A point in time that cannot be reached', absent: NO_WAL },
  {
    number: 82,
    fault: 'A restored server reaches out: slots, archiving, jobs',
    tests: {
      [SURROUNDINGS]: [
        'fault 82: a consumer of a logical slot is named and sent away, and its slot stays with the kept database',
      ],
    },
  },
  {
    number: 83,
    fault: 'A prune beside a backup: no object of it is lost, in any order',
    tests: {
      [ORDERS]: [
        'fault 83: a sweep of what a run left that stood still, and that run, in every order',
        'faults 83 and 84',
      ],
    },
  },
  {
    number: 84,
    fault: 'A prune beside a prune or a reader: one deletes, readers are left in peace',
    tests: {
      [PRUNE]: ['fault 84: of two prunes one deletes'],
      [ORDERS]: ['fault 84: a sweep and a reader of the same backup, in every order'],
    },
  },
  {
    number: 85,
    fault: 'Who may delete stands still for two hours and goes on: stopped before the next delete',
    tests: {
      [PRUNE]: [
        'fault 85: a holder that was paused for two hours stops, and does not get in the way of the next',
        'fault 85: who was robbed of the lease stops before the next delete',
      ],
    },
  },
  {
    number: 86,
    fault: 'Clocks jump or are apart: nothing is deleted',
    tests: {
      [DOUBTS]: ['fault 86: clocks that are apart, or that went back, delete nothing'],
      [RETENTION]: ['fault 86: a clock that jumps takes nothing with it'],
    },
  },
  {
    number: 87,
    fault: 'The newest backup is odd, unproven or failed: it lets no older one go',
    tests: {
      [DOUBTS]: [
        'fault 87: a newest backup that failed its last proof lets nothing go',
        'fault 87: a newest backup that is far too small lets nothing go',
      ],
      [RETENTION]: ['fault 87'],
    },
  },
  {
    number: 88,
    fault: 'No new backup for days: nothing grows old meanwhile',
    tests: { [RETENTION]: ['fault 88: when backups stop coming, nothing grows old'] },
  },
  {
    number: 89,
    fault: 'A backup that others build upon is deleted',
    absent: 'every backup stands for itself; there are no increments',
  },
  {
    number: 90,
    fault: 'The server was replaced or upgraded: floors of its own',
    tests: { [RETENTION]: ['fault 90: a server that was replaced keeps floors of its own'] },
  },
  {
    number: 91,
    fault: 'A deletion fails half-way: what is left is consistent and goes with the next prune',
    tests: { [PRUNE]: ['fault 91'] },
  },
  {
    number: 92,
    fault: 'Object Lock holds an object: deferred, and said',
    tests: { 'test/operations/prune/stores.test.ts': ['fault 92: in a bucket with Object Lock'] },
  },
  {
    number: 93,
    fault: 'A typo in the retention, or one that would take more than half: refused',
    tests: { [PRUNE]: ['fault 93'], 'test/operations/prune/policy.test.ts': ['fault 93'] },
  },
  {
    number: 94,
    fault: 'A schedule does not fire: seen by the age of the newest proof',
    tests: { 'test/operations/status/limits.test.ts': ['fault 94'] },
  },
  { number: 95, fault: 'A replication slot is lost or lags', absent: NO_WAL },
  { number: 96, fault: 'A receiver of WAL is killed anywhere', absent: NO_WAL },
]
