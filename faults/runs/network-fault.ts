import type { Ruling } from './proxy.ts'

/** What the network or the store does to a request instead of what it should. */
export interface NetworkFault {
  name: string
  /** Numbers of the table. */
  faults: number[]
  /** Whether it also happens to every request after that one. */
  lasting?: boolean
  /** `passes`: it is tried again and the run succeeds. `either`: it may also fail, cleanly. */
  expect: 'passes' | 'either'
  /** Requests that it makes sense for; all unless given. */
  only?: RegExp
  ruling: NonNullable<Ruling>
}

const xml = (code: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>broken on purpose</Message></Error>`

const answer = (status: number, body: string, type = 'application/xml') => ({
  kind: 'answer' as const,
  status,
  body,
  headers: { 'content-type': type },
})

export const networkFaults: NetworkFault[] = [
  { name: '503 SlowDown', faults: [31], expect: 'passes', ruling: answer(503, xml('SlowDown')) },
  { name: '500 InternalError', faults: [31], expect: 'passes', ruling: answer(500, xml('InternalError')) },
  { name: '429', faults: [31], expect: 'passes', ruling: answer(429, xml('TooManyRequests')) },
  { name: 'reset before it arrived', faults: [32], expect: 'passes', ruling: { kind: 'drop', at: 'before' } },
  { name: 'reset before it was answered', faults: [5, 32], expect: 'passes', ruling: { kind: 'drop', at: 'after' } },
  {
    name: 'answer cut in the middle',
    faults: [32],
    expect: 'passes',
    only: /^(GET|LIST)/,
    ruling: { kind: 'cut' },
  },
  {
    name: 'other bytes in the answer',
    faults: [10],
    expect: 'either',
    only: /^GET .*\/(backups|records)\//,
    ruling: { kind: 'garble' },
  },
  {
    name: 'a web page with 200',
    faults: [34],
    expect: 'either',
    ruling: answer(200, '<!DOCTYPE html><html><body>log in</body></html>', 'text/html'),
  },
  { name: '403 AccessDenied', faults: [37], expect: 'either', ruling: answer(403, xml('AccessDenied')) },
  {
    name: '403 QuotaExceeded',
    faults: [46],
    expect: 'either',
    only: /^PUT/,
    ruling: answer(403, xml('QuotaExceeded')),
  },
  { name: '400 ExpiredToken', faults: [36], expect: 'either', ruling: answer(400, xml('ExpiredToken')) },
  {
    name: 'the network is gone from here on',
    faults: [35],
    expect: 'either',
    lasting: true,
    ruling: { kind: 'drop', at: 'before' },
  },
]
