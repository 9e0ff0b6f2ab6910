import type { Declaration } from '../../src/inputs/declare.ts'
import { declarations } from '../../src/inputs/verbs.ts'
import type { Verb } from '../../src/operations/results.ts'
import { withDatabase } from '../../src/postgres/conninfo.ts'
import type { Canary } from './canary.ts'
import type { Start } from './canary-run.ts'
import type { Stage } from './canary-stage.ts'
import { addressOf } from './postgres.ts'

type Inputs = Record<string, string>
type Case = Pick<Start, 'inputs'> & Partial<Pick<Start, 'environment' | 'kill' | 'words'>>

/** Which backups the runs work on. */
export interface Made {
  /** Of the name shop: sealed and signed. */
  id: string
}

/** With the canary password, or another one. */
export const urlOf = ({ server }: Stage, { value }: Canary, database = 'shop', port?: string): string => {
  const { parameters } = withDatabase(server.connection, database)
  return addressOf({ parameters: { ...parameters, user: 'ada', password: value, ...(port && { port }) } })
}

/** What every verb is given, as far as it takes it. */
function everything(stage: Stage, { inputs }: Declaration): Inputs {
  const { canaries, s3 } = stage
  const all: Inputs = {
    storage: s3.address,
    name: 'shop',
    's3-access-key-id': s3.accessKeyId,
    's3-secret-access-key': canaries.s3Secret.value,
    'database-url': urlOf(stage, canaries.password),
    'target-url': urlOf(stage, canaries.password),
    identity: canaries.identity.value,
    'sign-key': canaries.signKey.value,
    'verify-key': canaries.signKey.publicKey,
    'github-token': canaries.githubToken.value,
    'copy-s3-access-key-id': s3.accessKeyId,
    'copy-s3-secret-access-key': canaries.s3Secret.value,
    report: 'report.html\nreport.md\nreport.json',
    'report-detail': 'full',
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in inputs))
}

/** What is in the environment of a job whatever it runs. */
export const surroundings = ({ canaries }: Stage): Record<string, string> => ({
  PGPASSWORD: canaries.standardPassword.value,
  GITHUB_TOKEN: canaries.githubToken.value,
  ACTIONS_RUNTIME_TOKEN: canaries.runtimeToken.value,
  HOOK_SECRET: canaries.hookSecret.value,
})

/** Hooks whose addresses and headers are secrets, and a command that shows all that it is given. */
export function hooksOf({ webhooks, canaries }: Stage, place = 'services'): string {
  const address = JSON.stringify(
    `${webhooks}/${place}/${canaries.webhookToken.value}?key=${canaries.webhookToken.value}`,
  )
  const header = `{ authorization: "Bearer \${HOOK_SECRET}" }`
  return `
before-restore: [{ run: env }, { run: 'echo "$HOOK_SECRET"', pass: [HOOK_SECRET] }]
before-swap: [{ url: ${address}, method: POST, headers: ${header}, body: "\${HOOK_SECRET}" }]
after-swap: [{ url: ${address}, retry-for: 2s }]
after-restore: [{ url: ${address} }]`
}

const confirmed = ({ id }: Made): Inputs => ({ confirm: `shop from ${id}`, 'allow-production': 'true' })

const passphrases = ({ passphrase, newPassphrase }: Stage['canaries']): Inputs => ({
  passphrase: passphrase.value,
  'new-passphrase': newPassphrase.value,
})

/** What makes a verb succeed, besides what every verb is given. A new verb needs its line here. */
export const successes: Record<Verb, (stage: Stage, made: Made) => Inputs> = {
  backup: ({ canaries }) => ({ 'encrypt-to': canaries.identity.recipient, 'cross-check': 'counts' }),
  verify: () => ({}),
  'restore-test': () => ({ 'allow-source-server': 'true', 'compare-live': 'true', 'show-keys': 'true' }),
  restore: (stage, made) => ({ method: 'swap', backup: made.id, hooks: hooksOf(stage), ...confirmed(made) }),
  rollback: (stage, made) => ({ hooks: hooksOf(stage), ...confirmed(made) }),
  resume: (stage) => ({ hooks: hooksOf(stage) }),
  status: () => ({ 'max-restore-test-age': '1000d' }),
  list: () => ({}),
  show: () => ({}),
  diff: () => ({}),
  copy: ({ s3 }) => ({ 'copy-to': s3.address.replace('/prefix', '/second') }),
  prune: () => ({ 'keep-last': '100' }),
  pin: () => ({ backup: 'latest', reason: 'kept' }),
  unpin: () => ({ backup: 'latest', reason: 'let go' }),
  unexpire: (_, made) => ({ backup: made.id, reason: 'taken back' }),
  rekey: ({ canaries }) => ({ name: 'locked', backup: 'latest', ...passphrases(canaries) }),
  doctor: ({ canaries }) => ({ 'encrypt-to': canaries.identity.recipient }),
  keygen: () => ({}),
  escrow: () => ({}),
  demo: () => ({ rows: '20000', jobs: '2' }),
}

/** A kind of ending: undefined where it does not go with the verb. `codes` are the exit codes that it may have. */
export interface Outcome {
  codes: number[]
  /** Those of verbs to which it is something else. */
  but?: Partial<Record<Verb, number[]>>
  /** Where it can end so. */
  only?: Start['as']
  /** Set where a patched copy of the sources is run. */
  bug?: true
  of(stage: Stage, made: Made, declaration: Declaration): Case | undefined
}

const changed = (given: Inputs, inputs: Inputs): Case => ({ inputs: { ...given, ...inputs } })

