import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { Checkup } from '../../../src/operations/doctor/checkup.ts'
import { examineStorage } from '../../../src/operations/doctor/storage.ts'
import type { DoctorLine } from '../../../src/operations/results.ts'
import { makeWorkplace, type Workplace } from '../../support/loop.ts'
import { startS3 } from '../../support/s3-server.ts'
import { type Fault, type ScriptedS3, s3Error, startScriptedS3 } from '../../support/scripted-http.ts'

let place: Workplace
beforeAll(async () => {
  place = await makeWorkplace()
})
afterAll(() => place.remove())

async function examined(storage: string, environment: Record<string, string>): Promise<DoctorLine[]> {
  const context = await place.context({ environment })
  const checkup = new Checkup(context.signal)
  await examineStorage(checkup, { storage }, context, undefined)
  return checkup.lines.filter(({ name }) => name === 'store: lifecycle rules')
}

describe('lifecycle rules', () => {
  let s3: ScriptedS3
  beforeAll(async () => {
    s3 = await startScriptedS3()
  })
  afterEach(() => s3.reset())
  afterAll(() => s3.stop())

  const told = async (answer: Fault) => {
    s3.script = ({ query }) => (query.has('lifecycle') ? answer : undefined)
    const lines = await examined(s3.address, s3.environment)
    expect(s3.requests.filter(({ query }) => query.has('lifecycle'))).toHaveLength(1)
    return lines
  }
  const rules = (...some: string[]): Fault => ({
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<LifecycleConfiguration>${some.map((rule) => `<Rule>${rule}</Rule>`).join('')}</LifecycleConfiguration>`,
  })
  const on = '<Status>Enabled</Status>'
  const expire = '<Expiration><Days>30</Days></Expiration>'
  const under = (prefix: string) => `<Filter><Prefix>${prefix}</Prefix></Filter>`
  const freeze = (days: number, storageClass: string) =>
    `<Transition><Days>${days}</Days><StorageClass>${storageClass}</StorageClass></Transition>`

  test.each<[string, string, string]>([
    [
      'for the whole bucket',
      `<ID>tidy</ID>${on}<Filter/>${expire}`,
      'the rule "tidy" deletes objects 30 days after they were put: a backup that lost some is damaged',
    ],
    [
      'in the old form, for a folder above',
      `<ID>tidy</ID><Prefix>pre</Prefix>${on}${expire}`,
      'the rule "tidy" deletes objects 30 days after they were put: a backup that lost some is damaged',
    ],
    [
      'for a name below',
      `<ID>a</ID>${on}${under('prefix/shop/')}${expire}`,
      'the rule "a" deletes objects below shop/ 30 days after they were put: a backup that lost some is damaged',
    ],
    [
      'on a day',
      `<ID>end</ID>${on}${under('')}<Expiration><Date>2027-01-01T00:00:00Z</Date></Expiration>`,
      'the rule "end" deletes objects on 2027-01-01: a backup that lost some is damaged',
    ],
    [
      'by size, joined with a prefix',
      `<ID>big</ID>${on}<Filter><And><Prefix>prefix/</Prefix><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan></And></Filter>${freeze(1, 'DEEP_ARCHIVE')}`,
      'the rule "big" archives objects 1 day after they were put: a backup of which some are archived has to be thawed before it can be read',
    ],
  ])('one %s is warned about, with its name and days', async (_, rule, found) => {
    expect(await told(rules(rule))).toEqual([
      { name: 'store: lifecycle rules', state: 'warning', found, hint: expect.stringMatching(/pgproof prune/) },
    ])
  })

  test('one that does both is warned about twice', async () => {
    const found = await told(rules(`<ID>x</ID>${on}${under('')}${freeze(7, 'GLACIER')}${expire}`))
    expect(found.map(({ state }) => state)).toEqual(['warning', 'warning'])
  })

  test.each([
    ['switched off', `<Status>Disabled</Status>${under('')}${expire}`],
    ['for another prefix', `${on}${under('prefix2/')}${expire}`],
    ['for tagged objects', `${on}<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>${expire}`],
    [
      'for tagged objects of the prefix',
      `${on}<Filter><And><Prefix>prefix/</Prefix><Tag><Key>a</Key><Value>b</Value></Tag></And></Filter>${expire}`,
    ],
    [
      'for old versions',
      `${on}${under('')}<NoncurrentVersionExpiration><NoncurrentDays>9</NoncurrentDays></NoncurrentVersionExpiration>`,
    ],
    [
      'for marks',
      `${on}${under('')}<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>`,
    ],
    [
      'for uploads that were broken off',
      `${on}${under('')}<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>`,
    ],
    [
      'into a class that can be read at once',
      `${on}${under('')}${freeze(30, 'STANDARD_IA')}${freeze(90, 'GLACIER_IR')}`,
    ],
    ['for probes alone', `${on}${under('prefix/.pgproof/probe-')}${expire}`],
  ])('one %s is fine', async (_, rule) => {
    expect(await told(rules(rule))).toMatchObject([{ state: 'fine' }])
  })

  test('none at all is fine', async () => {
    expect(await told(s3Error(404, 'NoSuchLifecycleConfiguration'))).toMatchObject([{ state: 'fine' }])
  })

  test('keys that may not read them leave it unchecked, and say what they lack', async () => {
    expect(await told(s3Error(403, 'AccessDenied'))).toMatchObject([
      { state: 'not checked', found: expect.stringContaining('s3:GetLifecycleConfiguration') },
    ])
  })

  test('a store that is busy leaves it unchecked', async () => {
    expect(await told(s3Error(503, 'SlowDown'))).toMatchObject([{ state: 'not checked' }])
  })
})

test('a real server that knows none leaves them unchecked', async () => {
  const server = await startS3()
  try {
    expect(await examined(server.address, server.environment)).toEqual([
      { name: 'store: lifecycle rules', state: 'not checked', found: 'the server tells no lifecycle rules' },
    ])
  } finally {
    await server.stop()
  }
})

test('a folder has none, and no line', async () => {
  expect(await examined(`file://${place.folder}/store`, {})).toEqual([])
})

/** The lines about the second storage. */
async function second(copyTo?: string) {
  const context = await place.context()
  const checkup = new Checkup(context.signal)
  await examineStorage(checkup, { storage: `file://${place.folder}/store`, copyTo }, context, 1)
  expect(checkup.lines.find(({ name }) => name === 'store: put')).toMatchObject({ state: 'fine' })
  return checkup.lines.filter(({ name }) => name.startsWith('second'))
}

test('a second storage is asked the same as the first', async () => {
  const asked = ['clock', 'put', 'read after write', 'checksum', 'conditional put', 'list', 'delete', 'room']
  expect((await second(`${place.folder}/far`)).map(({ name, state }) => [name, state])).toEqual(
    ['second store', ...asked.map((name) => `second store: ${name}`)].map((name) => [name, 'fine']),
  )
  expect(await second()).toEqual([])
})

test('a second storage that is the first, or cannot be written to, is a failure', async () => {
  expect(await second(`file://${place.folder}/store`)).toEqual([
    expect.objectContaining({ state: 'failure', found: expect.stringContaining('are the same storage') }),
  ])
  expect(await second('/proc/nowhere')).toContainEqual(
    expect.objectContaining({ name: 'second store: put', state: 'failure' }),
  )
})
