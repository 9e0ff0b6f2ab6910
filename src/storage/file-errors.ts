import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { environmentError, messageOf, PgproofError } from '../errors.ts'

/** The `code` of a Node.js system error (`ENOENT` …), else an empty string. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** Free bytes for ordinary users in the file system that holds `path`, or will: the nearest folder that exists is asked. */
export async function freeBytesAt(path: string): Promise<number> {
  for (let at = path; ; at = dirname(at)) {
    try {
      const facts = await statfs(at)
      return facts.bavail * facts.bsize
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || dirname(at) === at) throw error
    }
  }
}

/** What a failed system call in the storage folder means to the user; `needed` is the size in bytes of what was to be written. */
export async function explainFileError(error: unknown, path: string, needed?: number): Promise<Error> {
  if (error instanceof PgproofError) return error
  const say = (reason: string, hint: string) => environmentError(reason, hint, error)
  const code = codeOf(error)
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT': {
      const free = await freeBytesAt(dirname(path)).catch(() => undefined)
      const what = code === 'EDQUOT' ? 'the quota is used up' : 'the disk is full'
      const inodes = free !== undefined && needed !== undefined && free > needed + 65536
      return say(
        `${what}: ${path} needs ${needed ?? 'some'} bytes, ${free ?? 'an unknown number'} are free`,
        inodes && code === 'ENOSPC'
          ? 'the file system may have run out of inodes (df -i): remove small files or use another folder'
          : 'make room in that file system or use another folder; earlier backups are untouched',
      )
    }
    case 'EROFS':
      return say(`${path} is in a file system that is read-only`, 'mount it for writing or use another folder')
    case 'EACCES':
    case 'EPERM':
      return say(
        `user ${process.getuid?.() ?? ''} may not use ${path} (${code})`,
        'give that user the right to read and write the storage folder, or use another one',
      )
    case 'ENOENT':
      return say(`no folder can be made for ${path}: its file system takes none`, 'use a folder on a disk')
    case 'ENOTDIR':
    case 'EISDIR':
    case 'EEXIST':
    case 'ELOOP':
      return say(
        `${path} is in the way: a file stands where a folder should be, or the other way round`,
        'use another folder, or move what is there',
      )
    case 'ENAMETOOLONG':
      return say(`the name ${path} is too long for its file system`, 'use a shorter name or folder')
    case 'EIO':
    case 'ESTALE':
      return say(`the disk failed at ${path} (${code})`, 'check the disk or the network file system, then run again')
    default:
      return say(`the storage folder failed at ${path}: ${messageOf(error)}`, 'check the folder and its file system')
  }
}

export function linkRefused(path: string) {
  return environmentError(
    `${path} is a symbolic link, which a storage folder may not hold`,
    'name the folder that it leads to as the storage, or mount it there',
  )
}
