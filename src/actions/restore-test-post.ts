import { dropKept } from '../runner/kept.ts'

/** The post step of the action `restore-test/`. */
export const run = () => dropKept()
