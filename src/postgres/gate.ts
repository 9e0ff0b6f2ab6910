/**
 * Bytes as a piece of an argument of `startChild`: the program gets exactly them. An argument of Node's is text, sent as UTF-8,
 * but pg_dump reads names in the encoding that it dumps. A zero byte, which no argument can hold, marks the piece.
 */
export function argumentBytes(bytes: Uint8Array): string {
  return `\0${Buffer.from(bytes).toString('hex')}\0`
}

/** Waits for a word before it becomes the command, so that a supervisor watches from the first moment on; at the pipe's end it gives up. */
const gate = 'read -r go <&3 || exit 125; exec 3<&-;'

/** Unpacks pairs of a kind (text, or octal escapes for printf) and a value. */
const unpack = `left=$#
while [ "$left" -gt 0 ]; do
  value=$2; [ "$1" = text ] || { value=$(printf "$value."); value=\${value%.}; }
  shift 2; set -- "$@" "$value"; left=$((left - 2))
done;`

/** What the command makes is for this user alone. */
const alone = 'umask 077;'

/** The arguments of a shell that waits at its descriptor 3 for a line and then becomes the command; `shares` leaves the umask as it is. */
export function gateArguments(words: readonly string[], shares = false): string[] {
  const before = shares ? gate : `${gate} ${alone}`
  if (!words.some((word) => word.includes('\0'))) return ['-c', `${before} exec "$@"`, 'pgproof', ...words]
  const packed = words.flatMap((word) => (word.includes('\0') ? ['bytes', octal(word)] : ['text', word]))
  return ['-c', `${before} ${unpack} exec "$@"`, 'pgproof', ...packed]
}

function octal(word: string): string {
  const pieces = word.split('\0').map((piece, index) => Buffer.from(piece, index % 2 === 0 ? 'utf8' : 'hex'))
  return Array.from(Buffer.concat(pieces), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')
}
