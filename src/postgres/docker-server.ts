import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { environmentError } from '../errors.ts'
import { type Child, runChild, startChild } from './child.ts'
import { throwawaySettings } from './cluster.ts'
import type { Connection } from './conninfo.ts'
import { removalOf } from './docker-container.ts'
import { dockerEnvironment } from './docker-programs.ts'
import type { ServerOptions, ThrowawayServer } from './server.ts'
import { waitUntilReady } from './server-ready.ts'

/**
 * A throw-away server from an image that works as the official one does (POSTGRES_PASSWORD, settings as arguments), on a free port of 127.0.0.1.
 * It is asked for over TCP: on its socket the image answers while it is still being set up.
 */
export async function startDockerServer(
  image: string,
  options: Omit<ServerOptions, 'folder' | 'tcp'>,
): Promise<ThrowawayServer> {
  const environment = { ...dockerEnvironment(options.environment), POSTGRES_PASSWORD: randomBytes(16).toString('hex') }
  await pull(image, environment, options.signal)
  const container = `pgproof-${randomBytes(6).toString('hex')}`
  const said: string[] = []
  const child = startChild('docker', runArguments(image, container, options.settings ?? {}), {
    environment,
    onStderr: (line) => said.splice(0, Math.max(0, said.push(line) - 20)),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  child.stdout.resume()
  const stop = async () => {
    await child.stop()
    await docker(removalOf(container).slice(1), environment)
  }
  try {
    const connection = connectionTo(await publishedPort(container, child, environment, said), environment)
    await waitUntilReady(connection, { ended: child.done, log: async () => said.join('\n'), signal: options.signal })
    return { connection, container, stop, ...fixed(container, child, connection, environment) }
  } catch (error) {
    await stop()
    throw error
  }
}

function fixed(container: string, child: Child, connection: Connection, environment: Record<string, string>) {
  return {
    socketFolder: '',
    folder: '',
    pid: 0,
    keep: () => child.release(),
    restart: async () => {
      await docker(['restart', '--time', '0', container], environment)
      await waitUntilReady(connection, { ended: child.done, log: async () => '', signal: undefined })
    },
  }
}

function runArguments(image: string, container: string, settings: Record<string, string>): string[] {
  const all = Object.entries({ ...throwawaySettings, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const run = ['run', '--rm', '--name', container, '--publish', '127.0.0.1::5432', '--shm-size', '256m']
  return [...run, '--env', 'POSTGRES_PASSWORD', image, ...all]
}

function connectionTo(port: string, { POSTGRES_PASSWORD: password = '' }: Record<string, string>): Connection {
  return { parameters: { host: '127.0.0.1', port, user: 'postgres', dbname: 'postgres', password, sslmode: 'disable' } }
}

async function publishedPort(
  container: string,
  child: Child,
  environment: Record<string, string>,
  said: string[],
): Promise<string> {
  let ended = false
  void child.done.then(() => {
    ended = true
  })
  while (!ended) {
    const output = await docker(['port', container, '5432/tcp'], environment)
    const port = /^127\.0\.0\.1:(\d+)$/m.exec(output)?.[1]
    if (port) return port
    await sleep(100)
  }
  throw environmentError(`the container ended at once: ${said.slice(-3).join(' / ')}`, 'check the image')
}

async function pull(image: string, environment: Record<string, string>, signal?: AbortSignal): Promise<void> {
  const options = { environment, ...(signal ? { signal } : {}) }
  const { end } = await runChild('docker', ['image', 'inspect', image], options)
  if (end.code === 0) return
  const pulled = await runChild('docker', ['pull', '--quiet', image], options)
  signal?.throwIfAborted()
  if (pulled.end.code === 0) return
  throw environmentError(
    `the image ${image} cannot be had: ${pulled.end.stderr.trim().split('\n').at(-1)}`,
    'check its name and that docker is installed and running',
  )
}

async function docker(args: string[], environment: Record<string, string>): Promise<string> {
  const { stdout } = await runChild('docker', args, { environment })
  return stdout.toString()
}
