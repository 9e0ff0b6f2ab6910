import { runAction } from '../runner/action.ts'
import { rememberKept } from '../runner/kept.ts'

/** The action `restore-test/`; what it keeps until the end of the job is dropped by its post step. */
export async function run(): Promise<void> {
  const { result } = await runAction('restore-test')
  rememberKept(result)
}
