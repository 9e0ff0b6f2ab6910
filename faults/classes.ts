import { crashClass } from './crash/class.ts'
import { crashVerbs } from './crash/verbs.ts'
import { damageClass } from './damage/class.ts'
import { wholeClass } from './damage/whole.ts'
import type { FaultClass } from './fault-class.ts'
import { hostileClass } from './hostile/class.ts'

/** Every kind of fault that is tried, in the order of a run. */
export const classes: FaultClass[] = [...crashVerbs.map(crashClass), damageClass, wholeClass, hostileClass]
