import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import type { Verb } from '../operations/results.ts'
import { runChild } from '../postgres/child.ts'
import type { JobLog } from './log.ts'

type Environment = Record<string, string | undefined>

/** Packages that bring the programs of a major: a dump needs the client, a throw-away server the server too. */
export function packagesOf(verb: Verb, major: number): string[] {
  const client = `postgresql-client-${major}`
  return verb === 'restore-test' || verb === 'demo' ? [`postgresql-${major}`, client] : [client]
}

/** The cache's key; it changes every week, so that minor releases arrive. */
export function cacheKey(packages: string[], system: { release: string; arch: string; now: Date }): string {
  const week = Math.floor(system.now.getTime() / (7 * 86_400_000))
  return ['pgproof', ...packages, system.release, system.arch, week].join('-')
}

/** A way to install the programs of a major on a Debian or Ubuntu machine; undefined comes back where there is none, with a warning that says why. */
export function installerOf(verb: Verb, environment: Environment, log: JobLog) {
  return async (major: number): Promise<string | undefined> => {
    const folder = `/usr/lib/postgresql/${major}/bin`
    const root = await rootCommand(environment)
    if (root === undefined || !existsSync('/usr/bin/apt-get')) {
      log.warn(`PostgreSQL ${major} cannot be installed here: that takes apt-get, and root or sudo without a password`)
      return undefined
    }
    try {
      await install(packagesOf(verb, major), { root, environment, log })
    } catch (error) {
      log.warn(`PostgreSQL ${major} was not installed: ${messageOf(error)}`)
      return undefined
    }
    return existsSync(folder) ? folder : undefined
  }
}

interface Installing {
  /** What goes before a command to run it as root. */
  root: string[]
  environment: Environment
  log: JobLog
}

async function install(packages: string[], installing: Installing): Promise<void> {
  const { environment, log } = installing
  const folder = join(environment.RUNNER_TEMP || '/tmp', 'pgproof-packages')
  mkdirSync(folder, { recursive: true })
  const { arch } = process
  const key = cacheKey(packages, { release: release(), arch, now: new Date() })
  await prepare(installing)
  log.info(`installing ${packages.join(' and ')}`)
  const { restorePackages, savePackages } = await import('./package-cache.ts')
  if (await restorePackages(folder, key, log)) {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.deb'))
      .map((name) => join(folder, name))
    const end =
      files.length > 0 ? await asRoot(['dpkg', '--force-confold', '--install', ...files], installing) : undefined
    if (end?.code === 0) return
    log.info('the cached packages do not fit, so they are fetched again')
  }
  try {
    await addSource(installing)
  } catch (error) {
    // The distribution may have this major by itself.
    log.info(`the PostgreSQL project's packages cannot be reached: ${messageOf(error)}`)
    await asRoot(['apt-get', 'update'], installing)
  }
  const options = ['--yes', '--no-install-recommends', '--option', `Dir::Cache::archives=${folder}`]
  // The folder must keep the packages for the cache, and apt-get empties it otherwise.
  const keep = ['--option', 'APT::Keep-Downloaded-Packages=true', '--option', 'Dpkg::Options::=--force-confold']
  await must(['apt-get', 'install', ...options, ...keep, ...packages], installing)
  // What only root may read would stop the cache.
  await asRoot(['rm', '-rf', join(folder, 'partial'), join(folder, 'lock')], installing)
  await savePackages(folder, key, log)
}

/** man-db's trigger takes longer than PostgreSQL itself, and a server package would start a server of its own. */
async function prepare(installing: Installing): Promise<void> {
  await asRoot(['rm', '-f', '/var/lib/man-db/auto-update'], installing)
  const file = '/etc/postgresql-common/createcluster.conf'
  const script = `mkdir -p /etc/postgresql-common && { grep -qs '^create_main_cluster = false' ${file} || echo 'create_main_cluster = false' >> ${file}; }`
  await must(['sh', '-c', script], installing)
}

/** The PostgreSQL project's own packages. https://wiki.postgresql.org/wiki/Apt */
async function addSource(installing: Installing): Promise<void> {
  const script = '/usr/share/postgresql-common/pgdg/apt.postgresql.org.sh'
  if (!existsSync(script)) {
    await must(['apt-get', 'update'], installing)
    await must(
      ['apt-get', 'install', '--yes', '--no-install-recommends', 'postgresql-common', 'ca-certificates'],
      installing,
    )
  }
  await must([script, '-y'], installing)
}

async function must(command: string[], installing: Installing): Promise<void> {
  const { code, stderr } = await asRoot(command, installing)
  if (code !== 0)
    throw new Error(`${command.slice(0, 2).join(' ')} failed: ${stderr.trim().split('\n').slice(-2).join(' / ')}`)
}

async function asRoot(command: string[], { root, environment, log }: Installing) {
  const [program = '', ...args] = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command]
  const outside = { PATH: environment.PATH ?? '/usr/bin:/bin' }
  const { stdout, end } = await runChild(program, args, { environment: outside, shares: true })
  log.info(stdout.toString().trimEnd())
  return end
}

async function rootCommand(environment: Environment): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return []
  const { end } = await runChild('sudo', ['-n', 'true'], { environment: { PATH: environment.PATH ?? '/usr/bin:/bin' } })
  return end.code === 0 ? ['sudo', '-n'] : undefined
}

function release(): string {
  const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  const value = (name: string) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(text)?.[1] ?? ''
  return `${value('ID')}${value('VERSION_ID')}`
}
