import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { openStore } from '../../src/storage/open.ts'
import { type ProbeFinding, probeStore } from '../../src/storage/probe.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { listingXml, type ScriptedS3, s3Error, startScriptedS3 } from '../support/scripted-http.ts'
import { keysOf } from './contract.ts'

const states = (findings: ProbeFinding[]) => Object.fromEntries(findings.map(({ name, state }) => [name, state]))
const ALL_FINE = {
  clock: 'fine',
  put: 'fine',
  'read after write': 'fine',
  checksum: 'fine',
  'conditional put': 'fine',
  list: 'fine',
  delete: 'fine',
}

describe('real stores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-probe-'))
  let server: S3Server
  beforeAll(async () => {
    server = await startS3()
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('a folder is fine, and stays clean', async () => {
    const store = await openStore(folder, { environment: {} })
    expect(states(await probeStore(store))).toEqual(ALL_FINE)
    expect(await keysOf(store, '')).toEqual(['.pgproof/store.json'])
    expect(JSON.parse(String(await store.get('.pgproof/store.json')))).toEqual({
      format: 1,
      provider: null,
      can: { conditionalPut: true, checksums: true, bulkDelete: null },
      clockSeconds: expect.any(Number),
      found: ALL_FINE,
    })
  })

  test('an S3 server is fine, and stays clean', async () => {
    const store = await openStore(server.address, { environment: server.environment })
    const found = { ...ALL_FINE, 'bulk delete': 'fine' }
    expect(states(await probeStore(store))).toEqual(found)
    expect(await keysOf(store, '')).toEqual(['.pgproof/store.json'])
    expect(JSON.parse(String(await store.get('.pgproof/store.json')))).toEqual({
      format: 1,
      provider: `S3-compatible at ${new URL(server.endpoint).host}`,
      can: { conditionalPut: true, checksums: true, bulkDelete: true },
      clockSeconds: expect.any(Number),
      found,
    })
    store.close()
  })

  test('a bucket that is not there is a failure for each thing, without a throw', async () => {
    const address = server.address.replace('s3://backups', 's3://nowhere')
    const store = await openStore(address, { environment: server.environment })
    const findings = await probeStore(store)
    expect(states(findings)).toEqual({ clock: 'failure', put: 'failure' })
    expect(findings[1]).toMatchObject({
      text: 'there is no bucket nowhere',
      hint: expect.stringMatching(/create the bucket/),
    })
    store.close()
  })
})

describe('stores that lack something', () => {
  let s3: ScriptedS3
  beforeAll(async () => {
    s3 = await startScriptedS3()
  })
  afterEach(() => s3.reset())
  afterAll(() => s3.stop())

  async function probed(): Promise<Record<string, ProbeFinding>> {
    const store = await openStore(s3.address, { environment: s3.environment, retrySeconds: 0.1 })
    const findings = await probeStore(store)
    store.close()
    return Object.fromEntries(findings.map((finding) => [finding.name, finding]))
  }

  test('a clock that is 6 min ahead is a failure, one that is 4 min ahead is fine', async () => {
    s3.clockAhead = 4 * 60_000
    expect((await probed()).clock).toMatchObject({ state: 'fine' })
    s3.clockAhead = 6 * 60_000
    expect((await probed()).clock).toMatchObject({
      state: 'failure',
      text: expect.stringMatching(/3\d\d s ahead of this machine's/),
    })
  })

  test('keys that may not delete are a warning that names what stays', async () => {
    s3.script = ({ method }) => (method === 'DELETE' ? s3Error(403, 'AccessDenied') : undefined)
    const found = (await probed()).delete
    expect(found).toMatchObject({ state: 'warning', text: expect.stringMatching(/may not DeleteObject/) })
    expect(found?.hint).toMatch(/\.pgproof\/probe-[0-9a-f]{12} stays behind/)
  })

  test('what was found is recorded once, and again when it changes', async () => {
    await probed()
    const puts = () => s3.requests.filter(({ method, key }) => method === 'PUT' && key.endsWith('store.json')).length
    expect(puts()).toBe(1)
    await probed()
    expect(puts()).toBe(1)
    s3.clockAhead = 3600_000
    await probed()
    expect(puts()).toBe(2)
  })

  test('what failed is not recorded: it may pass', async () => {
    s3.script = ({ key, method }) =>
      method === 'GET' && key === '' ? { body: listingXml([], '<IsTruncated>false</IsTruncated>') } : undefined
    expect((await probed()).list?.state).toBe('failure')
    expect([...s3.objects.keys()]).toEqual([])
  })

  test.each([
    ['refuses', s3Error(400, 'InvalidArgument'), { state: 'fine', text: expect.stringMatching(/one by one/) }, false],
    ['fails', s3Error(500, 'InternalError'), { state: 'not checked' }, null],
  ])('a store that %s a bulk delete is none the worse', async (_, fault, found, bulkDelete) => {
    s3.script = ({ method }) => (method === 'POST' ? fault : undefined)
    expect((await probed())['bulk delete']).toMatchObject(found)
    expect(JSON.parse(String(s3.objects.get('prefix/.pgproof/store.json')))).toMatchObject({ can: { bulkDelete } })
    expect(s3.objects.size).toBe(1)
  })

  test('a signal ends it, and what was put is removed', async () => {
    const store = await openStore(s3.address, { environment: s3.environment })
    const controller = new AbortController()
    const reason = new Error('interrupted')
    s3.script = ({ method }) => {
      if (method === 'HEAD') controller.abort(reason)
      return undefined
    }
    await expect(probeStore(store, controller.signal)).rejects.toBe(reason)
    expect(s3.objects.size).toBe(0)
  })

  test('a store that puts over without a word is a warning', async () => {
    s3.script = ({ headers }) => {
      delete headers['if-none-match']
      return undefined
    }
    expect((await probed())['conditional put']).toMatchObject({
      state: 'warning',
      text: expect.stringMatching(/says nothing/),
    })
    expect(JSON.parse(String(s3.objects.get('prefix/.pgproof/store.json')))).toMatchObject({
      can: { conditionalPut: false },
    })
  })

  test('a store that cannot refuse, or knows no checksums, is a warning', async () => {
    s3.script = ({ headers }) =>
      headers['if-none-match'] || headers['x-amz-checksum-sha256'] || headers['x-amz-checksum-mode']
        ? s3Error(501, 'NotImplemented')
        : undefined
    const findings = await probed()
    expect(findings['conditional put']).toMatchObject({
      state: 'warning',
      text: expect.stringMatching(/cannot refuse/),
    })
    expect(findings.checksum).toMatchObject({ state: 'warning' })
    expect([...s3.objects.keys()]).toEqual(['prefix/.pgproof/store.json'])
  })

  test('a listing that is behind is a failure', async () => {
    s3.script = ({ key, method }) =>
      method === 'GET' && key === '' ? { body: listingXml([], '<IsTruncated>false</IsTruncated>') } : undefined
    expect((await probed()).list).toMatchObject({ state: 'failure', text: expect.stringMatching(/shows 0 objects/) })
  })

  test('a store that gives back other bytes is a failure', async () => {
    s3.script = ({ method, key }) => {
      const held = s3.objects.get(key)
      if (method === 'GET' && held) s3.objects.set(key, Buffer.from(held).fill(0, 100, 101).fill(255, 101, 102))
      return undefined
    }
    const findings = await probed()
    expect(findings['read after write']).toMatchObject({ state: 'failure' })
    expect(findings.checksum).toMatchObject({ state: 'failure' })
  })
})
