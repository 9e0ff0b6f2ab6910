import { runAction } from '../runner/action.ts'

/** The action `rollback/`. */
export const run = () => runAction('rollback')