/** Inputs of success with others in their place; undefined where the verb takes none of them. */
const instead =
  (others: (stage: Stage) => Inputs, needs?: string) =>
  (stage: Stage, made: Made, declaration: Declaration): Case | undefined => {
    const taken = Object.entries(others(stage)).filter(([name]) => name in declaration.inputs)
    if (taken.length === 0 || (needs !== undefined && !(needs in declaration.inputs))) return undefined
    return changed(succeeding(stage, made, declaration), Object.fromEntries(taken))
  }

const succeeding = (stage: Stage, made: Made, declaration: Declaration): Inputs => ({
  ...everything(stage, declaration),
  ...successes[declaration.verb](stage, made),
})

const killed = (signal: NodeJS.Signals, code: number): Outcome => ({
  codes: [code, 0],
  of: (stage, made, declaration) => ({
    inputs: succeeding(stage, made, declaration),
    kill: { signal, ...('target-url' in declaration.inputs && { when: /pgpass-/ }) },
  }),
})

const bothUrls = (url: string): Inputs => ({ 'database-url': url, 'target-url': url })

/** A backup alone under its name has none to be compared with, and what another run sealed anew is left as it is. */
const NOTHING_LEFT: Outcome['but'] = { diff: [2, 5], rekey: [0, 5] }

export const outcomes: Record<string, Outcome> = {
  // A status may be bad news.
  success: { codes: [0, 1], of: (stage, made, declaration) => ({ inputs: succeeding(stage, made, declaration) }) },
  'a wrong password': { codes: [1, 3], of: instead((stage) => bothUrls(urlOf(stage, stage.canaries.wrongPassword))) },
  'a database that is not there': {
    codes: [1, 3],
    of: instead((stage) => bothUrls(urlOf(stage, stage.canaries.password, 'shop', '1'))),
  },
  'a wrong bucket': {
    codes: [1, 2, 3],
    of: instead(({ s3 }) => ({ storage: s3.address.replace('backups', 'nowhere') })),
  },
  'a storage that denies': {
    codes: [1, 3],
    of: instead(({ canaries }) => ({ 's3-secret-access-key': canaries.wrongS3Secret.value })),
  },
  'a damaged backup': {
    codes: [1, 3],
    but: { diff: [2] },
    of: instead(() => ({ name: 'damaged', backup: 'latest' }), 'identity'),
  },
  'a wrong key': {
    codes: [5],
    of: instead(
      ({ canaries }) => ({ name: 'shop', backup: 'latest', identity: canaries.wrongIdentity.value }),
      'identity',
    ),
  },
  'a wrong passphrase': {
    codes: [5],
    but: NOTHING_LEFT,
    of: instead(
      ({ canaries }) => ({ name: 'locked', backup: 'latest', passphrase: canaries.wrongPassphrase.value }),
      'identity',
    ),
  },
  // What a restore was told to confirm is another backup; a rekey may have come first, and sealed for somebody else.
  'a key of gpg': {
    codes: [0, 1, 2, 4, 5],
    of: instead(
      ({ canaries }) => ({
        name: 'ring',
        backup: 'latest',
        'gpg-private-key': canaries.gpgKey.value,
        passphrase: canaries.gpgPassphrase.value,
      }),
      'gpg-private-key',
    ),
  },
  'a passphrase for gpg': {
    codes: [0, 1, 2, 4, 5],
    of: instead(
      ({ canaries }) => ({ name: 'symmetric', backup: 'latest', passphrase: canaries.passphrase.value }),
      'gpg-private-key',
    ),
  },
  'a wrong passphrase for a key of gpg': {
    codes: [5],
    but: NOTHING_LEFT,
    of: instead(
      ({ canaries }) => ({
        name: 'ring',
        backup: 'latest',
        'gpg-private-key': canaries.gpgKey.value,
        passphrase: canaries.wrongPassphrase.value,
      }),
      'gpg-private-key',
    ),
  },
  'a malformed key': {
    codes: [2],
    // To a doctor it is a finding.
    but: { doctor: [1] },
    of: instead(({ canaries }) => ({
      identity: `AGE-SECRET-KEY-1${canaries.malformedKey.value}`,
      'sign-key': canaries.malformedKey.value,
    })),
  },
  'a short passphrase': { codes: [2], of: instead(() => ({ passphrase: 'short' })) },
  'a failing hook': { codes: [1, 2, 3], of: instead((stage) => ({ hooks: hooksOf(stage, 'broken') }), 'hooks') },
  'hooks that are none': {
    codes: [2],
    of: instead((stage) => ({ hooks: `${hooksOf(stage)}\n  : [` })),
  },
  'a use that is wrong': {
    codes: [2],
    of: (stage, made, declaration) => ({
      ...changed(succeeding(stage, made, declaration), { report: 'report.pdf' }),
      words: [`--nonsense=${stage.canaries.passphrase.value}`],
    }),
  },
  'a secret among the arguments': {
    codes: [2],
    only: 'command',
    of: (stage, made, declaration) => {
      const secret = Object.entries(declaration.inputs).find(([, { secret: kind }]) => kind === 'whole')
      if (secret === undefined) return undefined
      return {
        inputs: succeeding(stage, made, declaration),
        words: [`--${secret[0]}=${stage.canaries.passphrase.value}`],
      }
    },
  },
  'what is refused for safety': {
    codes: [4],
    of: instead(() => ({ 'allow-source-server': 'false', 'allow-production': 'false', 'compare-live': 'false' })),
  },
  SIGINT: killed('SIGINT', 130),
  SIGTERM: killed('SIGTERM', 143),
  SIGKILL: killed('SIGKILL', 137),
  'a bug': {
    codes: [70],
    bug: true,
    of: (stage, made, declaration) => ({ inputs: succeeding(stage, made, declaration) }),
  },
}

export const verbs: Declaration[] = Object.values(declarations)
