import { availableParallelism } from 'node:os'
import { Readable } from 'node:stream'
import pLimit from 'p-limit'
import { environmentError } from '../errors.ts'
import { runChild } from '../postgres/child.ts'
import type { SealingTools } from './seal.ts'

/** More would wait for the dump or the storage, and for gpg-agent, which takes one at a time. */
const MOST_PROCESSES = 4

/** What one run of gpg came to. */
export interface GpgEnd {
  stdout: Buffer
  /** It ended with 0. */
  ok: boolean
  /** By a signal, the kernel's short of memory for one. */
  killed: boolean
  /** The arguments of every status line of a keyword, in order; the keywords are in doc/DETAILS of GnuPG. */
  status(keyword: string): string[][]
  /** What gpg said last, for messages. */
  said: string
}

/** What a run reads. The passphrase goes ahead of the input on the same pipe, so it stands in no file, argument or environment. */
export interface GpgInput {
  input?: Uint8Array | string
  passphrase?: string | undefined
}

/** Nobody's configuration, no questions, no network: what a backup is sealed with is what its manifest says. */
const ALWAYS = [
  '--no-options',
  '--batch',
  '--no-tty',
  '--status-fd',
  '2',
  '--pinentry-mode',
  'loopback',
  '--disable-dirmngr',
  '--no-auto-key-locate',
]

/** Runs gpg over one keyring, a few at a time. */
export class Gpg {
  /** Of a keyring of this run's own; undefined is the user's, with an agent that gpg starts as it does for its user. */
  readonly home: string | undefined
  readonly #tools: SealingTools
  readonly #limit = pLimit(Math.min(MOST_PROCESSES, availableParallelism()))

  constructor(tools: SealingTools, home?: string) {
    this.#tools = tools
    this.home = home
  }

  /** Runs to its end, whatever that is. Throws exit 3 where there is no gpg, and `signal.reason` when the run was ended. */
  async run(args: readonly string[], { input, passphrase }: GpgInput = {}): Promise<GpgEnd> {
    return await this.#limit(async () => {
      const { signal } = this.#tools
      const place = this.home === undefined ? [] : ['--homedir', this.home, '--no-autostart']
      const secret = passphrase === undefined ? [] : ['--passphrase-fd', '0']
      const { stdout, end } = await runChild('gpg', [...ALWAYS, ...place, ...secret, ...args], {
        environment: this.environment(),
        stdin: Readable.from([...(secret.length > 0 ? [`${passphrase}\n`] : []), input ?? '']),
        signal,
      })
      signal.throwIfAborted()
      if (end.code === 126 || end.code === 127) throw noProgram('gpg')
      return { ...readStatus(end.stderr), stdout, ok: end.code === 0, killed: end.code === null }
    })
  }

  /** All that gpg and its agent see. */
  environment(): Record<string, string> {
    const { PATH, HOME, GNUPGHOME } = this.#tools.environment
    const given = { PATH, HOME, ...(this.home === undefined && { GNUPGHOME }) }
    const set = Object.entries(given).filter((entry): entry is [string, string] => Boolean(entry[1]))
    return { ...Object.fromEntries(set), LC_ALL: 'C' }
  }
}

export const noProgram = (program: 'gpg' | 'gpg-agent') =>
  environmentError(
    `${program} is not on the PATH`,
    `install GnuPG 2.2 or later (apt-get install ${program === 'gpg' ? 'gnupg' : program}), or seal with age, which needs no program`,
  )

const STATUS = /^\[GNUPG:\] (\S+) ?(.*)$/

function readStatus(stderr: string): Pick<GpgEnd, 'status' | 'said'> {
  const lines = stderr.split('\n')
  const statuses = lines.flatMap((line) => {
    const [, keyword, rest = ''] = STATUS.exec(line) ?? []
    return keyword === undefined ? [] : [{ keyword, args: rest.split(' ') }]
  })
  const said = lines.filter((line) => line !== '' && !STATUS.test(line)).at(-1) ?? ''
  return {
    status: (keyword) => statuses.filter((one) => one.keyword === keyword).map(({ args }) => args),
    said: said.replace(/^gpg: /, ''),
  }
}

/** Where gpg failed for a reason that lies neither in keys nor in what was stored. */
export const gpgFailed = (what: string, { said }: GpgEnd) =>
  environmentError(
    `gpg could not ${what}: ${said || 'it was killed'}`,
    'try it by hand with gpg --version and gpg --list-keys, and look at the memory and disk of this machine',
  )
