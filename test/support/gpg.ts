import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A keyring of gpg, in a folder of its own, with the program as its user has it. Stop it at the end: gpg leaves an agent behind. */
export class Keyring {
  /** GNUPGHOME. */
  readonly folder = mkdtempSync(join(tmpdir(), 'pgproof-ring-'))

  /** Runs gpg and returns what it prints. Throws what it said where it failed. */
  run(args: readonly string[], input: string | Buffer = ''): Buffer {
    const { status, stdout, stderr, error } = spawnSync(
      'gpg',
      ['--batch', '--no-tty', '--pinentry-mode', 'loopback', ...args],
      { env: this.environment, input, maxBuffer: 1024 ** 3 },
    )
    if (error) throw new Error('gpg does not start; scripts/install-servers brings it', { cause: error })
    if (status !== 0) throw new Error(`gpg ${args.join(' ')} ended with ${status}: ${stderr.toString()}`)
    return stdout
  }

  get environment(): Record<string, string> {
    return { PATH: process.env.PATH ?? '', HOME: this.folder, GNUPGHOME: this.folder }
  }

  /** Makes a key, to sign and encrypt with unless told, and returns its fingerprint. `at` is when, as gpg writes times: `20200101T000000`. */
  key(owner: string, { passphrase = '', encryption = 'never', usage = 'cert', at = '' } = {}): string {
    const time = at === '' ? [] : ['--faked-system-time', at]
    const how = [...time, '--passphrase', passphrase]
    const made = ['--status-fd', '1', '--quick-gen-key', owner, 'ed25519', usage, 'never']
    const [, fingerprint = ''] = /KEY_CREATED \S+ (\S+)/.exec(this.run([...how, ...made]).toString()) ?? []
    if (encryption !== '') this.run([...how, '--quick-add-key', fingerprint, 'cv25519', 'encr', encryption])
    return fingerprint
  }

  revoke(fingerprint: string): void {
    const path = join(this.folder, 'openpgp-revocs.d', `${fingerprint}.rev`)
    // gpg puts a colon before the block, so that nobody revokes by accident.
    this.run(['--import'], readFileSync(path, 'utf8').replace(/^:---/m, '---'))
  }

  /** As its user would give it. */
  publicKey(...fingerprints: string[]): string {
    return this.run(['--armor', '--export', ...fingerprints]).toString()
  }

  secretKey(fingerprint: string, passphrase = ''): string {
    return this.run(['--passphrase', passphrase, '--armor', '--export-secret-keys', fingerprint]).toString()
  }

  stop(): void {
    this.stopAgent()
    rmSync(this.folder, { recursive: true, force: true })
  }

  stopAgent(): void {
    spawnSync('gpgconf', ['--kill', 'all'], { env: this.environment })
  }
}

/** Command lines of living processes that name a path. */
export function processesAt(path: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      } catch {
        return ''
      }
    })
    .filter((line) => line.includes(path))
}
