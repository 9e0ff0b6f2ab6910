import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import {
  describeConnection,
  hostsOf,
  isRemote,
  libpqEnvironment,
  parseConnection,
  secretsOf,
  withDatabase,
} from '../../src/postgres/conninfo.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const parse = (text: string | undefined, environment: Record<string, string> = {}) =>
  parseConnection(text, environment).parameters

const failureOf = (text: string, environment: Record<string, string> = {}) => {
  try {
    parseConnection(text, environment)
  } catch (error) {
    if (error instanceof PgproofError) return error
    throw error
  }
  throw new Error('it was taken')
}

describe('an address', () => {
  test.each([
    [
      'postgresql://backup:s%3Acret@db.example.org:6000/orders?sslmode=require',
      {
        user: 'backup',
        password: 's:cret',
        host: 'db.example.org',
        port: '6000',
        dbname: 'orders',
        sslmode: 'require',
      },
    ],
    ['postgres://u@[2001:db8::1]:5433/d', { user: 'u', host: '2001:db8::1', port: '5433', dbname: 'd' }],
    ['postgres://u@a:1,b:2/d', { host: 'a,b', port: '1,2' }],
    ['postgres://u@a,b/d', { host: 'a,b', port: '5432' }],
    ['postgres://u@%2Ftmp%2Fsockets/d', { host: '/tmp/sockets', dbname: 'd' }],
    ['postgres:///d?host=/tmp/sockets&user=u', { host: '/tmp/sockets', dbname: 'd', user: 'u' }],
    ['postgres://u@h/a%2Fb%20%22c%22%0A%3Dd', { dbname: 'a/b "c"\n=d' }],
    ['postgres://u:top?secret@h/d', { password: 'top?secret', host: 'h', dbname: 'd' }],
    ['postgres://u@h/a/b', { dbname: 'a/b' }],
    ['postgres://u@h/d?ssl=true', { sslmode: 'require' }],
    ['postgres://u@h/d?options=-c%20geqo%3Doff', { options: '-c geqo=off' }],
    ['postgres://u@h/d?password=p%26q', { password: 'p&q' }],
    ['postgres://u@h/?dbname=x', { dbname: 'x' }],
    ['postgres://h', { host: 'h', dbname: userInfo().username, user: userInfo().username }],
    ["host=h user=u dbname='a b' password='it\\'s \\\\'", { host: 'h', user: 'u', dbname: 'a b', password: "it's \\" }],
    ['host = h   user\t=\nu dbname=a\\ b', { host: 'h', user: 'u', dbname: 'a b' }],
    ["host=h user=u password='' dbname=d", { host: 'h', dbname: 'd' }],
    ["host=h user=u dbname='x\ny'", { dbname: 'x\ny' }],
  ])('%s', (text, expected) => {
    expect(parse(text)).toMatchObject(expected)
  })

  test('without a password has none', () => {
    expect(parse("host=h user=u password='' dbname=d")).not.toHaveProperty('password')
  })

  test('gets what is missing from PG* variables and the defaults', () => {
    expect(parse('host=h', { PGUSER: 'u', PGPORT: '7000', PGSSLMODE: 'verify-full', PGHOST: 'other' })).toMatchObject({
      host: 'h',
      user: 'u',
      dbname: 'u',
      port: '7000',
      sslmode: 'verify-full',
    })
    const socket = existsSync('/var/run/postgresql') ? '/var/run/postgresql' : '/tmp'
    expect(parse(undefined, { PGUSER: 'u' })).toEqual({ host: socket, port: '5432', user: 'u', dbname: 'u' })
  })

  test.each([
    ['postgres://u:p@ss%zz@h/d', /cannot be read/],
    ['postgres://u@h/d?schema=public', /unknown parameter "schema"/],
    ['postgres://u@h/d?sslmode=yes', /unknown sslmode/],
    ['postgres://u@h:99999/d', /port/],
    ['host=a,b,c port=1,2', /2 ports but 3 hosts/],
    ['host=h connect_timeout=soon', /connect_timeout/],
    ['host=h sslmode=require sslnegotiation=direct sslrootcert=system', /sslrootcert=system/],
    ['host=h gssencmode=require', /gssencmode/],
    ['host=h sslpassword=x', /sslpassword is not supported/],
    ['postgre://u:secret@h/d', /cannot be read/],
    ['just-a-name', /cannot be read/],
    ["host='h", /cannot be read/],
    ['host=h service=nowhere', /service "nowhere" is not defined/],
  ])('that is wrong is refused: %s', (text, reason) => {
    const error = failureOf(text)
    expect(error.code).toBe(2)
    expect(error.reason).toMatch(reason)
  })

  test.each([
    'postgres://u:top/secret@h/d',
    'postgres://u:top#secret%@h/d',
    'postgres://u@h/d?password=top&secret',
    'host=h password=top secret',
    'host=h port=topsecret',
    'host=h sslmode=topsecret',
    'topsecret',
  ])('never shows up in an error: %s', (text) => {
    const error = failureOf(text)
    expect(`${error.reason} ${error.hint} ${String(error.cause ?? '')} ${error.stack}`).not.toMatch(
      /top.?secret|"top|"secret/,
    )
  })
})

