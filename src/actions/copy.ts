import { runAction } from '../runner/action.ts'

/** The action `copy/`. */
export const run = () => runAction('copy')
