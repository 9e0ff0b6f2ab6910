import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { PgproofError } from '../../src/errors.ts'
import { openStore } from '../../src/storage/open.ts'
import { ObjectExists, type Store } from '../../src/storage/store.ts'
import { failureOf } from '../support/failure.ts'
import { type Fault, inTurn, listingXml, type ScriptedS3, s3Error, startScriptedS3 } from '../support/scripted-http.ts'
import { keysOf } from './contract.ts'

let s3: ScriptedS3
let store: Store
const body = Buffer.from(Array.from({ length: 100_000 }, (_, n) => n % 251))
const open = (retrySeconds = 20) =>
  openStore(s3.address, { environment: s3.environment, stallSeconds: 0.4, retrySeconds })

beforeAll(async () => {
  s3 = await startScriptedS3()
})
beforeEach(async () => {
  store = await open()
})
afterEach(() => {
  store.close()
  s3.reset()
})
afterAll(() => s3.stop())

async function refusalOf(work: Promise<unknown>): Promise<PgproofError> {
  const error = await failureOf(work)
  expect(`${error.reason} ${error.hint}`).not.toContain('scripted-secret-canary')
  return error
}

/** The four ways to read and write, each to be met by each fault. */
const VERBS: [string, string, () => Promise<unknown>][] = [
  ['put', 'PUT', () => store.put('a', body)],
  ['get', 'GET', () => store.get('a')],
  ['head', 'HEAD', () => store.head('a')],
  ['list', 'GET', () => keysOf(store, '')],
  ['delete', 'DELETE', () => store.delete('a')],
]
const WITHOUT_HEAD = VERBS.filter(([verb]) => verb !== 'head')

