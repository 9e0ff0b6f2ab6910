import { readFileSync } from 'node:fs'
import { crashFaults } from './table-crash.ts'
import type { Fault } from './table-entry.ts'
import { restoreFaults } from './table-restore.ts'
import { storageFaults } from './table-storage.ts'

/** Every fault of the list, in order of its number. */
export const faults: Fault[] = [...crashFaults, ...storageFaults, ...restoreFaults]

/** What is wrong with the table: numbers that are missing, tests that are not there (any more). `tried` are the numbers that classes try. */
export function faultsOfTable(tried: ReadonlySet<number>): string[] {
  const numbers = faults.map(({ number }) => number)
  const gaps = numbers.filter((number, index) => number !== index + 1).map((number) => `${number} is out of order`)
  const orphans = faults
    .filter(({ number, tests, open, absent }) => !tests && !open && !absent && !tried.has(number))
    .map(({ number }) => `nobody looks after fault ${number}`)
  const lost = faults.flatMap(({ number, tests = {} }) =>
    Object.entries(tests).flatMap(([file, names]) => {
      const text = readFileSync(file, 'utf8')
      return names
        .filter((name) => !text.includes(name))
        .map((name) => `fault ${number}: ${file} has no test "${name}"`)
    }),
  )
  return [...gaps, ...orphans, ...lost]
}
