/** What the input `confirm` has to say: signs that would move a cursor or hide words are written out, and inputs come without blanks around them. */
export const confirmationWords = (database: string, backup: string): string =>
  `${visible(database)} from ${backup}`.trim()

/** Signs that would move a cursor or hide words, written out: what is shown is what must be typed. */
export const visible = (text: string): string =>
  text.replace(/\p{Cc}|\p{Bidi_Control}/gu, (sign) =>
    sign === '\n' ? '\\n' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
