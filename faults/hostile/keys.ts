import type { HostileCase } from './case.ts'

/** A key that is none, as the environment brings it: refused before the storage is asked anything. */
const key = (name: string, variable: string, value: string): HostileCase => ({
  name: `key: ${variable.slice(8).toLowerCase()} is ${name}`,
  faults: [55, 59],
  args: ['verify'],
  environment: { [`PGPROOF_${variable.slice(8)}`]: value },
  codes: [2],
  make: () => {},
})

const LONG = 'A'.repeat(100_000)
const pem = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`

const VALUES: [name: string, value: string][] = [
  ['blank', '  \n '],
  ['a word', 'password'],
  ['a hundred thousand letters', LONG],
  ['a byte order mark', '\ufeffAGE-SECRET-KEY-1'],
  ['cut', 'AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQ'],
  ['a public key of age', 'age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq'],
  ['PEM of nothing', pem('PRIVATE KEY', '')],
  ['PEM of noise', pem('PRIVATE KEY', LONG.slice(0, 640))],
  ['PEM that says it is public', pem('PUBLIC KEY', 'AAAA')],
  ['a path out of the folder', '../../../../etc/shadow'],
]

export const keyCases: HostileCase[] = ['PGPROOF_IDENTITY', 'PGPROOF_SIGN_KEY', 'PGPROOF_VERIFY_KEY'].flatMap(
  (variable) => VALUES.map(([name, value]) => key(name, variable, value)),
)
