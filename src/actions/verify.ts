import { runAction } from '../runner/action.ts'

/** The action `verify/`. */
export const run = () => runAction('verify')
