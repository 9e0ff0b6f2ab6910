import { environmentError, messageOf, PgproofError } from '../errors.ts'
import type { Attestation, BackupResult } from '../operations/results.ts'
import type { RestoreTestResult } from '../operations/results-restore-test.ts'
import { type Statement, statementOf } from '../report/attestation.ts'
import { type Ended, failed } from './run.ts'

type Environment = Record<string, string | undefined>

/**
 * Has GitHub attest what a run ended with, where that was asked for and the answer was yes. The result then names the attestation;
 * where there is none, the run has failed (exit 3) and its result says that the backup stands. Never throws.
 */
export async function attested(
  ended: Ended,
  { attest, githubToken }: { attest?: boolean; githubToken?: string | undefined },
  environment: Environment,
  secrets: string[],
): Promise<Ended> {
  const { result } = ended
  if (!attest || !('seconds' in result) || (result.verb !== 'backup' && result.verb !== 'restore-test')) return ended
  const statement = statementOf(result)
  if (statement === undefined) return ended
  try {
    const attestation = await attestationOf(statement, githubToken, environment)
    return { ...ended, result: { ...result, attestation } }
  } catch (error) {
    const { result: failure, stack } = failed(result.verb, standing(result, error), secrets)
    if (failure.ok) return ended
    const { ok, code, reason, hint } = failure
    return { result: { ...result, ok, code, reason, hint }, ...(stack !== undefined && { stack }) }
  }
}

/** What was done is done, whatever became of the attestation. */
function standing({ verb, backup }: BackupResult | RestoreTestResult, error: unknown): unknown {
  if (!(error instanceof PgproofError)) return error
  const done = verb === 'backup' ? `backup ${backup.id} stands` : `backup ${backup.id} was restored and proved equal`
  return new PgproofError(error.code, `${done}, but it was not attested: ${error.reason}`, error.hint, { cause: error })
}

const PERMISSIONS = 'give the job the permissions id-token: write and attestations: write, or set attest to false'

async function attestationOf(
  { subject, predicateType, predicate }: Statement,
  token: string | undefined,
  environment: Environment,
): Promise<Attestation> {
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository } = environment
  if (!/^https:\/\/(github\.com|[a-z0-9-]+\.ghe\.com)\/?$/.test(server)) {
    throw environmentError(
      `${server} has no attestations`,
      'set attest to false there, and sign manifests with sign-key instead',
    )
  }
  if (!environment.ACTIONS_ID_TOKEN_REQUEST_URL || !environment.ACTIONS_ID_TOKEN_REQUEST_TOKEN)
    throw environmentError('the job may not ask for an ID token', PERMISSIONS)
  if (!token) throw environmentError('there is no token to store it with', 'leave github-token out, or give it a token')
  // Loaded when it is needed: the library takes longer than everything else at the start.
  const { attest } = await import('@actions/attest')
  const { attestationID } = await attest({ subjects: [subject], predicateType, predicate, token }).catch(refused)
  if (!attestationID) throw environmentError('GitHub did not say under which number it keeps it', AGAIN)
  return { id: String(attestationID), url: `${server.replace(/\/$/, '')}/${repository}/attestations/${attestationID}` }
}

const AGAIN =
  'look at githubstatus.com and at status.sigstore.dev, and run the job again; an attestation can be made later too, with actions/attest'

function refused(error: unknown): never {
  const { code } = error as { code?: unknown }
  // The library's own sentence may hold the token.
  if (typeof code === 'string' && code.startsWith('IDENTITY_TOKEN'))
    throw environmentError('GitHub gave the job no ID token', PERMISSIONS)
  const message = causes(error)
  if (/Resource not accessible/i.test(message)) {
    throw environmentError(`GitHub did not take it: ${message}`, PERMISSIONS, error)
  }
  throw environmentError(message, AGAIN, error)
}

/** An error's words and those of what caused it, where that says more. */
function causes(error: unknown): string {
  const message = messageOf(error)
  const cause = error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : ''
  return cause === '' || message.includes(cause) ? message : `${message} (${cause})`
}
