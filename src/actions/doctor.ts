import { runAction } from '../runner/action.ts'

/** The action `doctor/`. */
export const run = () => runAction('doctor')
