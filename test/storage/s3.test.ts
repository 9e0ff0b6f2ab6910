import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { openStore } from '../../src/storage/open.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { keysOf, storeContract } from './contract.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3()
})
afterAll(() => server?.stop())

storeContract('s3', { open: () => openStore(server.address, { environment: server.environment }) })

test('objects are kept under the prefix as they are', async () => {
  const store = await openStore(server.address, { environment: server.environment })
  await store.put('plain/object', Buffer.from('as it is'))
  expect(readFileSync(join(server.folder, server.bucket, 'prefix/plain/object'), 'utf8')).toBe('as it is')
  store.close()
})

test('a prefix does not show its neighbours', async () => {
  const [one, two] = await Promise.all(
    ['db', 'db2'].map((prefix) =>
      openStore(server.address.replace('/prefix', `/${prefix}`), { environment: server.environment }),
    ),
  )
  await two?.put('object', Buffer.from('of db2'))
  expect(one && (await keysOf(one, ''))).toEqual([])
  await expect(one?.get('object')).rejects.toThrow('object is missing')
})

async function failureOf(
  address: string,
  environment: Record<string, string> = server.environment,
): Promise<PgproofError> {
  const store = await openStore(address, { environment })
  const started = Date.now()
  const error = await store.put('object', Buffer.from('x')).catch((error: unknown) => error)
  store.close()
  expect(Date.now() - started).toBeLessThan(5_000)
  if (!(error instanceof PgproofError)) throw new Error(`no PgproofError but ${error}`)
  expect(error.code).toBe(3)
  return error
}

describe('what is wrong is said within seconds', () => {
  test('a bucket that is not there', async () => {
    const error = await failureOf(server.address.replace('s3://backups', 's3://nowhere'))
    expect(error.reason).toBe('there is no bucket nowhere')
  })

  test('a wrong secret', async () => {
    const error = await failureOf(server.address, { ...server.environment, AWS_SECRET_ACCESS_KEY: 'anotherCANARY' })
    expect(error.reason).toBe('the secret access key does not fit its key id')
    expect(JSON.stringify([error.reason, error.hint])).not.toContain('CANARY')
  })

  test('an unknown key id', async () => {
    const error = await failureOf(server.address, { ...server.environment, AWS_ACCESS_KEY_ID: 'SOMEBODY' })
    expect(error.reason).toBe('the store does not know this access key')
  })

  test('another region than the server has', async () => {
    const error = await failureOf(server.address.replace('us-east-1', 'eu-west-1'))
    expect(error.reason).toMatch(/is not in region eu-west-1 but in us-east-1/)
  })

  test('nothing at the port', async () => {
    const error = await failureOf('s3://bucket?endpoint=http://127.0.0.1:1')
    expect(error.reason).toMatch(/^127\.0\.0\.1:1 refuses connections \(tried 3 times/)
  })

  test('a host that does not exist', async () => {
    const error = await failureOf('s3://bucket?endpoint=https://storage.invalid')
    expect(error.reason).toMatch(/^storage\.invalid (has no address in DNS|could not be looked up)/)
  })

  test('https where http is spoken', async () => {
    const error = await failureOf(server.address.replace('http://', 'https://'))
    expect(error.reason).toMatch(/does not speak TLS/)
  })

  test('a certificate that nobody trusts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgproof-tls-'))
    const made = spawnSync(
      'openssl',
      'req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -days 1 -subj /CN=localhost'.split(' '),
      { cwd: folder },
    )
    if (made.status !== 0) throw new Error(`openssl made no certificate: ${made.stderr}`)
    const tls = createServer({
      key: readFileSync(join(folder, 'key')),
      cert: readFileSync(join(folder, 'cert')),
    }).listen(0, '127.0.0.1')
    await once(tls, 'listening')
    try {
      const error = await failureOf(`s3://bucket?endpoint=https://127.0.0.1:${(tls.address() as AddressInfo).port}`)
      expect(error.reason).toMatch(/the TLS certificate of .* is not trusted \(\w+\)/)
      expect(error.hint).toMatch(/NODE_EXTRA_CA_CERTS/)
    } finally {
      tls.close()
      rmSync(folder, { recursive: true })
    }
  })
})
