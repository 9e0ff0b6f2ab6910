import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { environmentError, usageError } from '../errors.ts'
import { startChild } from '../postgres/child.ts'
import { signalGroup } from '../postgres/supervisor.ts'
import { Gpg, gpgFailed, noProgram } from './gpg-run.ts'
import type { SealingTools } from './seal.ts'

/** A keyring of this run alone: it holds what is put into it, and is gone at the end of the run. */
export function makeHome(tools: SealingTools): Gpg {
  const home = mkdtempSync(join(tools.folder, 'gpg-'))
  tools.onEnd(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }))
  return new Gpg(tools, home)
}

/** A keyring with a secret key, and an agent that has it. Throws exit 2 for what is no secret key. */
export async function homeOf(privateKey: string, tools: SealingTools): Promise<Gpg> {
  const gpg = makeHome(tools)
  await startAgent(gpg, tools)
  const end = await gpg.run(['--import'], { input: privateKey })
  // The fifth bit of the reason says that a secret key is among what was imported.
  const secret = end.status('IMPORT_OK').some(([reason]) => Number(reason) & 16)
  if (secret) return gpg
  if (end.status('IMPORT_RES').length === 0) throw gpgFailed('import gpg-private-key', end)
  throw usageError('gpg-private-key is not a secret key that gpg can read', HOW)
}

/** Longest path of a socket that gpg-agent takes: one less than Linux (sun_path, with its zero); and the longest name that it makes. */
const SOCKET_PATH = 107
const SOCKET_NAME = '/S.gpg-agent.browser'

/**
 * A locked key is unlocked for every object again. Its copy in this folder, which nobody else can read, is locked again with the least work that
 * gpg-agent knows as soon as it was used: otherwise each of thousands of small objects would take a quarter of a second.
 */
const CHEAP_S2K = '65536'

/**
 * Started here, under a supervisor, and not by gpg, since what gpg starts would outlive the run. It serves as long as the command does that it
 * was given, which says when its sockets are there.
 */
async function startAgent(gpg: Gpg, tools: SealingTools): Promise<void> {
  const home = gpg.home as string
  if (Buffer.byteLength(home + SOCKET_NAME) >= SOCKET_PATH) {
    throw environmentError(
      `the path of the temporary folder is too long for gpg-agent's sockets: ${home}`,
      'give a shorter one as TMPDIR',
    )
  }
  const options = ['--homedir', home, '--no-options', '--s2k-count', CHEAP_S2K, '--daemon', '--no-detach']
  const stdin = new PassThrough()
  const agent = startChild('gpg-agent', [...options, 'sh', '-c', 'echo ready; exec cat'], {
    environment: gpg.environment(),
    stdin,
    signal: tools.signal,
  })
  tools.onEnd(() => {
    stdin.end()
    if (agent.pid !== 0) signalGroup(agent.pid, 'SIGKILL')
  })
  const started = await Promise.race([once(agent.stdout, 'data'), agent.done])
  tools.signal.throwIfAborted()
  if (!('code' in started)) return
  if (started.code === 127) throw noProgram('gpg-agent')
  throw environmentError(
    `gpg-agent does not start: ${started.stderr.trim().split('\n').at(-1)}`,
    'look whether gpg-agent runs here by itself, or seal with age, which needs no program',
  )
}

const HOW = 'give what gpg --armor --export-secret-keys prints (-----BEGIN PGP PRIVATE KEY BLOCK-----)'

/** Looks at the shape alone, so that it costs nothing where no key of gpg is needed. Throws exit 2, showing nothing of it. */
export function parsePrivateKey(text: string): void {
  if (/-----BEGIN PGP PUBLIC KEY BLOCK-----/.test(text) && !PRIVATE_BLOCK.test(text))
    throw usageError('gpg-private-key is a public key', HOW)
  if (!PRIVATE_BLOCK.test(text)) throw usageError('gpg-private-key is not a secret key of gpg', HOW)
}

const PRIVATE_BLOCK = /^-----BEGIN PGP PRIVATE KEY BLOCK-----[\s\S]+^-----END PGP PRIVATE KEY BLOCK-----/m
