export { bytes } from '../amounts.ts'

/** `1,250,000` */
export const count = (number: number): string => number.toLocaleString('en-US')

/** `3 tables`, `1 table` */
export const counted = (number: number, noun: string): string => `${count(number)} ${noun}${number === 1 ? '' : 's'}`

/** `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min` */
export function time(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 120) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  return minutes < 120 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `20 s`, `5 min`, `3 h`, `12 d`: one unit, for ages. */
export function age(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`
}

/** `42 %`, rounded down: what is nearly all is not all. */
export function percentage(share: number): string {
  const tenths = Math.floor(share * 1000 + 1e-9)
  return `${tenths < 100 && tenths % 10 > 0 ? (tenths / 10).toFixed(1) : Math.floor(tenths / 10)} %`
}

/** Control characters made visible, so that no name can move a cursor, start a workflow command or break a table. */
export const visible = (text: string): string =>
  text.replace(/\p{Cc}|\p{Bidi_Control}/gu, (sign) =>
    sign === '\n' ? '\\n' : sign === '\t' ? '\\t' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
