import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { openStore } from '../../src/storage/open.ts'
import { startScriptedS3 } from '../support/scripted-http.ts'
import { keysOf } from './contract.ts'

test.each([
  ['memory://opened', 'memory://opened'],
  ['/tmp/opened', 'file:///tmp/opened'],
  ['s3://bucket/prefix/', 's3://bucket/prefix'],
])('opens %s as %s', async (address, location) => {
  const environment = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' }
  const store = await openStore(address, { environment })
  expect(store.location).toBe(location)
  store.close()
})

test('a wrong address is exit 2 before anything else', async () => {
  await expect(openStore('s4://bucket', { environment: {} })).rejects.toMatchObject({ code: 2 })
})

test('the AWS SDK is loaded for S3 alone, since it takes longer than all the rest', () => {
  const loaded = (address: string) => {
    const script = `import { registerHooks } from 'node:module'
      let sdk = 0
      registerHooks({ load(url, context, next) { if (/node_modules.@(aws-sdk|smithy)/.test(url)) sdk++; return next(url, context) } })
      const { openStore } = await import(${JSON.stringify(join(process.cwd(), 'src/storage/open.ts'))})
      await openStore(${JSON.stringify(address)}, { environment: { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' } })
      console.log(sdk > 0)`
    return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout.trim()
  }
  expect(loaded('/tmp/x')).toBe('false')
  expect(loaded('s3://bucket')).toBe('true')
})

test('the signal ends every kind of store, with its reason', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-open-'))
  const s3 = await startScriptedS3()
  const reason = new PgproofError(130, 'interrupted', 'run again')
  try {
    for (const address of [folder, s3.address]) {
      const controller = new AbortController()
      const store = await openStore(address, { environment: s3.environment, signal: controller.signal })
      await store.put('a', Buffer.from('x'))
      controller.abort(reason)
      const body = Buffer.from('x')
      for (const work of [
        () => store.put('b', body),
        () => store.get('a'),
        () => store.head('a'),
        () => keysOf(store, ''),
      ]) {
        await expect(work()).rejects.toBe(reason)
      }
    }
  } finally {
    await s3.stop()
    rmSync(folder, { recursive: true })
  }
})
