import type { StatusBackup, StorageSummary } from '../results-status.ts'

const DAY = 86_400_000

/** A line through fewer backups or days says nothing. */
const LEAST = { backups: 3, days: 7 }

/** How many backups there are and how much they hold, expired and partial ones too: they take room as well. `backups` are newest first. */
export function summarize(backups: readonly StatusBackup[], freeBytes: number | undefined): StorageSummary {
  const growth = growthOf(backups.filter(({ good }) => good))
  const [newest, oldest] = [backups[0], backups.at(-1)]
  return {
    count: backups.length,
    storedBytes: bytesOf(backups),
    ...(oldest && { oldest: oldest.created }),
    ...(newest && { newest: newest.created }),
    byType: [...Map.groupBy(backups, ({ type }) => type)]
      .map(([type, some]) => ({ type, count: some.length, storedBytes: bytesOf(some) }))
      .sort((a, b) => b.storedBytes - a.storedBytes || (a.type < b.type ? -1 : 1)),
    ...(growth && { growth }),
    ...(freeBytes !== undefined && { freeBytes }),
  }
}

const bytesOf = (backups: readonly StatusBackup[]) => backups.reduce((sum, { storedBytes }) => sum + storedBytes, 0)

/** By least squares over all of them, so that one odd backup does not decide. */
function growthOf(backups: readonly StatusBackup[]): StorageSummary['growth'] {
  const points = backups.map(({ created, storedBytes }) => ({ days: Date.parse(created) / DAY, bytes: storedBytes }))
  const [newest, oldest] = [points[0], points.at(-1)]
  if (points.length < LEAST.backups || !newest || !oldest || newest.days - oldest.days < LEAST.days) return undefined
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const middle = { days: mean(points.map(({ days }) => days)), bytes: mean(points.map(({ bytes }) => bytes)) }
  const covariance = mean(points.map(({ days, bytes }) => (days - middle.days) * (bytes - middle.bytes)))
  const variance = mean(points.map(({ days }) => (days - middle.days) ** 2))
  const bytesPerMonth = Math.round((covariance / variance) * 30)
  return { bytesPerMonth, share: newest.bytes === 0 ? 0 : bytesPerMonth / newest.bytes }
}