describe('what passes is tried again', () => {
  const busy: [string, Fault][] = [
    ['503 SlowDown', s3Error(503, 'SlowDown')],
    ['500 InternalError', s3Error(500, 'InternalError')],
    ['502 with a page', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>bad gateway</html>' }],
    ['429', s3Error(429, 'TooManyRequests')],
    ['a connection that is reset', { noAnswer: true }],
    ['a connection that gives nothing', { delay: 1_000 }],
  ]
  test.each(VERBS.flatMap(([verb, method, run]) => busy.map(([name, fault]) => ({ verb, method, run, name, fault }))))(
    '$verb survives $name',
    async ({ method, run, fault }) => {
      s3.objects.set('prefix/a', body)
      s3.script = inTurn(method, fault)
      await run()
      expect(s3.requests).toHaveLength(2)
    },
  )

  test.each(['BadDigest', 'IncompleteBody', 'XAmzContentSHA256Mismatch', 'RequestTimeout'])(
    'put survives a body that arrives otherwise than it was sent: %s',
    async (code) => {
      s3.script = inTurn('PUT', s3Error(400, code))
      await store.put('a', body)
      expect(s3.requests).toHaveLength(2)
      expect(s3.objects.get('prefix/a')?.equals(body)).toBe(true)
    },
  )

  test('until the time for it is over, then it is exit 3', async () => {
    store = await open(1)
    s3.script = () => s3Error(503, 'SlowDown')
    const started = Date.now()
    const error = await refusalOf(store.put('a', body))
    expect(error.code).toBe(3)
    expect(error.reason).toMatch(/is overloaded or out of order: 503 SlowDown at PutObject \(tried \d times in \d s\)/)
    expect(Date.now() - started).toBeLessThan(3_000)
    expect(s3.requests.length).toBeGreaterThan(2)
    expect(s3.objects.size).toBe(0)
  })

  test('a put that was stored and not answered is not a conflict', async () => {
    s3.script = inTurn('PUT', { done: true, noAnswer: true })
    await store.put('manifest', body, { onlyIfAbsent: true })
    expect(s3.requests.map(({ method }) => method)).toEqual(['PUT', 'PUT', 'HEAD'])
  })

  test('a put under a name that another run took meanwhile is one', async () => {
    s3.script = inTurn('PUT', s3Error(409, 'ConditionalRequestConflict'))
    s3.objects.set('prefix/manifest', Buffer.from('of another run'))
    await expect(store.put('manifest', body, { onlyIfAbsent: true })).rejects.toBeInstanceOf(ObjectExists)
    expect(String(s3.objects.get('prefix/manifest'))).toBe('of another run')
  })
})

describe('reading', () => {
  test.each([
    ['is reset', { resetAfter: 40_000 }],
    ['stalls', { stallAfter: 40_000 }],
  ])('goes on where the connection %s', async (_, fault) => {
    s3.objects.set('prefix/a', body)
    s3.script = inTurn('GET', fault)
    expect((await store.get('a')).equals(body)).toBe(true)
    expect(s3.requests).toHaveLength(2)
    expect(s3.requests[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-$/)
    expect(s3.requests[1]?.headers['if-match']).toBeDefined()
  })

  test('is patient with a slow connection that keeps giving', async () => {
    s3.objects.set('prefix/a', body)
    s3.script = () => ({ trickle: 150 })
    expect((await store.get('a')).equals(body)).toBe(true)
    expect(s3.requests).toHaveLength(1)
  })

  test('begins again where the object was replaced in between', async () => {
    const other = Buffer.alloc(50_000, 'other')
    s3.objects.set('prefix/a', body)
    s3.script = (_, index) => {
      if (index === 1) s3.objects.set('prefix/a', other)
      return index === 0 ? { resetAfter: 40_000 } : undefined
    }
    expect((await store.get('a')).equals(other)).toBe(true)
  })

  test('ends in a failure where each connection brings nothing', async () => {
    store = await open(1)
    s3.objects.set('prefix/a', body)
    s3.script = () => ({ resetAfter: 0 })
    expect((await refusalOf(store.get('a'))).reason).toMatch(/broke at GetObject/)
  })

  test('is ended by its signal, with the reason', async () => {
    s3.objects.set('prefix/a', body)
    s3.script = () => ({ stallAfter: 10 })
    const reason = new PgproofError(130, 'interrupted', 'run again')
    const controller = new AbortController()
    setTimeout(() => controller.abort(reason), 100)
    await expect(store.get('a', { signal: controller.signal })).rejects.toBe(reason)
  })
})

describe('what does not pass is said at once', () => {
  const answers: [string, Fault, RegExp, RegExp][] = [
    ['AccessDenied', s3Error(403, 'AccessDenied'), /access denied: these credentials may not \w+/, /allow s3:/],
    ['NoSuchBucket', s3Error(404, 'NoSuchBucket'), /there is no bucket bucket/, /create the bucket/],
    ['InvalidAccessKeyId', s3Error(403, 'InvalidAccessKeyId'), /does not know this access key/, /AWS_ACCESS_KEY_ID/],
    ['SignatureDoesNotMatch', s3Error(403, 'SignatureDoesNotMatch'), /secret access key does not fit/, /key pair/],
    ['ExpiredToken', s3Error(400, 'ExpiredToken'), /credentials have expired/, /aws-role/],
    [
      '301 to another region',
      { ...s3Error(301, 'PermanentRedirect'), headers: { 'x-amz-bucket-region': 'eu-west-3' } },
      /is not in region us-east-1 but in eu-west-3/,
      /region=eu-west-3/,
    ],
    [
      'a signature for another region',
      s3Error(400, 'AuthorizationHeaderMalformed', "the region 'us-east-1' is wrong; expecting 'eu-west-3'"),
      /but in eu-west-3/,
      /region=eu-west-3/,
    ],
    [
      'QuotaExceeded',
      s3Error(403, 'QuotaExceeded'),
      /quota of bucket bucket is used up/,
      /earlier backups are untouched/,
    ],
    [
      'InvalidObjectState',
      s3Error(403, 'InvalidObjectState'),
      /is archived, not damaged: it must be thawed/,
      /restore-object/,
    ],
    ['KMS key disabled', s3Error(400, 'KMS.DisabledException'), /KMS key of bucket bucket is disabled/, /enable/],
    [
      'a web page',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>log in</html>' },
      /does not answer as S3 does/,
      /endpoint/,
    ],
    [
      'a forbidding web page',
      { status: 403, headers: { 'content-type': 'text/html' }, body: '<html>no</html>' },
      /does not answer as S3 does/,
      /endpoint/,
    ],
  ]
  test.each(
    WITHOUT_HEAD.flatMap(([verb, , run]) =>
      answers.map(([name, fault, reason, hint]) => ({ verb, run, name, fault, reason, hint })),
    ),
  )('$verb: $name', async ({ run, fault, reason, hint }) => {
    s3.script = () => fault
    const error = await refusalOf(run())
    expect(error.code).toBe(3)
    expect(error.reason).toMatch(reason)
    expect(error.hint).toMatch(hint)
    expect(s3.requests).toHaveLength(1)
  })

  test('head: forbidden, and a web page', async () => {
    s3.script = () => ({ status: 403 })
    expect((await refusalOf(store.head('a'))).reason).toMatch(/may not HeadObject/)
    s3.script = () => ({ status: 200, headers: { 'content-type': 'text/html' } })
    expect((await refusalOf(store.head('a'))).reason).toMatch(/does not answer as S3 does/)
  })

  test.each(WITHOUT_HEAD.filter(([verb]) => verb !== 'delete'))(
    '%s: 200 and nothing in it',
    async (_verb, _method, run) => {
      s3.script = () => ({ status: 200 })
      expect((await refusalOf(run())).code).toBe(3)
    },
  )
})

describe('a listing that cannot be trusted is a failure, never a short list', () => {
  const more = '<IsTruncated>true</IsTruncated>'
  const end = '<IsTruncated>false</IsTruncated>'
  const at = (...names: string[]) => names.map((name) => ({ key: `prefix/${name}`, size: 1 }))
  const pages: [string, string, RegExp][] = [
    ['stops without a way on', listingXml(at('a'), more), /there is more, without a way to get it/],
    ['turns in a circle', listingXml([], `${more}<NextContinuationToken>t</NextContinuationToken>`), /without a way/],
    ['does not say whether it is all', listingXml(at('a'), ''), /no listing/],
    ['is out of order', listingXml(at('b', 'a'), end), /comes after/],
    ['names an object twice', listingXml(at('a', 'a'), end), /comes after/],
    ['names what was not asked for', listingXml([{ key: 'other/a', size: 1 }], end), /is not below/],
    ['is of another kind', '<?xml version="1.0"?><ListAllMyBucketsResult/>', /no listing/],
    ['is empty', '', /no listing/],
  ]
  test.each(pages)('one that %s', async (_, xml, reason) => {
    s3.script = () => ({ status: 200, headers: { 'content-type': 'application/xml' }, body: xml })
    expect((await refusalOf(keysOf(store, ''))).reason).toMatch(reason)
  })

  test('one that is cut short is asked for again', async () => {
    s3.objects.set('prefix/a', body)
    const cut = listingXml(at('a', 'b'), end).slice(0, -40)
    s3.script = inTurn('GET', { status: 200, headers: { 'content-type': 'application/xml' }, body: cut })
    expect(await keysOf(store, '')).toEqual(['a'])
    expect(s3.requests).toHaveLength(2)
    s3.script = () => ({ status: 200, headers: { 'content-type': 'application/xml' }, body: cut })
    expect((await refusalOf(keysOf(store, ''))).reason).toMatch(/is cut or not of S3's form/)
  })

  test('one whose connection is reset is asked for again', async () => {
    s3.objects.set('prefix/a', body)
    s3.script = inTurn('GET', { resetAfter: 100 }, { stallAfter: 100 })
    expect(await keysOf(store, '')).toEqual(['a'])
    expect(s3.requests).toHaveLength(3)
  })

  test('one that breaks between pages has no gap and nothing twice', async () => {
    const names = Array.from({ length: 25 }, (_, n) => `k${String(n).padStart(2, '0')}`)
    for (const name of names) s3.objects.set(`prefix/${name}`, body)
    s3.pageSize = 10
    const faults = [undefined, s3Error(503, 'SlowDown'), undefined, undefined, { noAnswer: true }]
    s3.script = () => faults.shift()
    expect(await keysOf(store, '')).toEqual(names)
    expect(faults).toHaveLength(0)
  })
})

describe('a store that lacks something', () => {
  test('501 to If-None-Match: looks before, from then on', async () => {
    s3.script = ({ headers }) => (headers['if-none-match'] ? s3Error(501, 'NotImplemented') : undefined)
    await store.put('a', body, { onlyIfAbsent: true })
    expect(store.capabilities).toEqual({ checksums: true, conditionalPut: false })
    s3.requests.length = 0
    await expect(store.put('a', Buffer.from('other'), { onlyIfAbsent: true })).rejects.toBeInstanceOf(ObjectExists)
    await store.put('a', body, { onlyIfAbsent: true })
    expect(s3.requests.some(({ headers }) => headers['if-none-match'])).toBe(false)
    expect(s3.objects.get('prefix/a')?.equals(body)).toBe(true)
  })

  test('400 to checksum headers: Content-MD5, from then on, and HEAD without', async () => {
    s3.script = ({ headers }) =>
      headers['x-amz-checksum-sha256'] || headers['x-amz-checksum-mode'] ? s3Error(400, 'InvalidArgument') : undefined
    await store.put('a', body)
    expect(store.capabilities).toEqual({ checksums: false, conditionalPut: true })
    s3.requests.length = 0
    await store.put('b', body)
    expect(await store.head('b')).toMatchObject({ size: body.length })
    expect(s3.requests).toHaveLength(2)
    expect(s3.requests[0]?.headers['content-md5']).toBeDefined()
    expect(s3.requests[0]?.headers['x-amz-checksum-sha256']).toBeUndefined()
  })

  test('400 to checksum headers on HEAD alone', async () => {
    s3.objects.set('prefix/a', body)
    s3.script = ({ headers }) => (headers['x-amz-checksum-mode'] ? { status: 400 } : undefined)
    expect(await store.head('a')).toMatchObject({ size: body.length })
    expect(store.capabilities.checksums).toBe(false)
  })

  test('a refusal for another reason takes nothing away', async () => {
    s3.script = () => s3Error(400, 'EntityTooLarge')
    await refusalOf(store.put('a', body, { onlyIfAbsent: true }))
    expect(store.capabilities).toEqual({ checksums: true, conditionalPut: true })
    expect(s3.requests).toHaveLength(1)
  })
})

describe('clocks', () => {
  test('a request that is too far off in time is made again by the time of the store', async () => {
    s3.clockAhead = 3600_000
    s3.script = ({ headers }) => {
      const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(headers['x-amz-date'] ?? '') ?? []
      const sent = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s))
      return Math.abs(sent - Date.now() - s3.clockAhead) > 900_000 ? s3Error(403, 'RequestTimeTooSkewed') : undefined
    }
    await store.put('a', body)
    expect(s3.requests).toHaveLength(2)
    expect((await store.clock()).getTime() - Date.now()).toBeGreaterThan(3500_000)
  })

  test('and is given up soon where that does not help', async () => {
    s3.script = () => s3Error(403, 'RequestTimeTooSkewed')
    expect((await refusalOf(store.put('a', body))).hint).toMatch(/set the clock/)
    expect(s3.requests).toHaveLength(3)
  })
})
