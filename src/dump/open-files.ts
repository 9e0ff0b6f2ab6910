import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename } from 'node:path'

/**
 * The names of the files that the processes of a group have open, or undefined where that cannot be seen (/proc is Linux's).
 * A file that was seen before this was asked, and that is not among them, is closed: a process that had it open then is still there or has ended.
 */
export async function openFilesOf(group: number): Promise<Set<string> | undefined> {
  const open = new Set<string>()
  try {
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      if ((await groupOf(pid)) !== group) continue
      for (const fd of await readdir(`/proc/${pid}/fd`)) {
        const target = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')
        open.add(basename(target))
      }
    }
  } catch {
    // A process that ended in between, or one of another account: nothing is known then.
    return undefined
  }
  return open
}

/** The third word after the command's name in parentheses, which may hold anything; see proc(5). */
async function groupOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] ?? 0)
}
