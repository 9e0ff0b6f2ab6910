const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** `1.4 GB`: powers of 1000, three digits. */
export function bytes(count: number): string {
  const power = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3))
  const value = count / 1000 ** power
  return `${power === 0 ? value : value.toPrecision(value >= 100 ? 3 : 2).replace(/e\+3/, '000')} ${units[power]}`
}

/** `1,250,000` */
export const count = (number: number): string => number.toLocaleString('en-US')

/** `3 tables`, `1 table` */
export const counted = (number: number, noun: string): string => `${count(number)} ${noun}${number === 1 ? '' : 's'}`

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min` */
export function time(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  const minutes = Math.floor(Math.round(seconds) / 60)
  if (minutes < 120) return `${minutes} min ${Math.round(seconds) % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `5 min`, `3 h`, `12 d`: one unit, for ages. */
export function age(seconds: number): string {
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`
}

/** `42 %` */
export const percentage = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`

/** Control characters made visible, so that no name can move a cursor, start a workflow command or break a table. */
export const visible = (text: string): string =>
  text.replace(/\p{Cc}|\p{Bidi_Control}/gu, (sign) =>
    sign === '\n' ? '\\n' : sign === '\t' ? '\\t' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
