import { shellWord } from '../operations/restore-command.ts'
import type { RestoreTestResult } from '../operations/results-restore-test.ts'
import { bytes, count, counted, time, visible } from './format.ts'
import { answer, attestationFact, checks, qualified, tally, unchecked, verdict } from './shared.ts'
import { bars, type Cell, plain, type Section, type Sheet, table } from './sheet.ts'

type Result = RestoreTestResult

export function restoreTestSheet(result: Result): Sheet {
  const { backup, tables, definitions } = result
  const achieved = `restored and proved equal: ${counted(tables.length, 'table')}, ${counted(rowsOf(result), 'row')}, ${counted(definitions.entries, 'definition')}`
  return {
    title: `Restore-test of ${backup.name}`,
    verdict: verdict(result, achieved),
    facts: facts(result),
    sections: [
      ...tablesSection(result),
      ...definitionsSection(result),
      ...largeObjectsSection(result),
      ...indexesSection(result),
      ...checks('What a second dump cannot see', result.checks),
      ...checks('Assertions', result.assertions),
      ...driftSection(result),
      ...phasesSections(result),
      ...unchecked('Not checked', result.notChecked),
      ...keptSection(result),
    ],
    warnings: result.warnings,
  }
}

const rowsOf = ({ tables }: Result) => tables.reduce((sum, { rows }) => sum + rows, 0)
const bytesOf = ({ tables }: Result) => tables.reduce((sum, { bytes: raw }) => sum + raw, 0)

function facts(result: Result): Sheet['facts'] {
  const { backup, target, tables, definitions, largeObjects } = result
  const equal = tables.filter((restored) => restored.equal).length
  const settled = definitions.settled > 0 ? `, ${count(definitions.settled)} of them in settled form` : ''
  return [
    { label: 'Backup', text: `${backup.id} (${backup.type})${backup.partial ? `, partial: ${backup.partial}` : ''}` },
    { label: 'Target', text: `${target.address}, PostgreSQL ${target.serverVersion} (${target.kind})` },
    {
      label: 'Tables',
      text: `${count(equal)} of ${count(tables.length)} equal, ${counted(rowsOf(result), 'row')}, ${bytes(bytesOf(result))}`,
    },
    { label: 'Definitions', text: definitionsText(result, settled) },
    ...(largeObjects.count > 0
      ? [{ label: 'Large objects', text: `${count(largeObjects.equal)} of ${count(largeObjects.count)} equal` }]
      : []),
    { label: 'Checks', text: tally(result.checks) },
    { label: 'Assertions', text: result.assertions.length === 0 ? 'none configured' : tally(result.assertions) },
    {
      label: 'Not checked',
      text: result.notChecked.length === 0 ? 'nothing' : `${count(result.notChecked.length)}, listed below`,
    },
    ...attestationFact(result),
    { label: 'Time', text: time(result.seconds) },
  ]
}

/** On another major they are not compared, and no number may look as if they were. */
function definitionsText({ definitions, notChecked }: Result, settled: string): string {
  if (notChecked.some(({ what }) => what === 'definitions')) return `${count(definitions.entries)}, not compared`
  return `${count(definitions.equal)} of ${count(definitions.entries)} equal${settled}`
}

const equality = (equal: boolean): Cell =>
  equal ? { text: 'equal', tone: 'good' } : { text: 'different', tone: 'bad' }

function tablesSection({ tables }: Result): Section[] {
  const sorted = [...tables].sort((a, b) => Number(a.equal) - Number(b.equal) || b.bytes - a.bytes)
  return table(
    { title: 'Tables', names: true },
    [
      { title: 'table' },
      { title: 'rows', align: 'right' },
      { title: 'size', align: 'right' },
      { title: 'result' },
      { title: 'difference' },
    ],
    sorted.map((restored) => [
      plain(qualified(restored.schema, restored.name)),
      plain(count(restored.rows)),
      plain(bytes(restored.bytes)),
      equality(restored.equal),
      plain(restored.difference ?? ''),
    ]),
  )
}

