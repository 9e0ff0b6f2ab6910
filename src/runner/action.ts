import * as core from '@actions/core'
import { readInputs } from '../inputs/read.ts'
import { formsOf } from '../inputs/secrets.ts'
import { type ActionVerb, declarations } from '../inputs/verbs.ts'
import { reportFiles } from '../report/files.ts'
import { attested } from './attest.ts'
import { byOf } from './by.ts'
import { takeEnvironment } from './environment.ts'
import { givenInputs } from './given.ts'
import { type JobLog, jobLog } from './log.ts'
import { installerOf } from './programs.ts'
import { type Publishing, publish } from './publish.ts'
import { type Ended, failed, runVerb } from './run.ts'
import { secretsGiven, secretsOf } from './secrets.ts'
import { detailOf } from './visibility.ts'

/** Shorter secrets turn every such word of a log into asterisks, and outputs that hold one are dropped. */
const shortestSecret = 8

/** Runs a verb as an action: inputs in, everything told. The only place that marks a step as failed. */
export async function runAction(verb: ActionVerb): Promise<Ended> {
  const environment = takeEnvironment(process.env)
  const known = secretsGiven(environment)
  mask(known)
  const log = jobLog()
  const by = byOf(environment)
  let publishing: Publishing = { detail: 'totals', reports: [], artifact: false, by, environment }
  let ended: Ended
  try {
    const values = readValues(verb, environment, log)
    const { reportDetail, reportArtifact } = values
    publishing = { ...publishing, detail: detailOf(reportDetail, environment), artifact: reportArtifact }
    publishing.reports = reportFiles(values)
    const secrets = secretsOf(declarations[verb], values, environment)
    mask(secrets.filter((secret) => !known.includes(secret)))
    warnOfShort(secrets, log)
    const idToken = async () => await core.getIDToken('sts.amazonaws.com')
    const installPrograms = installerOf(verb, environment, log)
    const { progress } = log
    const folder = process.cwd()
    ended = await runVerb(verb, values, { environment, progress, by, idToken, installPrograms, folder, secrets })
    ended = await attested(ended, values, environment, secrets)
  } catch (error) {
    ended = failed(verb, error, known)
  }
  await publish(ended, publishing, log)
  if (!ended.result.ok) process.exitCode = 1
  return ended
}

const mask = (secrets: string[]) => {
  for (const form of new Set(secrets.flatMap(formsOf))) core.setSecret(form)
}

function readValues(verb: ActionVerb, environment: Record<string, string | undefined>, log: JobLog) {
  const declaration = declarations[verb]
  const given = givenInputs(declaration, environment)
  const sources = { given, by: 'with', environment, folder: process.cwd(), warn: log.warn } as const
  return readInputs(declaration as (typeof declarations)['backup'], sources).values
}

function warnOfShort(secrets: string[], log: JobLog): void {
  for (const secret of secrets) {
    if (secret.length < shortestSecret) {
      log.warn(
        `a secret is shorter than ${shortestSecret} characters, so such words are masked all over the log: use a longer one`,
      )
    }
  }
}
