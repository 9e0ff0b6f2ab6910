import { crashClass } from './crash/class.ts'
import { damageClasses } from './damage/class.ts'
import { forgedClass } from './damage/forged.ts'
import { wholeClass } from './damage/whole.ts'
import type { FaultClass } from './fault-class.ts'
import { hostileClass } from './hostile/class.ts'
import { networkClass } from './network/class.ts'
import { triedVerbs } from './runs/verbs.ts'

/** Every kind of fault that is tried, in the order of a run. */
export const classes: FaultClass[] = [
  ...triedVerbs.map(crashClass),
  ...triedVerbs.filter(({ network }) => network !== undefined).map(networkClass),
  ...damageClasses,
  forgedClass,
  wholeClass,
  hostileClass,
]
