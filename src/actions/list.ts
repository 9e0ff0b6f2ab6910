import { runAction } from '../runner/action.ts'

/** The action `list/`. */
export const run = () => runAction('list')
