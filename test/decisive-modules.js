/**
 * What decides whether a backup is whole, committed, sealed and equal: every line and branch of these is tried, and `npm run coverage` fails where one is not.
 * A new module of these rooms belongs here; a branch that nothing can reach is taken out of the source, not excluded.
 */
const format = ['layout', 'manifest', 'signed-manifest', 'signed-text', 'json-structure', 'large-objects']
const sealing = ['gpg', 'gpg-home', 'gpg-messages', 'gpg-run', 'methods', 'seal', 'shown-key']
const comparing = ['row-hashes', 'finding']

export const decisiveModules = [
  ...format.map((name) => `src/repository/${name}.ts`),
  ...sealing.map((name) => `src/sealing/${name}.ts`),
  ...comparing.map((name) => `src/proof/${name}.ts`),
  'src/operations/round-trip/check-contents.ts',
]
