import { runAction } from '../runner/action.ts'

/** The action `prune/`. */
export const run = () => runAction('prune')
