import { readFileSync } from 'node:fs'

type Environment = Record<string, string | undefined>

/** What `report-detail` comes to. On doubt a repository counts as public: its summaries can be read by everybody. */
export function detailOf(asked: 'auto' | 'full' | 'totals', environment: Environment): 'full' | 'totals' {
  if (asked !== 'auto') return asked
  return isPrivate(environment) ? 'full' : 'totals'
}

/** From the event's payload, which needs no token. */
function isPrivate(environment: Environment): boolean {
  if (environment.GITHUB_ACTIONS !== 'true') return true
  try {
    const event = JSON.parse(readFileSync(environment.GITHUB_EVENT_PATH ?? '', 'utf8'))
    return event?.repository?.private === true
  } catch {
    return false
  }
}
