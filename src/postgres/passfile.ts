import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentError, messageOf, usageError } from '../errors.ts'
import type { Host } from './conninfo.ts'

type Environment = Record<string, string | undefined>

/**
 * The password of a host from the connection's `passfile`, or the connection's own; undefined where there is none.
 * A file that others can read is ignored, as libpq does. https://www.postgresql.org/docs/18/libpq-pgpass.html
 */
export function passwordFromFile(
  parameters: Readonly<Record<string, string>>,
  host: Host,
  _environment?: Environment,
): string | undefined {
  if (parameters.password !== undefined) return parameters.password
  const content = parameters.passfile === undefined ? undefined : readPrivate(parameters.passfile)
  if (content === undefined) return undefined
  const name = host.name === '/var/run/postgresql' || host.name === '/tmp' ? 'localhost' : host.name
  const wanted = [name, String(host.port), parameters.dbname ?? '', parameters.user ?? '']
  for (const line of content.split(/\r?\n/)) {
    if (line.startsWith('#')) continue
    const fields = splitFields(line)
    if (
      fields.length >= 5 &&
      wanted.every((value, index) => fields[index] === '*' || unescaped(fields[index]) === value)
    ) {
      return unescaped(fields[4])
    }
  }
  return undefined
}

/** Writes a file (0600) that gives libpq this password for every connection, and returns its path. Throws exit 2 for one that no such file can hold, and 3 where there is no room. */
export function writePasswordFile(folder: string, password: string): string {
  if (/[\r\n]/.test(password)) {
    const hint = 'a password file cannot hold one: give the role another password'
    throw usageError("the database's password holds a line break", hint)
  }
  const path = join(folder, `pgpass-${randomBytes(6).toString('hex')}`)
  try {
    writeFileSync(path, `*:*:*:*:${password.replace(/[\\:]/g, '\\$&')}\n`, { mode: 0o600, flag: 'wx' })
    return path
  } catch (error) {
    rmSync(path, { force: true })
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC'
    throw environmentError(
      full ? 'the disk of the spool folder is full' : `no file can be written in the spool folder: ${messageOf(error)}`,
      'set spool-dir to a folder on a larger disk that can be written to',
      error,
    )
  }
}

/** The parameters of the service that the address or PGSERVICE names; an unknown service is a usage error. */
export function readService(given: Readonly<Record<string, string>>, environment: Environment): Record<string, string> {
  const service = given.service ?? environment.PGSERVICE
  if (!service) return {}
  const folder = environment.PGSYSCONFDIR
  const files = [
    given.servicefile || environment.PGSERVICEFILE || `${environment.HOME ?? ''}/.pg_service.conf`,
    ...(folder ? [`${folder}/pg_service.conf`] : ['/etc/postgresql-common/pg_service.conf']),
  ]
  for (const file of files) {
    const found = parseService(readText(file), service)
    if (found !== undefined) return found
  }
  throw usageError(`the service "${service}" is not defined`, `define it in one of: ${files.join(', ')}`)
}

function parseService(content: string | undefined, service: string): Record<string, string> | undefined {
  let found: Record<string, string> | undefined
  let inside = false
  for (const line of (content ?? '').split(/\r?\n/).map((text) => text.trim())) {
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('[')) {
      if (found !== undefined) break
      inside = line === `[${service}]`
      if (inside) found = {}
    } else if (inside && found) {
      const equals = line.indexOf('=')
      if (equals < 1) throw usageError(`the service "${service}" holds a line without =`, 'write keyword=value there')
      found[line.slice(0, equals)] ??= line.slice(equals + 1)
    }
  }
  return found
}

function splitFields(line: string): string[] {
  return (
    line.match(/(?:^|:)((?:[^:\\]|\\[\s\S]|\\$)*)/g)?.map((field, index) => (index === 0 ? field : field.slice(1))) ??
    []
  )
}

function unescaped(field: string | undefined): string {
  return (field ?? '').replace(/\\([\s\S])/g, '$1')
}

function readPrivate(file: string): string | undefined {
  try {
    const facts = statSync(file)
    return facts.isFile() && (facts.mode & 0o077) === 0 ? readFileSync(file, 'utf8') : undefined
  } catch {
    return undefined
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
