import { type Fault, NO_WAL } from './table-entry.ts'

const S3 = 'test/storage/s3-faults.test.ts'
const PROBE = 'test/storage/probe.test.ts'
const CREDENTIALS = 'test/storage/s3-credentials.test.ts'
const DOUBTS = 'test/operations/prune/doubts.test.ts'
const VERIFY = 'test/operations/verify/verify.test.ts'
const DAMAGE = 'test/repository/damage.test.ts'
const MANIFEST = 'test/repository/manifest.test.ts'

/** The network and the store; integrity at rest; keys and secrets. */
export const storageFaults: Fault[] = [
  {
    number: 31,
    fault: 'Bursts of 429, 500 and 503: tried again within a budget, then a clean failure',
    tests: { [S3]: ['$verb survives $name', 'until the time for it is over, then it is exit 3'] },
  },
  {
    number: 32,
    fault: 'A connection is reset in the middle: reads go on where they broke, puts are made again',
    tests: { [S3]: ['goes on where the connection %s', 'begins again where the object was replaced in between'] },
  },
  {
    number: 33,
    fault: 'A connection gives nothing any more: cut and tried again',
    tests: { [S3]: ['goes on where the connection %s', '$verb survives $name'] },
  },
  {
    number: 34,
    fault: 'A web page answers in place of the store: refused by its contents',
    tests: {
      'test/cli/storage-faults.test.ts': ['an endpoint that answers HTML'],
      [S3]: ['head: forbidden, and a web page'],
    },
  },
  { number: 35, fault: 'The network is gone between the last part and the manifest: as fault 4' },
  {
    number: 36,
    fault: 'Credentials expire during the run: renewed by a new token, or said as such',
    tests: {
      [CREDENTIALS]: [
        'mints a new token each time that the session is renewed',
        'a role that does not trust this job: exit 3 and what to check',
      ],
    },
  },
  {
    number: 37,
    fault: 'A right is missing for one kind of request: doctor finds it, keys that may only append work',
    tests: { [PROBE]: ['keys that may not delete are a warning that names what stays'] },
  },
  {
    number: 38,
    fault: 'The store finds the clock too far off: signed again by its time',
    tests: {
      [S3]: [
        'a request that is too far off in time is made again by the time of the store',
        'and is given up soon where that does not help',
      ],
    },
  },
  {
    number: 39,
    fault: 'The store knows no conditional put, and puts over without a word',
    tests: {
      [PROBE]: ['a store that puts over without a word is a warning'],
      [S3]: ['501 to If-None-Match: looks before, from then on'],
    },
  },
  {
    number: 40,
    fault: 'The store refuses checksum headers: Content-MD5 instead',
    tests: { [S3]: ['400 to checksum headers: Content-MD5, from then on, and HEAD without'] },
  },
  {
    number: 41,
    fault: 'A listing fails, stops short or is empty: never read as no backups',
    tests: {
      [DOUBTS]: [
        'fault 41: a listing that fails deletes nothing',
        'fault 41: a listing that stops short deletes nothing',
      ],
      [S3]: ['one that is cut short is asked for again'],
    },
  },
  {
    number: 42,
    fault: 'A listing is behind: nothing is deleted by it',
    tests: {
      [DOUBTS]: ['fault 42: a listing that shrinks deletes nothing'],
      [PROBE]: ['a listing that is behind is a failure'],
    },
  },
  {
    number: 43,
    fault: 'Wrong bucket, region or prefix, or a disabled KMS key: one sentence says it',
    tests: { 'test/storage/s3.test.ts': ['a bucket that is not there', 'another region than the server has'] },
  },
  {
    number: 44,
    fault: 'An object was moved to an archive class: said as archived, not as damaged',
    tests: {
      [S3]: ['$verb: $name'],
      'test/operations/archived.test.ts': [
        'status of an archived backup is exit 3 and says so, of a thawed one it is the usual answer',
        'what is lost besides is damage all the same',
      ],
    },
  },
  {
    number: 45,
    fault: 'A lifecycle rule of the bucket would delete what backups need: doctor warns',
    tests: {
      'test/operations/doctor/storage.test.ts': [
        'lifecycle rules',
        'one that does both is warned about twice',
        'keys that may not read them leave it unchecked, and say what they lack',
      ],
    },
  },
  {
    number: 46,
    fault: 'The quota of the storage is used up: said, and nothing old is removed to make room',
    tests: {
      [S3]: ['$verb: $name'],
      'test/operations/backup/disk.test.ts': [
        'the disk of the storage is full: nothing visible, and what was there stays whole',
      ],
    },
  },
  {
    number: 47,
    fault: 'One bit flips in any object: verify names the object',
    tests: { [DAMAGE]: ['100 of 100 random damages are named, and no earlier backup is affected'] },
  },
  { number: 48, fault: 'An object is cut, emptied, or longer than it was: verify names it' },
  { number: 49, fault: 'An object is missing: verify names it' },
  { number: 50, fault: 'Objects are swapped, or come from another backup or database: verify names them' },
  {
    number: 51,
    fault: 'A manifest is removed, replaced or rolled back: found by the chain of digests and by the records',
    tests: {
      'test/repository/history.test.ts': [
        'a manifest that was removed',
        'a manifest that was replaced, named by the one after it',
        'a chain that begins anew beside older backups',
      ],
      'test/operations/prune/faults.test.ts': ['fault 51: a backup that lost its manifest is left alone and named'],
    },
  },
  {
    number: 52,
    fault: 'A manifest is forged by somebody who has no key: refused before it is parsed',
    tests: {
      'test/repository/signed.test.ts': [
        'one without a signature, or with a stranger’s, is refused',
        'nothing of a manifest is parsed before its signature was found good',
      ],
    },
  },
  {
    number: 53,
    fault: 'The compression library makes something that does not unfold',
    tests: { 'test/sealing/compression.test.ts': ['no flipped bit gives other bytes'] },
    open: 'a restore-test finds it; nothing looks before the commit',
  },
  {
    number: 54,
    fault: 'A manifest of a later format: refused with the version that reads it; every earlier format is read',
    tests: {
      [MANIFEST]: ['a later format is refused with the version that is needed, whatever else it holds'],
      'test/golden/golden.test.ts': ['%s is listed'],
    },
  },
  {
    number: 55,
    fault: 'Manifests, inventories, records and settings that were made to hurt: a refusal, in bounded time and memory',
    tests: { 'test/repository/json-structure.test.ts': ['%s without end is too deep'] },
  },
  { number: 56, fault: 'WAL with gaps or from elsewhere', absent: NO_WAL },
  {
    number: 57,
    fault: 'Samples of a backup cover all of it in time',
    tests: {
      [VERIFY]: [
        'samples go round: each begins where the last one ended, and none of them is "verified"',
        'a tenth at a time finds any damage within ten samples',
      ],
    },
  },
  {
    number: 58,
    fault: 'A wrong key: said in a moment, before anything is read, and never called damage',
    tests: {
      'test/operations/sealed.test.ts': ['a missing or wrong key is exit 5, and no record speaks against the backup'],
    },
  },
  {
    number: 59,
    fault: 'An empty or malformed key: refused at the start, never plain instead',
    tests: {
      'test/operations/sealed.test.ts': [
        'nothing falls back to plain: a name with sealed backups wants to be told',
        'a key that signs and is not trusted is refused at the start',
      ],
    },
  },
  {
    number: 60,
    fault: 'Keys were changed: old backups still open with the old ones',
    tests: {
      'test/operations/sealed.test.ts': [
        'verify reads everything with either key, and notes which one it was',
        'status and doctor warn of a key that nobody has seen for 90 days',
      ],
      'test/repository/signed.test.ts': [
        'a signed manifest is read by whoever trusts one of its signers, and by whoever asks for none',
      ],
    },
  },
  {
    number: 61,
    fault: 'A secret turns up in a log, an output, a summary, an artifact or a file',
    tests: {
      'test/secrets/canary.test.ts': [
        '61, 62, 63: a verb that succeeds shows no secret and keeps its files to itself',
        '61: every verb has a case',
      ],
    },
  },
  {
    number: 62,
    fault: 'A secret in the arguments or the environment of a child',
    tests: { 'test/secrets/canary.test.ts': ['61, 62: neither the storage nor any child has seen a secret'] },
  },
  {
    number: 63,
    fault: 'A killed run leaves its spool or password file: private, and swept by the next run',
    tests: {
      'test/runner/temporary.test.ts': [
        'a folder is private and goes away',
        'only what a dead run of this machine left is swept',
      ],
    },
  },
  {
    number: 64,
    fault: 'Inputs of strangers reach a shell',
    tests: {
      'test/secrets/shell.test.ts': [
        '64: no input is an order to a shell, given to the %s',
        '64: no action of ours puts an input or an event into a script',
      ],
      'test/postgres/child.test.ts': ['gets its arguments and its environment as they are, and nothing else'],
    },
  },
  {
    number: 65,
    fault: 'A release of this action is replaced by somebody',
    open: 'the bundle is reproducible, which CI checks; immutable releases are a setting of the repository',
  },
]
