import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runChild } from '../../src/postgres/child.ts'
import { type Connection, libpqEnvironment } from '../../src/postgres/conninfo.ts'
import { openSession } from '../../src/postgres/session.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { type Certificates, makeCertificates } from '../support/tls.ts'

let certificates: Certificates
let encrypted: TestServer
let plain: TestServer

beforeAll(async () => {
  certificates = await makeCertificates('localhost')
  const settings = { ssl: 'on', ssl_cert_file: certificates.certificate, ssl_key_file: certificates.key }
  encrypted = await startTestServer(undefined, { tcp: true, settings })
  plain = await startTestServer(undefined, { tcp: true })
}, 60_000)
afterAll(async () => {
  await encrypted?.stop()
  await plain?.stop()
  rmSync(certificates.folder, { recursive: true, force: true })
})

const to = (server: TestServer, parameters: Record<string, string>): Connection => {
  const { sslmode: _, ...rest } = server.connection.parameters
  return { parameters: { ...rest, ...parameters } }
}

/** Whether both node and libpq connect, with TLS or without, or what node's failure says. */
async function outcome(connection: Connection): Promise<string> {
  const environment = { ...libpqEnvironment(connection, {}), HOME: '/nonexistent' }
  const { command } = encrypted.programs.command('psql')
  const sql = 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'
  const { stdout, end } = await runChild(command, ['-XAtc', sql], { environment })
  const libpq = end.code === 0 ? (stdout.toString().trim() === 't' ? 'TLS' : 'plain') : 'refused'
  let ours: string
  try {
    const session = await openSession(connection)
    const [row] = await session.query<{ ssl: boolean }>(sql)
    ours = row?.ssl ? 'TLS' : 'plain'
    expect(session.encrypted).toBe(row?.ssl)
    await session.close()
  } catch (error) {
    ours = (error as Error).message
  }
  expect(`libpq: ${libpq}`).toBe(`libpq: ${['TLS', 'plain'].includes(ours) ? ours : 'refused'}`)
  return ours
}

describe('with TLS on the server', () => {
  test.each([
    ['disable', {}, 'plain'],
    ['allow', {}, 'plain'],
    ['prefer', {}, 'TLS'],
    ['require', {}, 'TLS'],
    ['verify-ca', { sslrootcert: 'authority' }, 'TLS'],
    ['verify-full', { sslrootcert: 'authority', host: 'localhost' }, 'TLS'],
    ['verify-full', { sslrootcert: 'authority', host: 'localhost', hostaddr: '127.0.0.1' }, 'TLS'],
    ['verify-full', { sslrootcert: 'authority' }, /for another name/],
    ['verify-ca', { sslrootcert: 'other' }, /TLS with .* failed/],
    ['require', { sslrootcert: 'other' }, /TLS with .* failed/],
    ['verify-full', { sslrootcert: 'system', host: 'localhost' }, /TLS with .* failed/],
    ['verify-ca', {}, /root certificate .* does not exist/],
    ['verify-ca', { sslrootcert: 'missing' }, /root certificate .* does not exist/],
  ])('sslmode=%s %o', async (sslmode, more: Record<string, string>, expected) => {
    const files: Record<string, string> = {
      authority: certificates.authority,
      other: certificates.otherAuthority,
      system: 'system',
      missing: '/nonexistent/root.crt',
    }
    const { sslrootcert = '', ...rest } = more
    const root = sslrootcert ? { sslrootcert: files[sslrootcert] ?? '' } : {}
    const found = await outcome(to(encrypted, { sslmode, ...rest, ...root }))
    if (typeof expected === 'string') expect(found).toBe(expected)
    else expect(found).toMatch(expected)
  })

  test('direct negotiation', async () => {
    const connection = to(encrypted, { sslmode: 'require', sslnegotiation: 'direct' })
    if (encrypted.major >= 17) expect(await outcome(connection)).toBe('TLS')
  })

  test('without any sslmode it is used where it is there', async () => {
    expect(await outcome(to(encrypted, {}))).toBe('TLS')
    expect(await outcome(to(plain, {}))).toBe('plain')
  })

  test('channel binding', async () => {
    expect(await outcome(to(encrypted, { sslmode: 'require', channel_binding: 'require' }))).toBe('TLS')
  })

  test('a socket never uses it', async () => {
    const { password: _, ...rest } = to(encrypted, { sslmode: 'require', host: encrypted.socketFolder }).parameters
    expect(await outcome({ parameters: rest })).toBe('plain')
  })

  test('a server that demands it says so', async () => {
    writeFileSync(
      join(encrypted.folder, 'data', 'pg_hba.conf'),
      'local all all trust\nhostssl all all all scram-sha-256\n',
    )
    await encrypted.query(
      { parameters: { ...encrypted.connection.parameters, host: encrypted.socketFolder } },
      'SELECT pg_reload_conf()',
    )
    expect(await outcome(to(encrypted, { sslmode: 'disable' }))).toMatch(/refuses connections without TLS/)
    expect(await outcome(to(encrypted, { sslmode: 'allow' }))).toBe('TLS')
    expect(await outcome(to(encrypted, { sslmode: 'prefer' }))).toBe('TLS')
  })
})

describe('without TLS on the server', () => {
  test.each(['disable', 'allow', 'prefer'])('sslmode=%s goes without', async (sslmode) => {
    expect(await outcome(to(plain, { sslmode }))).toBe('plain')
  })

  test('sslmode=require refuses', async () => {
    expect(await outcome(to(plain, { sslmode: 'require' }))).toMatch(/does not offer TLS/)
  })
})
