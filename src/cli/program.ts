import { Command, CommanderError, Option } from 'commander'
import { usageError } from '../errors.ts'
import { type Declaration, hasFileForm } from '../inputs/declare.ts'
import type { Input } from '../inputs/kinds.ts'
import { unknownNameHint } from '../inputs/nearest.ts'
import { declarations } from '../inputs/verbs.ts'
import type { Verb } from '../operations/results.ts'
import { version } from '../version.ts'

export type Given = Record<string, string | string[] | undefined>

export type Parsed = { kind: 'verb'; verb: Verb; given: Given } | { kind: 'shown' }

const exitCodes = `
Exit codes: 0 yes, 1 the answer is no, 2 wrong usage, 3 the environment, 4 refused for safety, 5 wrong key, 70 a bug.
Each option is also a variable (--storage is PGPROOF_STORAGE) and a key of pgproof.yml.`

/** Reads a command line. Throws exit 2 for what is not known; help and version print themselves. */
export function parseArguments(argv: string[]): Parsed {
  let parsed: Parsed = { kind: 'shown' }
  const program = new Command('pgproof')
    .description('PostgreSQL backups that prove they restore.')
    .version(version, '-V, --version', 'Print the version.')
    .helpOption('-h, --help', 'Show help.')
    .addHelpText('after', exitCodes)
  for (const declaration of Object.values(declarations)) {
    const command = verbCommand(declaration).action((options: Record<string, string | string[] | boolean>) => {
      parsed = { kind: 'verb', verb: declaration.verb, given: withWords(options) }
    })
    program.addCommand(command)
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeErr: () => {} })
  }
  try {
    program.parse(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) throw explained(error, argv)
  }
  return parsed
}

/** A flag without a word means `true`. */
const withWords = (options: Record<string, string | string[] | boolean>): Given =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, value === true ? 'true' : (value as string)]),
  )

function verbCommand(declaration: Declaration): Command {
  const command = new Command(declaration.verb).description(declaration.sentence).helpOption('-h, --help', 'Show help.')
  command.storeOptionsAsProperties(false).allowExcessArguments(false)
  for (const [name, input] of Object.entries(declaration.inputs)) {
    if (input.only === 'action') continue
    command.addOption(optionOf(name, input))
    if (hasFileForm(input)) command.addOption(fileOption(name))
  }
  return command
}

/**
 * Commander would turn `--spool-dir` into `spoolDir`, and take `--no-owner` for the opposite of an option that is on by itself;
 * inputs are known by their own names, and off until they are said.
 */
class NamedOption extends Option {
  constructor(flags: string, description?: string) {
    super(flags, description)
    this.negate = false
  }

  override attributeName(): string {
    return this.name()
  }
}

function optionOf(name: string, input: Input<unknown>): Option {
  const { kind, sentence, fallback, required } = input
  const shown = fallback?.shown ?? fallback?.text
  const note = required ? ' (required)' : shown && kind !== 'flag' ? ` (default: ${shown})` : ''
  const option = new NamedOption(`--${name} ${placeholder(input)}`, `${sentence.replaceAll('`', '')}${note}`)
  // A flag that is given twice takes the last word; a list collects them.
  if (kind === 'list') option.argParser((value, before: string[] = []) => [...before, ...value.split('\n')])
  // It is refused when it is used, with the words that say how to give it.
  return input.secret === 'whole' ? option.hideHelp() : option
}

function fileOption(name: string): Option {
  return new NamedOption(`--${name}-file <path>`, `File that holds ${name}, for what must not be in an argument.`)
}

function placeholder({ kind, choices, fallback }: Input<unknown>): string {
  if (kind === 'flag') return '[true|false]'
  if (kind === 'choice') return `<${choices?.join('|') ?? fallback?.text}>`
  return {
    text: '<text>',
    list: '<entry...>',
    integer: '<n>',
    size: '<size>',
    duration: '<time>',
    instant: '<moment>',
    share: '<share>',
    yaml: '<yaml>',
  }[kind]
}

/** Commander's own words, without values: an unknown option may carry a password. */
function explained(error: CommanderError, argv: string[]) {
  const verb = argv.find((argument): argument is Verb => Object.hasOwn(declarations, argument))
  const hint = `see pgproof ${verb ? `${verb} ` : ''}--help`
  const known = verb ? Object.keys(declarations[verb].inputs) : Object.keys(declarations)
  if (error.code === 'commander.unknownOption') {
    const option = /'(--?[^'=]*)/.exec(error.message)?.[1] ?? 'an option'
    return usageError(`unknown option ${option}`, hintFor(option.replace(/^--?/, ''), known, '--'))
  }
  if (error.code === 'commander.unknownCommand') {
    const command = /'([^']*)'/.exec(error.message)?.[1] ?? ''
    return usageError(`unknown command ${command}`, hintFor(command, Object.keys(declarations), ''))
  }
  if (error.code === 'commander.help') return usageError('no command was given', 'see pgproof --help')
  if (error.code === 'commander.excessArguments') return usageError('only options may follow the command', hint)
  const reason = (error.message.split('\n')[0] ?? '').replace(/^error: /, '').replace(/\.$/, '')
  return usageError(reason, hint)
}

const hintFor = (name: string, known: string[], before: string) =>
  unknownNameHint(name, known).replace(/^did you mean /, `did you mean ${before}`)
