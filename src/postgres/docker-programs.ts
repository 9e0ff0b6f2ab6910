import { randomBytes } from 'node:crypto'
import { runChild } from './child.ts'
import { engineVariables, environmentNames } from './conninfo.ts'
import { type FindOptions, type Programs, versionOf } from './programs.ts'

/**
 * The programs of a major from the official image, where a container engine answers; undefined otherwise.
 * They run with the caller's network, user and folders, and get their PG* variables by name, so no value is in an argument list.
 */
export async function dockerPrograms(major: number, options: FindOptions): Promise<Programs | undefined> {
  const image = `postgres:${major}`
  const environment = dockerEnvironment(options.environment)
  // A server in a container is another thing: startDockerServer.
  if (options.needs === 'server') return undefined
  const { stdout, end } = await runChild('docker', ['run', '--rm', image, 'pg_dump', '--version'], { environment })
  const version = end.code === 0 ? versionOf(stdout.toString()) : undefined
  if (version === undefined || Number.parseInt(version, 10) !== major) return undefined
  return { major, version, from: image, command: (program) => containerCommand(image, program, options) }
}

/** What the container engine's own client needs to find its engine. */
export function dockerEnvironment(outside: Record<string, string | undefined>): Record<string, string> {
  const found = ['PATH', 'HOME', ...engineVariables]
    .map((name) => [name, outside[name]])
    .filter(([, value]) => value !== undefined)
  return { PATH: '/usr/local/bin:/usr/bin:/bin', ...Object.fromEntries(found) }
}

function containerCommand(image: string, program: string, options: FindOptions) {
  const container = `pgproof-${randomBytes(6).toString('hex')}`
  const folders = (options.folders ?? []).flatMap((folder) => ['--volume', `${folder}:${folder}`])
  const variables = Object.keys(environmentNames).flatMap((name) => ['--env', name])
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`
  const run = ['run', '--rm', '--init', '--interactive', '--name', container, '--network', 'host', '--user', user]
  return { command: 'docker', args: [...run, '--env', 'LC_ALL=C', ...variables, ...folders, image, program] }
}
