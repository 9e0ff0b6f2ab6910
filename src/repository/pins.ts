import { z } from 'zod'
import type { BackupRecord } from './records.ts'

/** Why a backup is held, and until when; without a date until it is unpinned. */
export interface Pin {
  reason: string
  until?: Date
  /** When it was pinned, ISO 8601 UTC, and by whom. */
  at: string
  who: string
}

export const PIN_KINDS = ['pinned', 'unpinned'] as const

const bodySchema = z.object({ reason: z.string(), until: z.iso.datetime().optional() })

/**
 * The pin that the records tell of, whether its date has passed or not; undefined where there is none. `records` are oldest first, `digest` is the
 * manifest's: a word that lets go is only believed of the manifest that it speaks of.
 */
export function pinOf(records: readonly BackupRecord[], digest: string): Pin | undefined {
  const last = records.findLast(
    ({ kind, manifest }) => kind === 'pinned' || (kind === 'unpinned' && manifest === digest),
  )
  if (last?.kind !== 'pinned') return undefined
  const body = bodySchema.safeParse(last.body)
  const said = { at: last.time, who: last.by.who }
  // A pin holds even where what it says beside cannot be read.
  if (!body.success) return { reason: 'no reason was given', ...said }
  const { reason, until } = body.data
  return { reason, ...(until !== undefined && { until: new Date(until) }), ...said }
}

/** Whether a pin holds at a moment. */
export const holds = (pin: Pin | undefined, now: Date): boolean =>
  pin !== undefined && (pin.until === undefined || pin.until.getTime() > now.getTime())
