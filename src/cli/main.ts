import { messageOf } from '../errors.ts'
import type { Declaration } from '../inputs/declare.ts'
import { readInputs } from '../inputs/read.ts'
import { declarations } from '../inputs/verbs.ts'
import type { Verb } from '../operations/results.ts'
import type { Progress } from '../progress.ts'
import { reportFiles, told, writeReport } from '../report/files.ts'
import { visible } from '../report/format.ts'
import { markdown } from '../report/markdown.ts'
import { terminal } from '../report/terminal.ts'
import { byOf } from '../runner/by.ts'
import { type Ended, failed, runVerb } from '../runner/run.ts'
import { secretsGiven, secretsOf } from '../runner/secrets.ts'
import { idTokenOf } from './id-token.ts'
import { type Given, parseArguments } from './program.ts'
import { bars, plainLines } from './progress.ts'
import { askerOf } from './question.ts'

/** The streams and the environment of the command; `exit` sets the exit code. */
export interface Terminal {
  argv: string[]
  environment: Record<string, string | undefined>
  folder: string
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** Where a person answers; without it nobody is asked. */
  stdin?: NodeJS.ReadStream
}

/** Runs the command line and returns its exit code. Never throws. */
export async function runCommand(streams: Terminal): Promise<number> {
  const { argv, stdout } = streams
  let verb: Verb = 'backup'
  let json = argv.some((argument) => argument === '--json' || argument === '--json=true')
  let ended: Ended
  let warned = new Set<string>()
  try {
    const parsed = parseArguments(argv)
    if (parsed.kind === 'shown') return 0
    verb = parsed.verb
    const run = await runParsed(verb, parsed.given, streams)
    ended = run.ended
    warned = run.warned
    json = run.json
  } catch (error) {
    ended = failed(verb, error, secretsGiven(streams.environment))
  }
  show(ended, warned, json, streams)
  if (json) stdout.write(`${JSON.stringify(ended.result, null, 2)}\n`)
  return ended.result.code
}

async function runParsed(verb: Verb, given: Given, { environment, folder, stdin, stderr }: Terminal) {
  const shown = stderr.isTTY ? bars(stderr) : plainLines(stderr)
  const warned = new Set<string>()
  const progress: Progress = (event) => {
    if (event.kind === 'warning' && warned.has(event.text)) return
    if (event.kind === 'warning') warned.add(event.text)
    shown.progress(event)
  }
  const warn = (text: string) => progress({ kind: 'warning', text })
  const declaration = declarations[verb]
  const { values } = readInputs(declaration, { given, by: 'flag', environment, folder, warn })
  const { json, reportDetail } = values
  const files = reportFiles(values)
  const by = byOf(environment)
  const secrets = secretsOf(declaration, values, environment)
  const idToken = idTokenOf(environment)
  const ask = askerOf(stdin, stderr, shown.finish)
  const surroundings = { environment, progress, by, folder, secrets, ...(idToken && { idToken }), ...(ask && { ask }) }
  const ended = await runVerb(verb, values, surroundings)
  shown.finish()
  const made = { at: new Date(), by: `pgproof ${by.pgproof}` }
  const detail = reportDetail === 'totals' ? 'totals' : 'full'
  for (const path of files) {
    try {
      writeReport(path, ended.result, { detail, made })
    } catch (error) {
      // The work is done and its answer stands, with or without the report.
      warn(messageOf(error))
    }
  }
  return { ended, json, warned }
}

/** The result on standard output, unless that is for JSON, without the warnings that were shown already; a failure on standard error: reason, then hint. */
function show(
  { result, stack }: Ended,
  warned: Set<string>,
  json: boolean,
  { environment, stdout, stderr }: Terminal,
): void {
  const { prints }: Declaration = declarations[result.verb]
  if (!json && 'seconds' in result && prints === 'markdown') stdout.write(markdown(told(result, 'full')))
  else if (!json && 'seconds' in result) {
    const sheet = told(result, 'full')
    const warnings = sheet.warnings.filter((warning) => !warned.has(warning))
    const colour = stdout.isTTY === true && !environment.NO_COLOR
    stdout.write(terminal({ ...sheet, warnings }, { colour, ...(stdout.isTTY && { width: stdout.columns }) }))
  }
  if (stack) stderr.write(`${stack}\n`)
  if (!result.ok) stderr.write(`error: ${visible(result.reason)}\nhint: ${visible(result.hint)}\n`)
}
