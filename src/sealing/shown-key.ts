/** Of a public key so much as tells it from others. */
export const shownKey = (key: string): string => (key.length <= 24 ? key : `${key.slice(0, 16)}…${key.slice(-6)}`)
