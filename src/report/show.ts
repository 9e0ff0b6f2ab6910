import type { HistoryEntry, ShowResult } from '../operations/results-show.ts'
import { minute } from './badges.ts'
import { age, bytes, count, counted } from './format.ts'
import { madeBy, qualified, unchecked, verdict } from './shared.ts'
import { bars, type Cell, plain, type Section, type Sheet, table } from './sheet.ts'

export function showSheet(result: ShowResult): Sheet {
  const { backup, totals, tables, extensions, roles, history } = result
  return {
    title: `Backup ${backup.id} of ${backup.name}`,
    verdict: verdict(result, `backup ${backup.id} of ${backup.name}, made ${minute(backup.created)}`),
    facts: facts(result),
    sections: [
      ...table({ title: 'History', names: true }, historyColumns, history.map(historyRow)),
      ...tablesSections(tables),
      ...definitions(result),
      ...table(
        { title: 'Extensions', names: true },
        [{ title: 'extension' }, { title: 'version' }, { title: 'schema' }],
        extensions.map(({ name, version, schema }) => [plain(name), plain(version), plain(schema)]),
      ),
      ...table(
        { title: 'Roles', names: true },
        [{ title: 'role' }],
        roles.map((role) => [plain(role)]),
      ),
      ...unchecked('Not in the dump', result.notContained),
      { title: 'To bring it back', kind: 'commands', commands: [result.restoreCommand] },
    ],
    warnings: totals.tables === 0 ? [...result.warnings, 'it holds no rows'] : result.warnings,
  }
}

function tablesSections(tables: ShowResult['tables']): Section[] {
  return [
    ...table(
      { title: 'Tables', names: true },
      [
        { title: 'table' },
        { title: 'rows', align: 'right' },
        { title: 'size', align: 'right' },
        { title: 'stored', align: 'right' },
        { title: 'parts', align: 'right' },
        { title: 'through' },
      ],
      tables.map((one) => [
        plain(qualified(one.schema, one.name)),
        plain(count(one.rows)),
        plain(bytes(one.bytes)),
        plain(bytes(one.storedBytes)),
        plain(count(one.parts)),
        plain(one.root ?? ''),
      ]),
    ),
    ...bars(
      { title: 'Largest tables', names: true },
      'bytes of rows as text',
      tables.map((one) => ({ label: qualified(one.schema, one.name), value: one.bytes, shown: bytes(one.bytes) })),
    ),
  ]
}

function facts(result: ShowResult): Sheet['facts'] {
  const { backup, by, source, totals, largeObjects, clientVersion, previous, manifestDigest, sealedFor, entries } =
    result
  const tags = backup.tags.length > 0 ? ` [${backup.tags.join(', ')}]` : ''
  const profile = source.profile === 'none' ? '' : `, profile ${source.profile}`
  return [
    { label: 'Type', text: `${backup.type}${tags}${backup.partial ? `, partial: ${backup.partial}` : ''}` },
    { label: 'Where', text: backup.location },
    { label: 'Snapshot', text: `${minute(backup.created)}, in the storage ${minute(backup.finished)}` },
    { label: 'Made by', text: `${madeBy(by)}, pgproof ${by.pgproof}` },
    {
      label: 'Source',
      text: `${source.database} on ${source.address}, PostgreSQL ${source.version}, ${bytes(source.sizeBytes)}, ${source.encoding}, ${source.collate}${profile}`,
    },
    { label: 'pg_dump', text: clientVersion },
    { label: 'Tables', text: `${count(totals.tables)} with ${counted(totals.rows, 'row')}` },
    { label: 'Definitions', text: count(entries.length) },
    ...(largeObjects.count > 0
      ? [{ label: 'Large objects', text: `${count(largeObjects.count)} with ${bytes(largeObjects.bytes)}` }]
      : []),
    {
      label: 'Size',
      text: `${bytes(totals.rawBytes)} of rows as text, ${bytes(totals.storedBytes)} stored in ${counted(totals.objects, 'object')}`,
    },
    ...(sealedFor ? [{ label: 'Sealed', text: `${backup.sealed}, for ${sealedFor.join(', ')}` }] : []),
    ...result.copies.map(({ to, copiedSeconds }) => ({
      label: 'Second copy',
      text: `at ${to}, ${age(copiedSeconds)} old, as its record tells`,
    })),
    { label: 'Before it', text: previous?.id ?? 'none' },
    { label: 'Manifest', text: `sha256:${manifestDigest}` },
  ]
}

const historyColumns = [{ title: 'when' }, { title: 'what' }, { title: 'who' }, { title: 'where' }, { title: 'found' }]

function historyRow({ at, what, ok, who, host, run, found }: HistoryEntry): Cell[] {
  return [
    plain(minute(at)),
    ok ? plain(what) : { text: what, tone: 'bad' },
    plain(who),
    plain(run ?? host),
    plain(found ?? ''),
  ]
}

function definitions({ definitionTypes, entries }: ShowResult): Section[] {
  return [
    ...table(
      { title: 'Definitions by type' },
      [{ title: 'type' }, { title: 'definitions', align: 'right' }],
      definitionTypes.map(({ type, count: number }) => [plain(type), plain(count(number))]),
    ),
    ...table(
      { title: 'Definitions', names: true },
      [{ title: 'type' }, { title: 'name' }],
      entries.map(({ type, schema, name }) => [plain(type), plain(schema === '' ? name : qualified(schema, name))]),
    ),
  ]
}
