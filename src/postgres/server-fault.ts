/**
 * Whether an error of the server, by its SQLSTATE, is about the server rather than about what it was asked: connection lost (08), out of
 * disk, memory or connections (53), ended by an administrator or a crash (57P), input and output (58). No state at all is a broken connection.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export const isServerFault = (state: string | undefined): boolean =>
  state === undefined || /^(08|53|57P|58)/.test(state)

/** The same by what a client program printed. */
export const saysServerFault = (text: string): boolean =>
  /FATAL:|PANIC:|server closed the connection|could not connect|connection to server|No space left|out of memory|out of shared memory|could not (?:extend|write|read|open) file|SSL SYSCALL|terminating connection/.test(
    text,
  )

/** Messages of class 22 hold the value that was refused; it is somebody's data, so only the kind of fault is told. */
export function withoutValues(state: string | undefined, message: string): string {
  return state?.startsWith('22') ? `a value was refused (SQLSTATE ${state})` : message
}
