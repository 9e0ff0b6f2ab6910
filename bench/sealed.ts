import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Contender, type Place, pgproof } from './commands.ts'
import type { Settings } from './settings.ts'

/** The same backup, plain and sealed in each way; the first one is what the others are compared with. */
export function sealings(settings: Settings, place: Place): Contender[] {
  const keys = makeKeys(place.folder)
  const how: [string, string][] = [
    ['plain', ''],
    ['age, one recipient', `--encrypt-to ${keys.age}`],
    ['age, a passphrase', `--encryption age --passphrase-file ${keys.passphrase}`],
    ['gpg, one recipient', `--gpg-recipients ${keys.gpg}`],
    ['gpg, a passphrase', `--encryption gpg --passphrase-file ${keys.passphrase}`],
  ]
  return how.map(([name, args], index) => {
    const output = `${place.folder}/${place.database}.sealed${index}`
    const backup = pgproof(settings, `backup --json --storage file://${output} --jobs ${settings.jobs} ${args}`)
    const script = `GNUPGHOME=${keys.ring} ${backup}`
    return { name: `pgproof backup, ${name}`, prepare: `rm -rf ${output}`, script, output }
  })
}

/** Keys of this run alone, in its folder: public ones, a keyring of gpg, and the file of a passphrase. */
function makeKeys(folder: string) {
  const ring = join(folder, 'gnupg')
  mkdirSync(ring, { mode: 0o700 })
  const passphrase = join(folder, 'passphrase')
  writeFileSync(passphrase, 'correct horse battery staple', { mode: 0o600 })
  const gpg = (...args: string[]) =>
    execFileSync('gpg', ['--homedir', ring, '--batch', '--status-fd', '1', '--passphrase', '', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  const [, fingerprint = ''] = /KEY_CREATED \S+ (\S+)/.exec(gpg('--quick-gen-key', 'bench', 'future-default')) ?? []
  execFileSync('gpgconf', ['--homedir', ring, '--kill', 'all'])
  const identity = execFileSync('age-keygen', { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return { ring, passphrase, gpg: fingerprint, age: /^# public key: (\S+)$/m.exec(identity)?.[1] ?? '' }
}
