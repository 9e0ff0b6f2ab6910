const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Milliseconds of `90m`, `36h`, `2d`, `1w`, `1d12h`; undefined where the text is none. */
export function parseDuration(text: string): number | undefined {
  const compact = text.trim()
  if (!/^(\d+(\.\d+)?[smhdw]\s*)+$/.test(compact)) return undefined
  let total = 0
  for (const [, amount, unit] of compact.matchAll(/(\d+(?:\.\d+)?)([smhdw])/g)) {
    total += Number(amount) * (units[unit as string] as number)
  }
  return total
}

/** The two largest units: `1d 12h`, `3h 5m`, `42s`. */
export function showDuration(milliseconds: number): string {
  let rest = Math.round(Math.abs(milliseconds) / 1000)
  const shown: string[] = []
  for (const [unit, seconds] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const amount = Math.floor(rest / seconds)
    rest -= amount * seconds
    if (amount > 0) shown.push(`${amount}${unit}`)
  }
  return shown.slice(0, 2).join(' ') || '0s'
}
