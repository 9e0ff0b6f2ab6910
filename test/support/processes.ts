import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** The processes of a group that still do something; a zombie that nobody has collected yet does not count. */
export function livingMembers(group: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const [state, , ofGroup] = statOf(pid)
      return Number(ofGroup) === group && state !== 'Z' && state !== 'X'
    })
}

/** State letter, parent, group, session … of a process, as /proc shows them; empty when it is gone. */
export function statOf(pid: number): string[] {
  try {
    // The command in parentheses may hold anything.
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    return []
  }
}

/** Waits until the condition holds; throws what was waited for when it does not in time. */
export async function eventually(
  what: string,
  condition: () => boolean | Promise<boolean>,
  seconds = 30,
): Promise<void> {
  for (let waited = 0; waited < seconds * 1000; waited += 50) {
    if (await condition()) return
    await sleep(50)
  }
  throw new Error(`not within ${seconds} s: ${what}`)
}
