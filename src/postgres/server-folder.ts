import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { environmentError } from '../errors.ts'

/** The account that a server runs as. */
export interface Account {
  uid: number
  gid: number
}

/** A socket's path has at most 107 bytes, and `/.s.PGSQL.65535` is added to the folder's. */
const longestSocketFolder = 90

/** Undefined where we are not root; PostgreSQL refuses to run as root, so there it is `postgres`, else `nobody`. */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const found = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody')
  if (found) return { uid: Number(found[2]), gid: Number(found[3]) }
  throw environmentError(
    'PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as',
    'create one: useradd --system postgres',
  )
}

/**
 * Where a server's data and sockets go: into `folder` where its account can reach it and the path is short enough, else into new folders under the temporary one.
 * `all` is what must be removed at the end.
 */
export async function chooseFolders(folder: string, account: Account | undefined) {
  const base = (await reachable(folder, account)) ? folder : await newFolder(folder, await openParent())
  const short = Buffer.byteLength(base) <= longestSocketFolder
  const sockets = short ? base : await newFolder(folder, '/tmp')
  const all = [...new Set([folder, base, sockets])]
  for (const one of new Set([base, sockets])) {
    if (account) await chown(one, account.uid, account.gid)
    await chmod(one, 0o700)
  }
  return { data: join(base, 'data'), sockets, all }
}

/** Begins the name of a link to what a run has elsewhere: it is there before that is, so that a later run can remove both should this one be killed. */
export const ELSEWHERE = 'elsewhere-'

async function newFolder(folder: string, parent: string): Promise<string> {
  const name = `pgproof-${randomBytes(3).toString('hex')}`
  const made = join(parent, name)
  await symlink(made, join(folder, ELSEWHERE + name))
  await mkdir(made, { mode: 0o700 })
  return made
}

const openParent = async (): Promise<string> =>
  (await reachable(join(tmpdir(), 'pgproof'), { uid: -1, gid: -1 })) ? tmpdir() : '/tmp'

/** Whether an account may pass through every folder above; only the rights of others are looked at, or the owner's where it is the owner. */
async function reachable(folder: string, account: Account | undefined): Promise<boolean> {
  if (account === undefined) return true
  for (let parent = dirname(folder); ; parent = dirname(parent)) {
    const { mode, uid } = await stat(parent)
    if ((mode & (uid === account.uid ? 0o100 : 0o001)) === 0) return false
    if (parent === '/') return true
  }
}
