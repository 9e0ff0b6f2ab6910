import type { Declaration } from '../src/inputs/declare.ts'
import { declarations } from '../src/inputs/verbs.ts'

/** The steps of the composite, in their order, and what each of them is given of its inputs. */
const steps = ['backup', 'verify', 'restore-test'] as const
type Step = (typeof steps)[number]

const everywhere = [
  'storage',
  'name',
  's3-access-key-id',
  's3-secret-access-key',
  'aws-role',
  'aws-region',
  'server-side-encryption',
  'kms-key',
  'passphrase',
  'sign-key',
  'verify-key',
  'config',
  'report-detail',
  'report-artifact',
]
const opening = ['identity', 'gpg-private-key']
const own: Record<Step, string[]> = {
  backup: ['database-url', 'type', 'tags', 'storage-class', 'encryption', 'encrypt-to', 'gpg-recipients', 'attest'],
  verify: opening,
  'restore-test': [...opening, 'target-url', 'image', 'assertions', 'keep', 'attest'],
}

/** Outputs of the composite: one by one, named by their step where more than one has them. */
const outputs: Record<Step, string[]> = {
  backup: [
    'id',
    'location',
    'tables',
    'rows',
    'raw-bytes',
    'stored-bytes',
    'manifest-digest',
    'restore-command',
    'ok',
    'code',
    'reason',
    'record',
    'report-path',
    'attestation-url',
  ],
  verify: ['ok', 'code', 'reason', 'record', 'report-path'],
  'restore-test': [
    'equal-tables',
    'differences',
    'database',
    'host',
    'port',
    'url-file',
    'ok',
    'code',
    'reason',
    'record',
    'report-path',
    'attestation-url',
  ],
}

const shared = ['ok', 'code', 'reason', 'record', 'report-path', 'attestation-url']

const sentences = (name: string) => {
  const inputs = steps.map((step) => (declarations[step] as Declaration).inputs[name])
  const input = inputs.find((found) => found !== undefined)
  if (!input) throw new Error(`no step has an input ${name}`)
  return input.sentence
}

export function compositeInputs(): object {
  const names = ['database-url', ...everywhere, ...own.backup.slice(1), ...own['restore-test']]
  return Object.fromEntries(names.map((name) => [name, { description: sentences(name), required: false }]))
}

export function compositeSteps(): object[] {
  return steps.map((step) => ({
    id: step,
    uses: `$/${step}`,
    with: {
      ...Object.fromEntries([...own[step], ...everywhere].map((name) => [name, `\${{ inputs.${name} }}`])),
      // What was just backed up, not what happens to be the newest.
      ...(step !== 'backup' && { backup: `\${{ steps.backup.outputs.id }}` }),
    },
  }))
}

/** `ok` of the whole is that of its last step that ran; the first reason is the reason. */
export function compositeOutputs(): object {
  const value = (step: Step, name: string) => `steps.${step}.outputs.${name}`
  const firstOf = (name: string) => steps.map((step) => value(step, name))
  const whole = {
    ok: `\${{ steps.restore-test.outputs.ok == 'true' }}`,
    code: `\${{ ${value('restore-test', 'code')} || ${value('verify', 'code')} || ${value('backup', 'code')} }}`,
    reason: `\${{ ${firstOf('reason').join(' || ')} }}`,
  }
  const descriptions: Record<string, string> = {
    ok: '`true` when the database was backed up, verified and restore-tested.',
    code: 'The exit code of the last step that ran.',
    reason: 'What went wrong, in one sentence; empty when nothing did.',
  }
  const all: [string, object][] = Object.entries(whole).map(([name, text]) => [
    name,
    { description: descriptions[name], value: text },
  ])
  for (const step of steps) {
    for (const name of outputs[step]) {
      const called = shared.includes(name) ? `${step}-${name}` : name
      all.push([called, { description: `\`${name}\` of ${step}.`, value: `\${{ ${value(step, name)} }}` }])
    }
  }
  return Object.fromEntries(all)
}
