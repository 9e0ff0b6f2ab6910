import { type PgproofError, refusal } from '../../errors.ts'
import { showDuration } from '../../proof/assertions/duration.ts'
import type { Context } from '../context.ts'
import { type ApprovalRequest, requireApproval } from './approval.ts'
import { confirmationWords, visible as shown } from './confirmation-words.ts'
import { protectingEntry } from './protected.ts'

/** What a person must know who says yes. No secrets. */
export interface ConfirmFacts {
  /** What is to be done; RESTORE unless given. */
  word?: 'ROLLBACK' | 'DROP'
  /** The database that is written into. */
  database: string
  /** What comes back. `created`: ISO 8601, UTC. `kept`: no backup is known, and `id` is the name of a kept database. */
  backup: { id: string; name: string; created: string; kept?: true }
  /** `localhost:5432`, without user and password. */
  server: string
  /** Why the database counts as the one that the backup was made from; absent where it does not. */
  isSource?: string
  /** Lines to show: what will be different afterwards. */
  changes?: string[]
}

export interface ConfirmRequest extends ApprovalRequest {
  /** `<database> from <backup id>` */
  confirm?: string | undefined
  allowProduction: boolean
  /** `database`, `host/database` or `host:port/database`. */
  protected: string[]
}

/** Who said yes: a person at the terminal or the input `confirm`, and the logins of those who approved the run. */
export interface Confirmation {
  by: 'terminal' | 'input'
  approvedBy?: string[]
}

/**
 * The first confirmation, before anything is written: production is allowed, the run approved where that is asked for, and a person said yes,
 * in words that name the database. Throws exit 4 for everything but a clear yes; writes no record.
 */
export async function confirmRestore(
  facts: ConfirmFacts,
  request: ConfirmRequest,
  context: Context,
): Promise<Confirmation> {
  const question = await checkConfirmable(facts, request, context)
  const approvedBy = await requireApproval(request, context)
  await askFor(question, context)
  return { by: context.ask ? 'terminal' : 'input', ...(approvedBy && { approvedBy }) }
}

/**
 * What can be said no to before anybody is asked, and before anything that takes long: production that nobody allowed, and where there is no
 * terminal words that do not fit. Throws exit 4.
 */
export async function checkConfirmable(
  facts: ConfirmFacts,
  request: ConfirmRequest,
  context: Context,
): Promise<Question> {
  const question = await questionFor(facts.word ?? 'RESTORE', facts, request)
  checkInput(question, request, context)
  return question
}

/** Why writing into a database is writing into production, in half sentences; empty where it is not. */
export async function productionReasons(facts: ConfirmFacts, entries: string[]): Promise<string[]> {
  const entry = await protectingEntry(entries, facts)
  return [
    ...(facts.isSource === undefined ? [] : [`it counts as the backup's source (${facts.isSource})`]),
    ...(entry === undefined ? [] : [`protected names it (${shown(entry)})`]),
  ]
}

/**
 * The second confirmation, before a swap, with what it changes in `facts.changes`. At a terminal the person is asked again;
 * where `confirm` was the first confirmation, it stands for this one too. The approval is `first`'s. Throws exit 4.
 */
export async function confirmSwap(
  facts: ConfirmFacts,
  request: ConfirmRequest,
  context: Context,
  first: Confirmation,
): Promise<Confirmation> {
  const question = await questionFor('SWAP', facts, request)
  checkInput(question, request, context)
  await askFor(question, context)
  return { ...first, by: context.ask ? 'terminal' : 'input' }
}

type Word = 'RESTORE' | 'SWAP' | 'ROLLBACK' | 'DROP'

/** What each word stands for, in sentences that end with `of the database …`. */
const DEEDS: Record<Word, string> = {
  RESTORE: 'the restore',
  SWAP: 'the swap',
  ROLLBACK: 'the rollback',
  DROP: 'the dropping of what was kept',
}

interface Question {
  word: Word
  facts: ConfirmFacts
  /** Why writing into the database is writing into production; empty where it is not. */
  production: string[]
}

/** Throws where production would be written into and nobody allowed it. */
async function questionFor(
  word: Question['word'],
  facts: ConfirmFacts,
  { protected: entries, allowProduction }: ConfirmRequest,
): Promise<Question> {
  const production = await productionReasons(facts, entries)
  const question = { word, facts, production }
  if (production.length === 0 || allowProduction) return question
  throw refused(
    question,
    `${nameOf(facts)} is production: ${production.join(', and ')}`,
    'if it is to be replaced, say allow-production as well',
  )
}

/** Where nobody can be asked, `confirm` must be right; where somebody is, a wrong one is a no all the same. */
function checkInput(question: Question, { confirm }: ConfirmRequest, context: Context): void {
  const { facts } = question
  if (context.ask && confirm === undefined) return
  const expected = confirmationWords(facts.database, facts.backup.id)
  if (confirm === expected) return
  const harmless = (context.redact?.(expected) ?? expected) === expected
  const words = harmless ? expected : `the database's name, the word from, and ${facts.backup.id}`
  throw refused(
    question,
    confirm === undefined
      ? `${DEEDS[question.word]} of ${nameOf(facts)} was not confirmed, and there is no terminal to ask at`
      : `confirm does not say what is to be restored, which is ${nameOf(facts)}`,
    `if that is what you mean, give confirm: ${words}`,
  )
}

async function askFor(question: Question, context: Context): Promise<void> {
  if (!context.ask) return
  const { word, facts } = question
  const typed = await context.ask(questionText(question, context.now()))
  context.signal.throwIfAborted()
  if (typed === wordsOf(question)) return
  throw refused(
    question,
    `${DEEDS[word]} of ${nameOf(facts)} was not confirmed`,
    `to confirm, run it again and type ${wordsOf(question)}`,
  )
}

const wordsOf = ({ word, facts }: Question): string => `${word} ${shown(facts.database)}`

/** What the person sees who is to type the words. */
function questionText(question: Question, now: Date): string {
  const { facts, production } = question
  const { backup, server, database, changes = [] } = facts
  const age = showDuration(now.getTime() - Date.parse(backup.created))
  const created = backup.created.slice(0, 16).replace('T', ' ')
  const lines = [
    backup.kept
      ? `From     database ${shown(backup.id)}, kept since ${created} UTC, ${age} ago`
      : `From     backup ${backup.id} of ${shown(backup.name)}, made ${created} UTC, ${age} ago`,
    `Into     database ${shown(database)} on ${shown(server)}`,
    production.length === 0
      ? "         not the backup's source, not protected"
      : `         PRODUCTION: ${production.map(shown).join(', and ')}`,
    ...changes.map((change, index) => `${index === 0 ? 'Changes ' : '        '} ${shown(change)}`),
  ]
  return `\n${lines.join('\n')}\n\nType ${wordsOf(question)} to go on, anything else to stop: `
}

const nameOf = ({ database, server }: ConfirmFacts): string => `the database ${shown(database)} on ${shown(server)}`

const refused = ({ word }: Question, why: string, hint: string): PgproofError =>
  refusal(why, `${hint}; ${word === 'SWAP' ? 'the live database is as it was' : 'nothing was written'}`)
