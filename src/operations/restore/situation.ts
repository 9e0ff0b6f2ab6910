import type { SwapStanding } from './swap/standing.ts'

/**
 * How far a swap came, told from the databases that there are. `before` the exchange: the restored one is not finished, and the live one may be
 * closed; `exchanged`: the restored one has the live one's name; `undone`: it had, and gave it back; `nothing`: no trace of a swap.
 */
export type Situation = 'before' | 'exchanged' | 'undone' | 'nothing'

export function situationOf({ beside, kept, after }: SwapStanding): Situation {
  if (kept) return 'exchanged'
  if (beside) return 'before'
  return after ? 'undone' : 'nothing'
}