function definitionsSection({ definitions }: Result): Section[] {
  const rows = definitions.differences.map(({ entry, difference }) => [plain(entry), plain(difference)])
  return table(
    { title: 'Definitions that differ', names: true },
    [{ title: 'definition' }, { title: 'difference' }],
    rows,
  )
}

function largeObjectsSection({ largeObjects }: Result): Section[] {
  const lines = largeObjects.differences.map((text): Cell => ({ text, tone: 'bad' }))
  return lines.length === 0 ? [] : [{ title: 'Large objects that differ', names: true, kind: 'lines', lines }]
}

function indexesSection({ indexes }: Result): Section[] {
  const sorted = [...indexes].sort((a, b) => Number(a.ok) - Number(b.ok))
  return table(
    { title: 'Indexes and constraints', names: true },
    [{ title: 'table' }, { title: 'name' }, { title: 'kind' }, { title: 'result' }, { title: 'found' }],
    sorted.map((index) => [
      plain(qualified(index.schema, index.table)),
      plain(visible(index.name)),
      plain(index.method === index.kind ? index.kind : `${index.method} ${index.kind}`),
      answer(index),
      plain(index.found ?? ''),
    ]),
  )
}

function driftSection({ drift = [] }: Result): Section[] {
  return table(
    {
      title: 'Drift since the backup',
      names: true,
      note: 'The live database today, for information; it decides nothing.',
    },
    [
      { title: 'table' },
      { title: 'in the backup', align: 'right' },
      { title: 'live', align: 'right' },
      { title: 'drift', align: 'right' },
    ],
    drift.map(({ schema, name, backupRows, liveRows }) => [
      plain(qualified(schema, name)),
      plain(count(backupRows)),
      plain(liveRows === undefined ? 'gone' : count(liveRows)),
      plain(liveRows === undefined ? '' : signed(liveRows - backupRows)),
    ]),
  )
}

const signed = (difference: number) => (difference > 0 ? `+${count(difference)}` : count(difference))

const phaseTitles: Record<keyof Result['phases'], string> = {
  download: 'download',
  restore: 'restore data',
  index: 'build indexes',
  prove: 'prove',
  checkIndexes: 'check indexes',
  assertions: 'assertions',
}

function phasesSections({ phases }: Result): Section[] {
  const known = Object.entries(phases).filter(([, seconds]) => seconds !== undefined)
  const named = known.map(([phase, seconds]) => ({
    label: phaseTitles[phase as keyof Result['phases']] ?? phase,
    value: seconds as number,
    shown: time(seconds as number),
  }))
  const columns = [{ title: 'phase' }, { title: 'time', align: 'right' as const }]
  return [
    ...table(
      { title: 'Phases' },
      columns,
      named.map(({ label, shown }) => [plain(label), plain(shown)]),
    ),
    ...bars({ title: 'Time by phase' }, 'seconds', named),
  ]
}

function keptSection({ kept }: Result): Section[] {
  if (!kept) return []
  const until =
    kept.until === 'job'
      ? 'A workflow drops it at the end of the job; after a command it stays until you remove it.'
      : 'It stays until you drop it.'
  const lines = [
    plain(`database ${visible(kept.database)} on ${kept.host}, port ${kept.port}, user ${kept.user}`),
    plain(`its address is in ${kept.urlFile}`),
    ...dropping(kept).map(plain),
  ]
  return [{ title: 'Kept', note: until, kind: 'lines', lines }]
}

/** How to get rid of what was kept, as commands to copy. */
export function dropping(kept: NonNullable<Result['kept']>): string[] {
  const { server } = kept
  if (server?.container) return [`remove it: docker rm --force ${server.container}`]
  if (server) {
    const stop = server.pid === undefined ? '' : `kill -INT ${server.pid} && sleep 2 && `
    return [`remove it: ${stop}rm -rf ${shellWord(server.folder)}`]
  }
  const login = `--host=${shellWord(kept.host)} --port=${kept.port} --username=${shellWord(kept.user)}`
  return [`remove it: dropdb --force ${login} ${shellWord(kept.database)}`]
}
