import { usageError } from '../errors.ts'

/** A key that is blank was meant to be one: going on without it would do what nobody wanted. `place` is what messages call where it stood. */
export const emptyKey = (name: string, place: string) =>
  usageError(
    `${place} is empty`,
    `give ${name} its value, and look whether the secret or variable it comes from is there; leave it out where none is meant`,
  )
