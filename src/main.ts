import { isatty } from 'node:tty'

const actions = {
  backup: () => import('./actions/backup.ts'),
  verify: () => import('./actions/verify.ts'),
  'restore-test': () => import('./actions/restore-test.ts'),
  'restore-test-post': () => import('./actions/restore-test-post.ts'),
  restore: () => import('./actions/restore.ts'),
  rollback: () => import('./actions/rollback.ts'),
  status: () => import('./actions/status.ts'),
  copy: () => import('./actions/copy.ts'),
  prune: () => import('./actions/prune.ts'),
  list: () => import('./actions/list.ts'),
  doctor: () => import('./actions/doctor.ts'),
}

/** Starts an action's entry; the action itself tells how it went. What it could not tell fails the step with its stack. */
export async function startAction(name: keyof typeof actions): Promise<void> {
  const { run } = await actions[name]()
  await run()
}

/** What a thread for sealing does in the bundle, where AgePool looks for it. */
export async function startAgeWorker(): Promise<void> {
  await import('./sealing/age-worker.ts')
}

/** Starts the command line and sets the exit code of the process. */
export async function startCommand(): Promise<void> {
  const [{ runCommand }, { takeEnvironment }] = await Promise.all([
    import('./cli/main.ts'),
    import('./runner/environment.ts'),
  ])
  const { argv, env, stdout, stderr } = process
  const environment = takeEnvironment(env)
  // A reader that has seen enough (`pgproof list | head`) is no failure, and a backup goes on when nobody reads its progress.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
  const surroundings = { environment, folder: process.cwd(), stdout, stderr }
  // Opened only where a person may be asked: a restore in a script leaves its standard input alone.
  const terminal = isatty(0) ? { ...surroundings, stdin: process.stdin } : surroundings
  process.exitCode = await runCommand({ argv: argv.slice(2), ...terminal })
}
