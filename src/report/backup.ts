import type { BackupResult } from '../operations/results.ts'
import { bytes, count, counted, time } from './format.ts'
import { attestationFact, madeBy, qualified, unchecked, verdict } from './shared.ts'
import { bars, plain, type Section, type Sheet, table } from './sheet.ts'

export function backupSheet(result: BackupResult): Sheet {
  const { backup, totals, seconds } = result
  return {
    title: `Backup of ${backup.name}`,
    verdict: verdict(result, `backed up ${counted(totals.rows, 'row')} in ${time(seconds)}`),
    facts: facts(result),
    sections: [
      {
        title: 'To bring it back',
        note: backup.partial ? newDatabase : swap,
        kind: 'commands',
        commands: [result.restoreCommand],
      },
      ...toFinish(result.secondCopy),
      ...bars({ title: 'Largest tables', names: true }, 'bytes of rows as text', tableBars(result)),
      ...table(
        { title: 'Tables', names: true },
        [{ title: 'table' }, { title: 'rows', align: 'right' }, { title: 'size', align: 'right' }],
        [...result.tables]
          .sort((a, b) => b.bytes - a.bytes)
          .map(({ schema, name, rows, bytes: raw }) => [
            plain(qualified(schema, name)),
            plain(count(rows)),
            plain(bytes(raw)),
          ]),
      ),
      ...unchecked('Not in the dump', result.notContained),
    ],
    warnings: result.warnings,
  }
}

function facts(result: BackupResult): Sheet['facts'] {
  const { backup, totals, source, seconds } = result
  return [
    { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
    { label: 'Where', text: backup.location },
    { label: 'Source', text: sourceOf(source) },
    { label: 'Tables', text: `${count(totals.tables)} with ${counted(totals.rows, 'row')}` },
    ...(totals.largeObjects > 0 ? [{ label: 'Large objects', text: count(totals.largeObjects) }] : []),
    { label: 'Size', text: sizeOf(totals) },
    { label: 'Time', text: `${time(seconds)}, ${bytes(totals.rawBytes / Math.max(seconds, 0.001))}/s` },
    { label: 'Spool', text: spoolOf(result.spool) },
    { label: 'Sealed', text: backup.sealed ?? 'no: whoever can read the storage can read it' },
    { label: 'Manifest', text: `sha256:${result.manifestDigest}` },
    ...attestationFact(result),
    ...(result.commit === 'unique name' ? [{ label: 'Commit', text: uniqueName }] : []),
    ...(result.secondCopy ? [{ label: 'Second copy', text: secondCopyOf(result.secondCopy) }] : []),
    { label: 'Made by', text: madeBy(result.by) },
    ...(result.crossChecked === undefined
      ? []
      : [
          {
            label: 'Cross-check',
            text: `${counted(result.crossChecked, 'table')} counted in the same snapshot, equal`,
          },
        ]),
  ]
}

const uniqueName =
  "the storage cannot refuse to overwrite an object: the manifest was put under a name of this run's own, and read back"
type SecondCopy = NonNullable<BackupResult['secondCopy']>

const secondCopyOf = ({ ok, location, sent, seconds }: SecondCopy) =>
  ok ? `${location}, ${bytes(sent.bytes)} in ${time(seconds)}` : `not finished: ${location}`

const toFinish = (copy: SecondCopy | undefined): Section[] =>
  copy?.command ? [{ title: 'To finish the second copy', kind: 'commands', commands: [copy.command] }] : []

const address = "with the server's address in PGPROOF_TARGET_URL"
const swap = `It takes the place of the live database, which is kept, after you have confirmed it; ${address}.`
const newDatabase = `Into a new database, since it is a part only; ${address}.`

const tableBars = ({ tables }: BackupResult) =>
  tables.map(({ schema, name, bytes: raw }) => ({ label: qualified(schema, name), value: raw, shown: bytes(raw) }))

function sourceOf(source: BackupResult['source']): string {
  const profile = source.profile ? `, profile ${source.profile}` : ''
  return `${source.database}, PostgreSQL ${source.serverVersion}, pg_dump ${source.clientVersion}${profile}`
}

function spoolOf({ peakBytes, pausedSeconds }: BackupResult['spool']): string {
  const paused = pausedSeconds >= 1 ? `, pg_dump waited ${time(pausedSeconds)} for the storage` : ''
  return `at most ${bytes(peakBytes)} of disk${paused}`
}

/** How much, and how much smaller than its text. */
function sizeOf({ rawBytes, storedBytes, objects }: BackupResult['totals']): string {
  const ratio =
    storedBytes > 0 && rawBytes > storedBytes ? `, ${(rawBytes / storedBytes).toFixed(1)} times smaller` : ''
  return `${bytes(rawBytes)} of rows as text, ${bytes(storedBytes)} stored${ratio}, in ${counted(objects, 'object')}`
}
