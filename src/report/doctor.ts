import type { DoctorLine, DoctorResult } from '../operations/results.ts'
import { counted, time } from './format.ts'
import { verdict } from './shared.ts'
import { type Cell, plain, type Sheet, type Tone, table } from './sheet.ts'

const tones: Record<DoctorLine['state'], Tone> = {
  fine: 'good',
  warning: 'warning',
  failure: 'bad',
  'not checked': 'warning',
}

export function doctorSheet(result: DoctorResult): Sheet {
  const warnings = result.lines.filter(({ state }) => state === 'warning').length
  const achieved = warnings === 0 ? 'everything is fine' : `ready, with ${counted(warnings, 'warning')}`
  return {
    title: 'Doctor',
    verdict: verdict(result, achieved),
    facts: [{ label: 'Time', text: time(result.seconds) }],
    sections: table(
      { title: 'Checks' },
      [{ title: 'check' }, { title: 'state' }, { title: 'found' }],
      result.lines.map(({ name, state, found, hint }): Cell[] => [
        plain(name),
        { text: state, tone: tones[state] },
        plain(
          hint === undefined
            ? found
            : `${found}
→ ${hint}`,
        ),
      ]),
    ),
    warnings: result.warnings,
  }
}
