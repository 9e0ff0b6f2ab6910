import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { declarations } from '../../src/inputs/verbs.ts'

const check = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/check-workflows.ts', ...args], {
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

const examples = readdirSync('examples').filter((name) => name.endsWith('.yml') && name !== 'pgproof.yml')

test('actionlint and zizmor find nothing in examples and workflows', () => {
  const { status, said } = check()
  expect(said).toMatch(/^actionlint: \d+ files, nothing found\nzizmor: \d+ files, nothing found\n$/)
  expect(status).toBe(0)
}, 120_000)

test.each([
  ['an output in a script', 'echo "$REASON"', `echo "\${{ steps.wrong.outputs.reason }}"`, 'template-injection'],
  ['an action by its tag', /actions\/checkout@\S+/, 'actions/checkout@v7', 'unpinned-uses'],
  ['a dangerous event', 'pull_request:', 'pull_request_target:', 'dangerous-triggers'],
  ['a mistyped key', 'runs-on:', 'run-on:', 'run-on'],
])('%s is found', (_, from, to, named) => {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-workflows-'))
  try {
    cpSync('.github/workflows', join(folder, '.github/workflows'), { recursive: true })
    const path = join(folder, '.github/workflows/matrix.yml')
    const text = readFileSync(path, 'utf8')
    expect(text).toMatch(from)
    writeFileSync(path, text.replace(from, to))
    const { status, said } = check(folder)
    expect(status).toBe(1)
    expect(said).toContain(named)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

interface Step {
  uses?: string
  run?: string
  if?: string
  with?: Record<string, unknown>
}

interface Job {
  permissions: object
  environment?: string
  steps: Step[]
  'timeout-minutes': number
}

interface Workflow {
  on: Record<string, { cron: string }[]>
  permissions: object
  concurrency: object
  jobs: Record<string, Job>
}

/** Approvals and schedules are read from GitHub. */
const asksGitHub = ({ steps }: Job) =>
  steps.some(({ with: inputs = {} }) => 'approval-environment' in inputs || 'schedule-check' in inputs)

test.each(examples)('%s asks for little, runs alone, and tells someone', (name) => {
  const workflow: Workflow = parse(readFileSync(join('examples', name), 'utf8'))
  expect(workflow.permissions).toEqual({})
  expect(workflow.concurrency).toMatchObject({ 'cancel-in-progress': false })
  for (const { cron } of workflow.on.schedule ?? []) expect(Number(cron.split(' ')[0]) % 5).not.toBe(0)
  for (const job of Object.values(workflow.jobs)) {
    const more = asksGitHub(job) ? { actions: 'read' } : {}
    expect(job.permissions).toEqual({ contents: 'read', ...more })
    expect(job['timeout-minutes']).toBeLessThan(360)
    expect(job.steps.at(-1)).toMatchObject({ if: 'failure() || cancelled()', run: expect.stringContaining('curl') })
    for (const step of job.steps) expect(step.run ?? '').not.toContain('$' + '{{')
  }
})

test('what restores into production is bound to an environment, whose approval it asks for, and to typed words', () => {
  const workflow: Workflow = parse(readFileSync('examples/restore.yml', 'utf8'))
  const [job] = Object.values(workflow.jobs)
  const own = job?.steps.filter(({ uses }) => uses?.startsWith('pgproof/pgproof')) ?? []
  expect(own).toHaveLength(2)
  for (const { with: inputs } of own) {
    expect(inputs).toMatchObject({
      'approval-environment': job?.environment,
      confirm: expect.stringContaining('inputs'),
    })
  }
  const elsewhere = examples
    .filter((name) => name !== 'restore.yml')
    .map((name) => readFileSync(join('examples', name), 'utf8'))
  for (const text of elsewhere) expect(text).not.toContain('allow-production:')
})

test('the examples give inputs that the actions have', () => {
  const composite = Object.keys(parse(readFileSync('action.yml', 'utf8')).inputs)
  const inputsOf = (action: string) =>
    action === '' ? composite : Object.keys(declarations[action as keyof typeof declarations].inputs)
  const given = examples.flatMap((name) => {
    const workflow: Workflow = parse(readFileSync(join('examples', name), 'utf8'))
    return Object.values(workflow.jobs).flatMap(({ steps }) => steps)
  })
  const own = given.filter(({ uses }) => uses?.startsWith('pgproof/pgproof'))
  expect(own.length).toBeGreaterThanOrEqual(5)
  for (const { uses = '', with: inputs = {} } of own) {
    const action = uses.replace(/^pgproof\/pgproof\/?/, '').replace(/@.*/, '')
    expect(inputsOf(action)).toEqual(expect.arrayContaining(Object.keys(inputs)))
  }
})
