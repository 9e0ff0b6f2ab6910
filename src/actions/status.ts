import { runAction } from '../runner/action.ts'

/** The action `status/`. */
export const run = () => runAction('status')
