import type { Limit, Milestone, StatusBackup, StatusResult } from '../operations/results-status.ts'
import { badge, badgeOfVerification, failedChecks, minute } from './badges.ts'
import { age, bytes, counted, percentage, time } from './format.ts'
import { verdict } from './shared.ts'
import { bars, type Cell, line, plain, type Section, type Sheet, type Tone, table } from './sheet.ts'

export function statusSheet(result: StatusResult): Sheet {
  const { summary, unreadable, running, pins, expiring } = result
  return {
    title: `Status of ${result.name}`,
    verdict: verdict(result, achieved(result)),
    facts: [
      { label: 'Newest', text: milestone(result.newest) },
      { label: 'Verified', text: milestone(result.newestVerified, 'verified') },
      { label: 'Restore-tested', text: milestone(result.newestRestoreTested, 'restored') },
      { label: 'Good backups', text: goodOf(result) },
      { label: 'Data at risk', text: atRisk(result) },
      { label: 'Time to restore', text: toRestore(result) },
      ...result.copies.map((copy) => ({ label: 'Second copy', text: secondCopy(copy) })),
      { label: 'Storage', text: storage(result) },
      { label: 'Growth', text: growth(summary) },
      ...(result.schedule ? [{ label: 'Schedule', text: schedule(result.schedule) }] : []),
    ],
    sections: [
      ...limitsSection(result.limits),
      ...table({ title: 'Backups' }, backupColumns, result.backups.map(backupRow)),
      ...failedChecks(result.failures),
      ...unreadableSection(unreadable),
      ...table(
        { title: 'Running' },
        [{ title: 'id' }],
        running.map(({ id }) => [plain(id)]),
      ),
      ...pinsSection(pins),
      ...expiringSection(expiring),
      ...byType(result),
      ...trend(result),
    ],
    warnings: result.warnings,
  }
}

function achieved({ newest, timeToRestore }: StatusResult): string {
  const lost = newest ? `losing the last ${age(newest.ageSeconds)}` : ''
  const took = timeToRestore ? `; the last restore-test took ${time(timeToRestore.seconds)}` : ''
  return `the database could be brought back today, ${lost}${took}`
}

function milestone(found: Milestone | undefined, done?: string): string {
  if (!found) return 'none'
  const checked = done && found.checkedSeconds !== undefined ? `, ${done} ${age(found.checkedSeconds)} ago` : ''
  return `${found.id}, made ${age(found.ageSeconds)} ago${checked}`
}

/** `18 of 20; 1 damaged, 1 unreadable`: what does not count is never left out. */
function goodOf({ backups, unreadable }: StatusResult): string {
  const bad = backups.filter(({ good }) => !good)
  const others = [...Map.groupBy(bad, ({ state }) => state)].map(([state, some]) => `${some.length} ${state}`)
  if (unreadable.length > 0) others.push(`${unreadable.length} unreadable`)
  const whole = `${backups.length - bad.length} of ${backups.length + unreadable.length}`
  return others.length === 0 ? whole : `${whole}; ${others.join(', ')}`
}

function atRisk({ newest }: StatusResult): string {
  if (!newest) return 'everything: there is no good backup'
  return `what was changed since ${minute(newest.created)}, ${time(newest.ageSeconds)}`
}

function toRestore({ timeToRestore, trend }: StatusResult): string {
  if (!timeToRestore) return 'never measured: pgproof restore-test does'
  const before = trend.at(-2)
  const share = before && before.seconds > 0 ? timeToRestore.seconds / before.seconds - 1 : 0
  const moved =
    Math.abs(share) < 0.01
      ? ''
      : `, ${percentage(Math.abs(share))} ${share > 0 ? 'slower' : 'faster'} than the one before`
  return `${time(timeToRestore.seconds)} until the data is back, ${time(timeToRestore.proofSeconds)} more for the proof (${minute(timeToRestore.at)}${moved})`
}

const secondCopy = ({ to, id, ageSeconds, copiedSeconds }: StatusResult['copies'][number]) =>
  `at ${to}, ${age(ageSeconds)} old: ${id}, copied ${age(copiedSeconds)} ago, as its record tells`

function storage({ summary, location }: StatusResult): string {
  const { count, storedBytes, oldest, freeBytes } = summary
  const since = oldest ? `, the oldest of ${minute(oldest)}` : ''
  const free = freeBytes === undefined ? '' : `, ${bytes(freeBytes)} free`
  return `${counted(count, 'backup')}, ${bytes(storedBytes)}${since}${free}, in ${location}`
}

function growth({ growth }: StatusResult['summary']): string {
  if (!growth) return 'not known yet: it takes three good backups over a week'
  const { bytesPerMonth, share } = growth
  const sign = bytesPerMonth < 0 ? '-' : '+'
  return `${sign}${bytes(Math.abs(bytesPerMonth))} a month for a backup (${sign}${percentage(Math.abs(share))})`
}

