import type { EscrowKey, EscrowResult, EscrowStep } from '../operations/results-escrow.ts'
import { badge, minute } from './badges.ts'
import { bytes, count, counted } from './format.ts'
import { verdict } from './shared.ts'
import { type Cell, plain, type Section, type Sheet, table } from './sheet.ts'

/** To be filled in by hand. */
const BLANK = '…'.repeat(14)

export function escrowSheet(result: EscrowResult): Sheet {
  const { name, backup, programs, source } = result
  const sentence = 'What it takes to bring this database back. Print it anew when a key changes.'
  return {
    title: `Recovery sheet of ${name}`,
    verdict: { ...verdict(result, sentence), tone: 'plain' },
    facts: facts(result),
    sections: [
      ...keepers(result),
      ...newest(result),
      steps(
        'With pgproof',
        `Backup ${backup.id}; any other id takes its place. Key files lie where you type.`,
        result.withPgproof,
      ),
      steps(
        'By hand, without pgproof',
        `On a server of PostgreSQL ${source.major} or later, as its superuser (PGHOST, PGUSER, PGPASSWORD). It takes ${programs.join('; ')}.`,
        result.byHand,
      ),
      { title: 'Tried', kind: 'lines', lines: TRIED.map(plain) },
    ],
    warnings: result.warnings,
  }
}

function newest({ backups }: EscrowResult): Section[] {
  const titles = ['id', 'type', 'made', 'size', 'sealed', 'signed by', 'verified', 'restore-tested']
  return table(
    { title: 'The newest backups' },
    titles.map((title) => (title === 'size' ? { title, align: 'right' } : { title })),
    backups.map((one): Cell[] => [
      plain(one.id),
      plain(one.partial ? `${one.type}, partial: ${one.partial}` : one.type),
      plain(minute(one.created)),
      plain(bytes(one.storedBytes)),
      one.sealing === 'none' ? { text: 'not sealed', tone: 'warning' } : plain(one.sealing),
      one.signedBy === undefined ? { text: 'nobody', tone: 'warning' } : plain(one.signedBy),
      badge(one.verified),
      badge(one.restoreTested),
    ]),
  )
}

function facts({ location, source, backups, count: all, made, pgproof }: EscrowResult): Sheet['facts'] {
  const [newest] = backups
  return [
    { label: 'Storage', text: location },
    { label: 'Database', text: `${source.database} on ${source.address}, PostgreSQL ${source.version}` },
    { label: 'Backups', text: `${count(all)}, the newest of ${minute(newest?.created ?? made)}` },
    { label: 'This sheet', text: `${minute(made)}, pgproof ${pgproof}` },
  ]
}

/** Keys are named, never shown; who has them is written by hand. */
function keepers({ keys, backups, location }: EscrowResult): Section[] {
  const rows = [
    ...keys.map((key) => [plain(NAMES[key.what]), plain(fingerprint(key)), plain(use(key, backups.length))]),
    ...(keys.some(({ what }) => what === 'sign-key')
      ? [[plain('verify-key'), plain('public'), plain('tells a backup from a forged one')]]
      : []),
    [plain('credentials of the storage'), plain('reading is enough'), plain(location)],
    [plain('administrator of a server'), plain(''), plain('to restore into')],
  ]
  return table(
    {
      title: 'Who keeps what',
      note: 'Of those that open the same backups, one is enough.',
    },
    [{ title: 'what' }, { title: 'which' }, { title: 'for' }, { title: 'kept by' }, { title: 'where' }],
    rows.map((row) => [...row, plain(BLANK), plain(BLANK)]),
  )
}

const NAMES: Record<EscrowKey['what'], string> = {
  identity: 'identity (secret key of age)',
  'gpg key': 'secret key of gpg',
  passphrase: 'passphrase',
  'sign-key': 'sign-key (secret)',
}

/** Longer ones, against quantum computers, are told by their fingerprint alone. */
function fingerprint({ what, public: half, fingerprint }: EscrowKey): string {
  if (what === 'passphrase') return 'as it was given to the backup job'
  if (fingerprint === undefined) return 'not checked: verify-key was not given'
  return what === 'identity' && half !== undefined && half.length <= 80 ? `${half}\n${fingerprint}` : fingerprint
}

function use({ what, backups, proven }: EscrowKey, all: number): string {
  const which = `${backups} of ${counted(all, 'backup')} below`
  if (what === 'sign-key') return `signed ${which}; not needed to restore`
  return `opens ${which}; ${proven === undefined ? 'never seen to open one' : `last seen to open one ${minute(proven)}`}`
}

function steps(title: string, note: string, all: EscrowStep[]): Section {
  return {
    title,
    note,
    kind: 'commands',
    commands: all.flatMap((step, index) => [`# ${index + 1}. ${step.title}`, ...step.commands]),
  }
}

const TRIED = [
  `This sheet alone brought the database back on ${BLANK}, tried by ${BLANK}`,
  `Next trial on ${BLANK}`,
  `Whom to call first ${BLANK}`,
]
