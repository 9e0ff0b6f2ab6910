import { existsSync } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { environmentError, messageOf, refusal, usageError } from '../errors.ts'
import { recipientFingerprint } from '../sealing/age-keys.ts'
import { type KeyPair, newAgeKeys, newSigningKeys } from '../sealing/new-keys.ts'
import { parseSignKey } from '../sealing/signature.ts'
import type { Context } from './context.ts'
import { shellWord } from './restore-command.ts'
import type { KeyFile, KeygenResult } from './results-keygen.ts'

export interface KeygenRequest {
  for: 'both' | 'age' | 'sign'
  /** A folder. */
  out: string
  postQuantum: boolean
}

interface NewKey {
  kind: 'age' | 'sign'
  pair: KeyPair
  /** Names of the files. */
  secret: string
  public: string
}

/**
 * Makes keys, each half in a file of its own, and says where they belong. Nothing that is there is overwritten, and no secret is in the result.
 * Throws exit 2 where the folder is not there, 4 where one of the files is.
 */
export async function keygen(request: KeygenRequest, context: Context): Promise<KeygenResult> {
  const started = context.now()
  const warnings = await checkFolder(request.out)
  const made = await newKeys(request, started)
  await writeAll(made.flatMap((key) => filesOf(key, request.out)))
  return {
    ok: true,
    code: 0,
    verb: 'keygen',
    seconds: (context.now().getTime() - started.getTime()) / 1000,
    warnings,
    keys: made.map(({ kind, pair }) => ({
      kind,
      public: pair.public.trimEnd(),
      fingerprint: fingerprintOf(kind, pair),
    })),
    files: made.flatMap((key) => placesOf(key, request.out)),
  }
}

async function checkFolder(folder: string): Promise<string[]> {
  const found = await stat(folder).catch((error: unknown) => {
    const hint = 'give out a folder that is there, and yours alone (mode 0700)'
    throw usageError(`the folder ${folder} cannot be looked at: ${messageOf(error)}`, hint, error)
  })
  if (!found.isDirectory()) throw usageError(`${folder} is not a folder`, 'give out a folder that is there')
  if ((found.mode & 0o002) === 0) return []
  return [`every user of this machine may write to ${folder}: move the files to a folder of your own (mode 0700)`]
}

async function newKeys({ for: wanted, postQuantum }: KeygenRequest, now: Date): Promise<NewKey[]> {
  const age = async (): Promise<NewKey> => ({
    kind: 'age',
    pair: await newAgeKeys(now, postQuantum),
    secret: 'pgproof-identity.txt',
    public: 'pgproof-recipient.txt',
  })
  const signing = (): NewKey => ({
    kind: 'sign',
    pair: newSigningKeys(),
    secret: 'pgproof-sign-key.pem',
    public: 'pgproof-verify-key.pem',
  })
  return [...(wanted === 'sign' ? [] : [await age()]), ...(wanted === 'age' ? [] : [signing()])]
}

const fingerprintOf = (kind: NewKey['kind'], pair: KeyPair): string =>
  kind === 'age' ? recipientFingerprint(pair.public.trimEnd()) : parseSignKey(pair.secret).fingerprint

interface NewFile {
  path: string
  text: string
  mode: number
}

const filesOf = (key: NewKey, folder: string): NewFile[] => [
  { path: join(folder, key.secret), text: key.pair.secret, mode: 0o600 },
  { path: join(folder, key.public), text: key.pair.public, mode: 0o644 },
]

/** All or nothing: half a pair that is left behind would be taken for a whole one. */
async function writeAll(files: NewFile[]): Promise<void> {
  for (const { path } of files) if (existsSync(path)) throw isThere(path)
  const written: string[] = []
  try {
    for (const file of files) {
      await write(file, () => written.push(file.path))
    }
  } catch (error) {
    for (const path of written) await rm(path, { force: true })
    throw error
  }
}

async function write({ path, text, mode }: NewFile, onMade: () => void): Promise<void> {
  try {
    const file = await open(path, 'wx', mode)
    onMade()
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw isThere(path)
    throw environmentError(
      `${path} cannot be written: ${messageOf(error)}`,
      'give out a folder of your own with room in it; no key was made',
      error,
    )
  }
}

const isThere = (path: string) =>
  refusal(
    `${path} is there already, and backups may depend on it`,
    'give out another folder, or move that file to where it is kept; no key was made',
  )

interface Place extends Pick<KeyFile, 'input' | 'place'> {
  half: 'secret' | 'public'
  /** What stands before the file's name. */
  command: string
}

/** Where both halves belong; the commands are of GitHub's `gh`, with the names that examples/encrypted-backup.yml has. */
const PLACES: Record<NewKey['kind'], Place[]> = {
  age: [
    {
      half: 'public',
      input: 'encrypt-to',
      place: 'the backup job, as a variable: it seals, and opens nothing',
      command: 'gh variable set BACKUP_RECIPIENTS',
    },
    {
      half: 'secret',
      input: 'identity',
      place: 'the environment of the restore-test alone, never the backup job; and on paper, in a safe',
      command: 'gh secret set BACKUP_IDENTITY --env backup-keys',
    },
  ],
  sign: [
    {
      half: 'secret',
      input: 'sign-key',
      place: 'the jobs that write to the storage, as a secret',
      command: 'gh secret set BACKUP_SIGN_KEY',
    },
    {
      half: 'public',
      input: 'verify-key',
      place: 'every job, as a variable; and with the recovery sheet',
      command: 'gh variable set BACKUP_VERIFY_KEY',
    },
  ],
}

const placesOf = (key: NewKey, folder: string): KeyFile[] =>
  PLACES[key.kind].map(({ half, input, place, command }) => {
    const path = join(folder, key[half])
    return { path, input, secret: half === 'secret', place, command: `${command} < ${shellWord(path)}` }
  })
