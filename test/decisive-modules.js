/**
 * What decides whether a backup is whole, committed, sealed and equal: every line and branch of these is tried, and `npm run coverage` fails where one is not.
 * A new module of these rooms belongs here; a branch that nothing can reach is taken out of the source, not excluded.
 * What decides what goes (retention, pins, sweeping) has properties and every order of steps tried instead; age-worker runs in threads, which are not measured, and has no branch.
 * Of comparing, what only fetches or orders the steps (round-trip's prove, restore-into, load-large-objects, database-settings) is left out, and so are the
 * checks of index entries (indexes and its -amcheck, -count, -sample), of which damaged indexes of every method are tried, but not every refusal of a server.
 */
const format = [
  'archived',
  'catalogue',
  'choose',
  'expiry',
  'history',
  'inventory',
  'json-structure',
  'key-drill',
  'large-objects',
  'layout',
  'losses',
  'manifest',
  'open',
  'parts',
  'read',
  'record-body',
  'record-times',
  'records',
  'replaced',
  'signed-manifest',
  'signed-text',
]
const commit = [
  'abandon',
  'backup-sink',
  'bounded',
  'commit',
  'copy',
  'copy-objects',
  'copy-records',
  'heartbeat',
  'reseal',
  'upload',
]
const age = ['age', 'age-keys', 'age-passphrase', 'age-payload', 'age-pool', 'age-work']
const gpg = ['gpg', 'gpg-home', 'gpg-keys', 'gpg-messages', 'gpg-run']
const sealing = [...age, ...gpg, 'compression', 'methods', 'new-keys', 'seal', 'shown-key', 'signature']
const comparing = [
  ...['rows', 'row-hashes', 'definition-text', 'definitions', 'definitions-compare', 'definitions-prove', 'settled'],
  ...[
    'check',
    'expectations',
    'finding',
    'generated',
    'indexes-list',
    'nearest',
    'sequences',
    'views',
    'views-stability',
  ],
  ...['', '-constraints', '-database', '-indexes', '-large-objects', '-tables'].map((of) => `catalogue${of}`),
]
const roundTrip = ['check-contents', 'compare-large-objects', 'compare-tables', 'held', 'left-out', 'verdict']

export const decisiveModules = [
  ...[...format, ...commit].map((name) => `src/repository/${name}.ts`),
  ...sealing.map((name) => `src/sealing/${name}.ts`),
  ...comparing.map((name) => `src/proof/${name}.ts`),
  ...roundTrip.map((name) => `src/operations/round-trip/${name}.ts`),
  'src/dump/fingerprint.ts',
]
