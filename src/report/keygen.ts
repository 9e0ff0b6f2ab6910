import type { KeygenResult } from '../operations/results-keygen.ts'
import { verdict } from './shared.ts'
import { plain, type Sheet, table } from './sheet.ts'

export function keygenSheet(result: KeygenResult): Sheet {
  const { keys, files } = result
  return {
    title: 'Keys',
    verdict: verdict(result, `made ${keys.map(({ kind }) => NAMES[kind]).join(' and ')}`),
    facts: keys.map((key) => ({ label: LABELS[key.kind], text: shown(key) })),
    sections: [
      ...table(
        { title: 'Where they belong' },
        [{ title: 'file' }, { title: 'is' }, { title: 'input' }, { title: 'give it to' }],
        files.map(({ path, input, secret, place }) => [
          plain(path),
          secret ? { text: 'secret', tone: 'warning' } : plain('public'),
          plain(input),
          plain(place),
        ]),
      ),
      { title: 'On GitHub', kind: 'commands', commands: files.map(({ command }) => command) },
      { title: 'Then', kind: 'lines', lines: next(keys).map(plain) },
    ],
    warnings: result.warnings,
  }
}

const NAMES = { age: 'a pair of keys that seals and opens', sign: 'a pair that signs and checks' }
const LABELS = { age: 'Seals for', sign: 'Signs as' }

type Key = KeygenResult['keys'][number]

/** A recipient as it is, unless it fills the screen (one against quantum computers has 1,959 characters). */
const shown = ({ kind, public: half, fingerprint }: Key): string =>
  kind === 'age' && half.length <= 80 ? half : fingerprint

const next = (keys: Key[]): string[] => [
  ...(keys.some(({ kind }) => kind === 'age')
    ? [
        'Without the identity nobody can open a sealed backup: keep it in two places that do not burn together.',
        'Try it before you count on it: a backup, and a restore-test with the identity that you kept.',
      ]
    : []),
  'Take the secret files off this machine when they are where they belong, and print who keeps what: pgproof escrow',
]
