/** A protection that is taken out of a copy of the source: the class must fail then. */
export interface Counter {
  class: string
  /** What is missing: `the digest of an object is not compared`. */
  without: string
  /** Each `find` stands exactly once in its file. */
  edits: { file: string; find: string; replace: string }[]
  /** The tries that it matters for; any unless given. */
  at?: string
}

const one = (file: string, find: string, replace: string): Counter['edits'] => [{ file, find, replace }]

const supervisor = [
  { file: 'src/postgres/supervisor.ts', find: 'read -r ended && exit 0\n', replace: 'read -r ended; exit 0\n' },
]
const temporaries = one('src/runner/temporary.ts', '    sweep(parent)\n', '')
const digests = one(
  'src/repository/read.ts',
  "  return sha256(stored) === digest ? undefined : 'has other bytes than were stored'\n",
  '  return digest.length === 64 ? undefined : sha256(stored)\n',
)
const signatures = one('src/repository/catalogue.ts', '  await checkSignature(store, { name, id }, bytes)\n', '')
const retries = one(
  'src/storage/retry.ts',
  'if (!(error instanceof TransientFailure)) throw error\n    this.#tries++',
  'throw error\n    this.#tries++',
)
/** The names are exchanged one after the other, each for itself. */
const oneByOne = one(
  'src/operations/restore/swap/exchange.ts',
  "  await session.query([...statements(exchange), 'COMMIT'].join('; '))\n",
  "  await session.query('COMMIT')\n  for (const statement of statements(exchange).slice(1)) await session.query(statement)\n",
)

export const counters: Counter[] = [
  {
    class: 'crash/backup',
    without: 'the manifest does not wait until everything is stored',
    at: 'manifest.json',
    edits: [
      {
        file: 'src/repository/upload.ts',
        find: '    const digest = await digestOf(body)\n    await this',
        replace: '    const digest = await digestOf(body)\n    setTimeout(() => void this',
      },
      {
        file: 'src/repository/upload.ts',
        find: 'lasting: true })\n    this.objects.push',
        replace: 'lasting: true }).catch(() => {}), 1500)\n    this.objects.push',
      },
      {
        file: 'src/repository/commit.ts',
        find: '  await lookUpAgain(store, keys.backup(name, manifest.id), objects)\n',
        replace: '',
      },
    ],
  },
  {
    class: 'crash/backup',
    without: 'what has no manifest is not swept',
    at: 'HEAD .*backups',
    edits: one('src/operations/prune/prune.ts', 'garbage: garbageIn(found).map(({ id }) => id)', 'garbage: []'),
  },
  {
    class: 'crash/backup-sealed',
    without: 'the signature is put after the manifest',
    at: 'after request PUT .*manifest.json #1',
    edits: one(
      'src/repository/commit.ts',
      '  if (signature) await putNew(store, keys.signature(name, manifest.id), signature)\n  onCommit()\n  await putNew(store, key, bytes)\n',
      '  onCommit()\n  await putNew(store, key, bytes)\n  if (signature) await putNew(store, keys.signature(name, manifest.id), signature)\n',
    ),
  },
  {
    class: 'crash/verify',
    without: 'what killed runs left in the temporary folder is not swept',
    at: 'child',
    edits: temporaries,
  },
  {
    class: 'crash/verify-sealed',
    without: 'what killed runs left in the temporary folder is not swept',
    at: 'child',
    edits: temporaries,
  },
  {
    class: 'crash/restore-test',
    without: 'nobody ends the children of a run that was killed',
    at: 'pg_restore --section',
    edits: supervisor,
  },
  {
    class: 'crash/restore-test-on-server',
    without: 'databases of killed tests are not swept',
    at: 'after statement CREATE DATABASE|statement COPY',
    edits: one(
      'src/operations/restore-test/test-database.ts',
      'const old = rows.filter(',
      'const old = rows.slice(0, 0).filter(',
    ),
  },
  {
    class: 'crash/restore-test-on-server',
    without: 'the mark of a test gives way to the comment of the source',
    at: 'after statement (REVOKE|ALTER DATABASE .* CONNECTION LIMIT)',
    edits: one(
      'src/operations/restore-test/restore-test.ts',
      'proveDatabaseFacts(proving, true)',
      'proveDatabaseFacts(proving)',
    ),
  },
  {
    class: 'crash/restore',
    without: 'what killed restores left is not dropped by the next one',
    at: 'statement (COPY|TRUNCATE|COMMENT)',
    edits: one('src/operations/restore/left-behind.ts', 'found.push(name)', 'found.slice()'),
  },
  {
    class: 'crash/swap',
    without: 'the two names are not exchanged in one transaction',
    at: 'ALTER DATABASE .*RENAME',
    edits: oneByOne,
  },
  {
    class: 'crash/swap',
    without: 'a rollback does not open what the swap had closed',
    at: 'ALLOW_CONNECTIONS false',
    edits: one('src/operations/restore/unfinished.ts', '  if (live && !live.open) await openLive(run)\n', ''),
  },
  {
    class: 'crash/rollback',
    without: 'the two names are not exchanged in one transaction',
    at: 'ALTER DATABASE .*RENAME',
    edits: oneByOne,
  },
  {
    class: 'crash/prune',
    without: 'a manifest goes after the objects that it names',
    at: 'DELETE .*zst(.[0-9]+)? #1',
    edits: one(
      'src/repository/sweep.ts',
      '    await store.delete(keys.manifest(name, id))\n',
      '    for (const { key } of objects) await store.delete(key)\n    await store.delete(keys.manifest(name, id))\n',
    ),
  },
  {
    class: 'crash/rekey',
    without: 'a copy that a killed run has made is not found',
    at: 'before request PUT .*-(verified|expired).json',
    edits: one('src/operations/rekey/plan.ts', 'past.copies.get(backup.id)))', 'undefined))'),
  },
  {
    class: 'crash/copy',
    without: 'the manifest is put before the objects',
    at: 'before request PUT second/.*(dat|inventory).* #1',
    edits: one(
      'src/repository/copy.ts',
      '    const sent = await copyObjects(copying)\n',
      '    await commit(to, backup, manifest)\n    const sent = await copyObjects(copying)\n',
    ),
  },
  { class: 'network/backup', without: 'nothing is tried again', at: '503|429|reset', edits: retries },
  { class: 'network/verify', without: 'nothing is tried again', at: '503|429|reset|cut', edits: retries },
  { class: 'network/prune', without: 'nothing is tried again', at: '503|429|reset|cut', edits: retries },
  { class: 'damage/objects', without: 'the digest of an object is not compared', at: 'roles|tar', edits: digests },
  { class: 'damage/sealed', without: 'signatures are not looked at', at: 'manifest.json.sig', edits: signatures },
  { class: 'damage/passphrase', without: 'signatures are not looked at', at: 'manifest.json.sig', edits: signatures },
  { class: 'damage/forged', without: 'signatures are not looked at', edits: signatures },
  {
    class: 'damage/none',
    without: 'row counts are compared wrongly',
    edits: one('src/operations/verify/read-back.ts', 'rows !== table.rows', 'rows === table.rows'),
  },
  {
    class: 'hostile',
    without: 'JSON is parsed without a look at its structure',
    at: 'twice|without end',
    edits: one('src/repository/manifest.ts', '    if (fault) throw damaged(key, fault)\n', ''),
  },
]
