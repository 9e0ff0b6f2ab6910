import { keys } from '../../repository/layout.ts'
import type { Manifest } from '../../repository/manifest.ts'
import type { Encryption, SealingMethod } from '../../sealing/seal.ts'
import { parseStorageAddress } from '../../storage/address.ts'
import { shellWord } from '../restore-command.ts'
import type { EscrowStep } from '../results-escrow.ts'

/** How the files are called in the commands, as `keygen` names them; they lie where the commands are typed. */
export const FILES = {
  identity: 'pgproof-identity.txt',
  verifyKey: 'pgproof-verify-key.pem',
  passphrase: 'pgproof-passphrase.txt',
  gpgPrivateKey: 'pgproof-gpg-key.asc',
}

/**
 * What restores a backup without pgproof, for a shell, step by step; docs/by-hand.md explains it. `location` is the storage's.
 * A database of the source's name with `_restored` behind it must not be there.
 */
export function byHand(location: string, manifest: Manifest, signed: boolean): EscrowStep[] {
  const { encryption } = manifest
  return [
    { title: 'Fetch the backup', commands: [OWN, fetching(location, manifest), 'cd backup'] },
    ...(signed ? [{ title: 'Look who signed it', commands: [SIGNATURE] }] : []),
    { title: 'Check what arrived; silence is good', commands: [DIGESTS] },
    ...(encryption === null ? [] : [{ title: 'Open it', commands: opening(encryption) }]),
    { title: 'Put rows and large objects together', commands: JOINING },
    { title: 'Make the roles; those that are there say so', commands: [ROLES] },
    { title: 'Restore into a new database', commands: restoring(manifest) },
  ]
}

function fetching(location: string, { name, id }: Manifest): string {
  const address = parseStorageAddress(location)
  const key = keys.backup(name, id).replace(/\/$/, '')
  if (address.scheme === 'file') return `cp --recursive ${shellWord(`${address.folder}/${key}`)} backup`
  if (address.scheme === 'memory') return `# ${key} of ${location}`
  const path = [address.bucket, ...(address.prefix === '' ? [] : [address.prefix]), key].join('/')
  const options = [
    ...(address.endpoint ? ['--endpoint-url', shellWord(address.endpoint)] : []),
    ...(address.region ? ['--region', shellWord(address.region)] : []),
  ]
  return ['aws s3 cp --recursive', shellWord(`s3://${path}`), 'backup', ...options].join(' ')
}

/** What is opened is the database: nobody else on the machine may read it. */
const OWN = 'umask 077'

const SIGNATURE = `openssl pkeyutl -verify -rawin -pubin -inkey ../${FILES.verifyKey} -sigfile manifest.json.sig -in manifest.json`

const DIGESTS = `python3 -c 'import json; [print(o["sha256"], "", o["name"]) for o in json.load(open("manifest.json"))["objects"]]' | sha256sum --check --quiet`

/** Into a folder beside, so that what follows finds no sealed part. */
function opening({ method, mode }: Encryption): string[] {
  const open = OPENERS[method]
  const each = (command: string) =>
    `for sealed in *.${method}; do ${command} --output "../opened/\${sealed%.${method}}" "$sealed"; done`
  if (mode === 'recipients') return ['mkdir ../opened', ...open.imports, each(open.byKey), 'cd ../opened']
  // The first one asks for the passphrase; what it gives opens the others.
  return ['mkdir ../opened', open.key, `rm key.txt.${method}`, each(open.byOwnKey), 'cd ../opened']
}

const OPENERS: Record<SealingMethod, { imports: string[]; byKey: string; key: string; byOwnKey: string }> = {
  age: {
    imports: [],
    byKey: `age --decrypt --identity ../${FILES.identity}`,
    key: 'age --decrypt --output ../key.txt key.txt.age',
    byOwnKey: 'age --decrypt --identity ../key.txt',
  },
  gpg: {
    imports: [`gpg --import ../${FILES.gpgPrivateKey}   # where the key is not in the keyring already`],
    byKey: 'gpg --decrypt',
    key: 'gpg --output ../key.txt --decrypt key.txt.gpg',
    byOwnKey: 'gpg --batch --pinentry-mode loopback --passphrase-file ../key.txt --decrypt',
  },
}

const JOINING = [
  `for first in *.dat.zst.00000; do cat "\${first%.00000}".* | zstd --decompress > "\${first%.zst.00000}"; done`,
  'if [ -e blobs.tar.zst.00000 ]; then cat blobs.tar.zst.* | zstd --decompress | tar --extract; fi',
]

const ROLES = 'zstd --decompress --stdout roles.sql.zst | psql --no-psqlrc --dbname postgres'

function restoring({ source }: Manifest): string[] {
  const name = shellWord(`${source.database}_restored`)
  const encoding = `--encoding ${shellWord(source.encoding)}`
  return [
    `createdb --template template0 ${encoding} ${dashed(name)}`,
    `pg_restore --format directory --jobs 4 --exit-on-error --dbname ${name} .`,
    `vacuumdb --analyze-only --quiet ${dashed(name)}`,
  ]
}

/** A name that begins with a dash is no option. */
const dashed = (word: string): string => (/^'?-/.test(word) ? `-- ${word}` : word)

/** The programs of those steps. */
export function programsFor({ encryption, client }: Manifest, signed: boolean): string[] {
  return [
    `pg_restore, psql and createdb of PostgreSQL ${client.major} or later`,
    'zstd, tar, python3',
    ...(encryption === null ? [] : [encryption.method === 'age' ? ageProgram(encryption) : 'gpg 2.2 or later']),
    ...(signed ? ['openssl 3 or later'] : []),
  ]
}

const ageProgram = ({ recipients }: Encryption): string =>
  recipients.some((recipient) => recipient.startsWith('age1pq')) ? 'age 1.3 or later' : 'age 1.0 or later'
