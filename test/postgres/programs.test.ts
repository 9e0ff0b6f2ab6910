import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { startChild } from '../../src/postgres/child.ts'
import { findPrograms, programsIn, versionOf } from '../../src/postgres/programs.ts'
import { majors, newestMajor } from '../support/postgres.ts'
import { eventually } from '../support/processes.ts'

const root = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const script = (file: string, body: string) => {
  writeFileSync(file, `#!/bin/sh\n${body}\n`)
  chmodSync(file, 0o755)
}

/** A folder of programs that say a version; those of the majors installed here are real. */
function fakePrograms(name: string, version: string, programs = ['pg_dump', 'pg_restore', 'psql']): string {
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  for (const program of programs) script(join(folder, program), `echo "${program} (PostgreSQL) ${version}"`)
  return folder
}

test.each([
  ['pg_dump (PostgreSQL) 17.11 (Debian 17.11-0+deb13u1)\n', '17.11'],
  ['pg_dump (PostgreSQL) 18.6', '18.6'],
  ['pg_dump (PostgreSQL) 19devel', '19devel'],
  ['pg_dump (PostgreSQL) 19beta1', '19beta1'],
  ['something else 17.1', undefined],
])('%j is version %s', (text, version) => {
  expect(versionOf(text)).toBe(version)
})

test.each(majors())('PostgreSQL %d is found in its own folder, client and server', async (major) => {
  const { programs } = await findPrograms(major, { environment: {}, needs: 'server' })
  expect(programs).toMatchObject({ major, from: `/usr/lib/postgresql/${major}/bin` })
  expect(programs.version).toMatch(new RegExp(`^${major}\\.\\d+$`))
  expect(programs.command('pg_dump')).toEqual({ command: `/usr/lib/postgresql/${major}/bin/pg_dump`, args: [] })
})

test('a folder on PATH counts by the version that its pg_dump says', async () => {
  const PATH = [fakePrograms('one', '9.6.24'), 'relative', '', '/nonexistent', fakePrograms('two', '99.1')].join(':')
  const { programs } = await findPrograms(99, { environment: { PATH } })
  expect(programs).toMatchObject({ major: 99, version: '99.1', from: join(root, 'two') })
})

test("Debian's wrapper is passed over, and so is a folder where something is missing", async () => {
  const share = join(root, 'share')
  mkdirSync(share)
  script(join(share, 'pg_wrapper'), 'echo "pg_dump (PostgreSQL) 99.1"')
  const wrapped = join(root, 'wrapped')
  mkdirSync(wrapped)
  for (const program of ['pg_dump', 'pg_restore', 'psql'])
    symlinkSync(join(share, 'pg_wrapper'), join(wrapped, program))
  expect(await programsIn(wrapped)).toBeUndefined()
  expect(await programsIn(fakePrograms('half', '99.1', ['pg_dump', 'psql']))).toBeUndefined()
  expect(await programsIn(fakePrograms('client', '99.1'), 'server')).toBeUndefined()
})

test('a program that cannot run is none', async () => {
  const folder = fakePrograms('broken', '99.1')
  script(join(folder, 'pg_dump'), 'exit 1')
  expect(await programsIn(folder)).toBeUndefined()
})

test('what is missing is installed where there is a way', async () => {
  const asked: number[] = []
  const install = async (major: number) => {
    asked.push(major)
    return fakePrograms('installed', '98.2')
  }
  const { programs } = await findPrograms(98, { environment: { PATH: '' }, install, client: 'local' })
  expect(programs.version).toBe('98.2')
  expect(asked).toEqual([98])
})

test('what is nowhere to be found is told with the line that installs it', async () => {
  const failure = await findPrograms(97, { environment: { PATH: root } }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(PgproofError)
  expect((failure as PgproofError).code).toBe(3)
  expect((failure as PgproofError).hint).toMatch(/apt\.postgresql\.org\.sh.*postgresql-client-97$/)
  const server = await findPrograms(97, { environment: { PATH: root }, needs: 'server' }).catch((error) => error)
  expect(server.hint).toMatch(/install -y postgresql-97$/)
})

test('minors below the fixed ones are warned about', async () => {
  const found = async (version: string) =>
    (
      await findPrograms(Number.parseInt(version, 10), {
        environment: { PATH: '' },
        install: async () => fakePrograms(version, version),
      })
    ).warnings
  expect(await found('14.24')).toEqual([expect.stringMatching(/14\.24 .* older than 14\.25/)])
  expect(await found('14.25')).toEqual([])
  expect(await found('16.15')).toHaveLength(1)
  expect(await found('16.16')).toEqual([])
})

describe('in a container', () => {
  const folder = join(root, 'engine')
  const log = join(root, 'engine.log')
  const environment = { PATH: `${folder}:/usr/bin:/bin` }

  // No engine is needed to see what it is asked for; this one runs the program in place.
  beforeEach(() => {
    mkdirSync(folder, { recursive: true })
    rmSync(log, { force: true })
    script(
      join(folder, 'docker'),
      `echo "$*" >>${log}
       case "$*" in
         *--version) echo "$*" | sed -E 's/.*postgres:([0-9]+).*/pg_dump (PostgreSQL) \\1.3/' ;;
         run*sleep*) exec sleep 60 ;;
       esac`,
    )
  })

  test('the programs come from the image of the major, with variables by name only', async () => {
    const { programs } = await findPrograms(96, { environment, folders: ['/spool'] })
    expect(programs).toMatchObject({ major: 96, version: '96.3', from: 'postgres:96' })
    const { command, args } = programs.command('pg_dump')
    expect(command).toBe('docker')
    expect(args.join(' ')).toMatch(
      /^run --rm --init --interactive --name pgproof-\w+ --network host .*--volume \/spool:\/spool postgres:96 pg_dump$/,
    )
    expect(args.join(' ')).toContain('--env PGPASSWORD ')
    expect(args.join(' ')).not.toContain('PGPASSWORD=')
  })

  test('local programs are not looked at where a container is asked for, and none is used where they are', async () => {
    await expect(findPrograms(newestMajor, { environment, client: 'docker' })).resolves.toMatchObject({
      programs: { version: `${newestMajor}.3` },
    })
    await expect(findPrograms(96, { environment, client: 'local' })).rejects.toThrow(/not installed/)
  })

  test('it is paused, continued and removed with its client', async () => {
    const child = startChild('docker', ['run', '--name', 'pgproof-x', 'image', 'sleep', '60'], { environment })
    const said = () => (existsSync(log) ? readFileSync(log, 'utf8') : '')
    await eventually('it runs', () => said().includes('run'))
    child.pause()
    await eventually('it is paused', () => said().includes('\npause pgproof-x'))
    child.resume()
    await eventually('it goes on', () => said().includes('\nunpause pgproof-x'))
    await child.stop()
    await eventually('it is removed', () => said().includes('\nrm --force --volumes pgproof-x'))
  })
})
