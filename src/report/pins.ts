import type { PinResult, UnexpireResult, UnpinResult } from '../operations/results-prune.ts'
import { verdict } from './shared.ts'
import type { Sheet } from './sheet.ts'

export function pinSheet(result: PinResult | UnpinResult | UnexpireResult): Sheet {
  const { backup } = result
  return {
    title: `${TITLES[result.verb]} of ${backup.name}`,
    verdict: verdict(result, achieved(result)),
    facts: [
      { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
      { label: 'Where', text: backup.location },
      { label: 'Why', text: result.reason },
    ],
    sections: [],
    warnings: result.warnings,
  }
}

const TITLES = { pin: 'Pin', unpin: 'Unpin', unexpire: 'Unexpire' }

function achieved(result: PinResult | UnpinResult | UnexpireResult): string {
  if (result.verb === 'pin') return `pinned${result.until ? ` until ${result.until}` : ' until it is unpinned'}`
  return result.verb === 'unpin'
    ? 'unpinned: the policy decides again'
    : 'taken back: it is a restore point again; pin it, or the next prune may expire it again'
}