describe('the password file', () => {
  const file = join(folder, 'pass file')
  const write = (content: string, mode = 0o600) => {
    rmSync(file, { force: true })
    writeFileSync(file, content, { mode })
  }
  const look = (text: string) => parse(text, { PGPASSFILE: file }).password

  test('gives the first password that fits, unescaped', () => {
    write('# comment\nother:*:*:*:no\nh:5432:a\\:b:u:x\\:y\\\\z\n*:*:*:*:last\n')
    expect(look("host=h user=u dbname='a:b'")).toBe('x:y\\z')
    expect(look('host=h user=u dbname=c')).toBe('last')
    expect(look('host=h user=u password=own')).toBe('own')
  })

  test('names sockets in the usual place localhost', () => {
    write('localhost:5432:*:u:socket\n')
    expect(look('host=/tmp user=u')).toBe('socket')
    expect(look('host=/elsewhere user=u')).toBeUndefined()
  })

  test('that others can read is ignored', () => {
    write('*:*:*:*:open\n', 0o644)
    expect(look('host=h user=u')).toBeUndefined()
  })
})

test('a service stands between the address and the environment', () => {
  const file = join(folder, 'services')
  writeFileSync(file, '# all\n[other]\nhost=no\n[orders]\nhost=db\nport=6000\nuser=from-service\n\n[last]\nhost=no\n')
  const environment = { PGSERVICEFILE: file, PGUSER: 'from-environment', PGDATABASE: 'd' }
  expect(parse('service=orders port=7000', environment)).toEqual({
    host: 'db',
    port: '7000',
    user: 'from-service',
    dbname: 'd',
  })
  expect(parse(undefined, { ...environment, PGSERVICE: 'last' })).toMatchObject({ host: 'no' })
})

test('hosts are paired with their addresses and ports', () => {
  expect(hostsOf(parse('host=a,b hostaddr=10.0.0.1,10.0.0.2 port=1,2'))).toEqual([
    { name: 'a', address: '10.0.0.1', port: 1 },
    { name: 'b', address: '10.0.0.2', port: 2 },
  ])
  expect(hostsOf(parse('hostaddr=10.0.0.1'))).toEqual([{ name: '10.0.0.1', address: '10.0.0.1', port: 5432 }])
})

test('is described without secrets', () => {
  const connection = parseConnection('postgres://u:secret@db:6000,[::1]:7000/orders', {})
  expect(describeConnection(connection)).toBe('orders on db:6000, [::1]:7000 as u')
  expect(describeConnection(withDatabase(connection, 'other'))).toMatch(/^other on/)
})

test.each([
  ['host=db.example.org', true],
  ['host=10.0.0.1', true],
  ['host=localhost', false],
  ['host=127.0.0.1', false],
  ['host=::1', false],
  ['host=/tmp', false],
  ['host=localhost,db', true],
  ['host=localhost hostaddr=10.0.0.1', true],
])('%s is remote: %s', (text, remote) => {
  expect(isRemote(parseConnection(text, {}))).toBe(remote)
})

test('secrets are the password in every form', () => {
  expect(secretsOf(parseConnection('postgres://u:a%20b%2F@h/d', {}))).toEqual(['a b/', 'a%20b%2F', 'a%20b/'])
  expect(secretsOf(parseConnection('postgres://u@h/d', {}))).toEqual([])
})

test('a child gets PG* variables and little else', () => {
  const connection = parseConnection('postgres://u:p@h:6000/d?sslmode=require&options=-c%20geqo%3Doff', {})
  const outside = { PATH: '/bin', HOME: '/h', SECRET: 'x', PGHOST: 'other', LC_ALL: 'de_DE', TMPDIR: '/t' }
  const pinned = { role: 'none', lc_monetary: 'a b\\' }
  const { PGPASSFILE = '', ...rest } = libpqEnvironment(connection, pinned, { environment: outside, temporary: folder })
  expect(rest).toEqual({
    PATH: '/bin',
    HOME: '/h',
    TMPDIR: '/t',
    LANG: 'C',
    LC_ALL: 'C',
    PGUSER: 'u',
    PGHOST: 'h',
    PGPORT: '6000',
    PGDATABASE: 'd',
    PGSSLMODE: 'require',
    PGOPTIONS: '-c geqo=off -c role=none -c lc_monetary=a\\ b\\\\',
    PGAPPNAME: 'pgproof',
    PGCONNECT_TIMEOUT: '15',
  })
  expect(statSync(PGPASSFILE).mode & 0o777).toBe(0o600)
  expect(parse('host=h user=u', { PGPASSFILE }).password).toBe('p')
})

test('62: a password goes into a file as it is, and one that no file can hold is refused', () => {
  const environment = (password: string) =>
    libpqEnvironment({ parameters: { password } }, {}, { environment: {}, temporary: folder })
  const password = ' \\:#\'"é%$\\'
  expect(parse('host=h user=u', environment(password)).password).toBe(password)
  expect(() => environment('a\nb')).toThrow("the database's password holds a line break")
})
