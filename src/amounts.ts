const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** `1.4 GB`: powers of 1000, two or three digits. */
export function bytes(count: number): string {
  let value = count
  let power = 0
  // 999.5 kB would be shown as 1000 kB.
  while (Math.round(value) >= 1000 && power < units.length - 1) {
    value /= 1000
    power++
  }
  return `${power === 0 || value >= 9.95 ? Math.round(value) : value.toFixed(1)} ${units[power]}`
}
