import { spawn } from 'node:child_process'

/** The name of the container that a command runs in, where it is `docker run … --name NAME`. */
export function containerOf(command: string, args: readonly string[]): string | undefined {
  if (command !== 'docker' || args[0] !== 'run') return undefined
  const place = args.indexOf('--name')
  return place < 0 ? undefined : args[place + 1]
}

/**
 * Stops or continues the processes in a container: signals that stop the engine's own client do not reach them.
 * Nothing is waited for; a container that has ended is no error.
 */
export function signalContainer(
  container: string,
  word: 'pause' | 'unpause',
  environment: Record<string, string>,
): void {
  spawn('docker', [word, container], { env: environment, stdio: 'ignore' }).once('error', () => {})
}

/** Removes a container that its client has left behind. */
export function removalOf(container: string): string[] {
  return ['docker', 'rm', '--force', '--volumes', container]
}
