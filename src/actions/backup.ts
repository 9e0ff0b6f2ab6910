import { runAction } from '../runner/action.ts'

/** The action `backup/`. */
export const run = () => runAction('backup')
