import { runAction } from '../runner/action.ts'

/** The action `restore/`. */
export const run = () => runAction('restore')