function schedule({ workflow, state, lastRun }: NonNullable<StatusResult['schedule']>): string {
  const ran = lastRun
    ? `last run ${age(lastRun.ageSeconds)} ago, ${lastRun.conclusion || lastRun.status}`
    : 'never run by a schedule'
  return `${workflow} is ${state}, ${ran}`
}

const limitTones: Record<Limit['state'], Tone> = { broken: 'bad', 'not checked': 'warning', kept: 'good' }

const limitsSection = (limits: Limit[]): Section[] =>
  table(
    { title: 'Limits' },
    [{ title: 'limit' }, { title: 'state' }, { title: 'allowed' }, { title: 'found' }],
    limits.map(({ name, state, found, allowed, hint }) => [
      plain(name),
      { text: state, tone: limitTones[state] },
      plain(allowed),
      plain(hint === undefined ? found : `${found}\n→ ${hint}`),
    ]),
  )

const backupColumns: { title: string; align?: 'right' }[] = [
  { title: 'id' },
  { title: 'type' },
  { title: 'size', align: 'right' },
  { title: 'created' },
  { title: 'state' },
  { title: 'verified' },
  { title: 'restore-tested' },
]

function backupRow(backup: StatusBackup): Cell[] {
  const tags = backup.tags.length > 0 ? ` [${backup.tags.join(', ')}]` : ''
  const by = backup.state === 'replaced' ? `by ${backup.replacedBy}` : undefined
  const why = backup.lost ?? backup.archived ?? by ?? backup.partial
  const what = why ? `${backup.state}: ${why}` : backup.state
  return [
    plain(backup.id),
    plain(backup.type + tags),
    plain(bytes(backup.storedBytes)),
    plain(minute(backup.created)),
    { text: backup.pin ? `${what}, pinned` : what, tone: toneOf(backup) },
    badgeOfVerification(backup),
    badge(backup.restoreTested),
  ]
}

const toneOf = ({ state, good }: StatusBackup): Tone =>
  good
    ? state === 'not verified'
      ? 'warning'
      : 'good'
    : ['damaged', 'restore-test failed'].includes(state)
      ? 'bad'
      : 'warning'

const pinsSection = (pins: StatusResult['pins']): Section[] =>
  table(
    { title: 'Pinned' },
    [{ title: 'id' }, { title: 'until' }, { title: 'reason' }],
    pins.map(({ id, until, reason }) => [plain(id), plain(until ? minute(until) : 'unpinned'), plain(reason)]),
  )

const unreadableSection = (unreadable: StatusResult['unreadable']): Section[] =>
  table(
    { title: 'Unreadable', note: 'They do not count.' },
    [{ title: 'id' }, { title: 'why' }],
    unreadable.map(({ id, why }) => [plain(id), { text: why, tone: 'bad' }]),
  )

const expiringSection = (expiring: StatusResult['expiring']): Section[] =>
  table(
    { title: 'Going next' },
    [{ title: 'id' }, { title: 'at' }, { title: 'why' }],
    expiring.map(({ id, at, what }) => [plain(id), plain(at ? minute(at) : 'at the next prune'), plain(what)]),
  )

const byType = ({ summary }: StatusResult): Section[] =>
  table(
    { title: 'By type' },
    [{ title: 'type' }, { title: 'backups', align: 'right' }, { title: 'size', align: 'right' }],
    summary.byType.map(({ type, count, storedBytes }) => [
      plain(type),
      plain(String(count)),
      plain(bytes(storedBytes)),
    ]),
  )

/** As many points as a small chart shows. */
const MOST = 12

function trend({ trend, backups }: StatusResult): Section[] {
  const recent = trend.slice(-MOST)
  const sizes = backups.filter(({ good }) => good).slice(0, MOST)
  return [
    ...table(
      { title: 'Restore-tests' },
      [
        { title: 'when' },
        { title: 'backup' },
        { title: 'rows', align: 'right' },
        { title: 'data back', align: 'right' },
        { title: 'proof', align: 'right' },
      ],
      recent
        .toReversed()
        .map(({ at, id, rawBytes, seconds, proofSeconds }) => [
          plain(minute(at)),
          plain(id),
          plain(bytes(rawBytes)),
          plain(time(seconds)),
          plain(time(proofSeconds)),
        ]),
    ),
    ...line(
      { title: 'Time to restore' },
      'seconds',
      recent.map(({ at, seconds }) => ({
        label: minute(at).slice(5, 16).replace(':', '.'),
        value: seconds,
        shown: time(seconds),
      })),
    ),
    ...bars(
      { title: 'Stored size' },
      'bytes',
      sizes.map(({ id, storedBytes }) => ({ label: id, value: storedBytes, shown: bytes(storedBytes) })),
    ),
  ]
}
