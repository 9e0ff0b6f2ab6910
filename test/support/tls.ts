import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverAccount } from '../../src/postgres/server-folder.ts'

/** A certificate authority of our own, a server certificate by it for the given name, and a second authority that signed nothing. */
export interface Certificates {
  folder: string
  authority: string
  otherAuthority: string
  certificate: string
  key: string
}

/** Made with openssl in a new folder that belongs to the account that servers run as; the caller removes it. */
export async function makeCertificates(name = 'localhost'): Promise<Certificates> {
  const folder = mkdtempSync(join(tmpdir(), 'pgproof-test-'))
  const file = (base: string) => join(folder, base)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const selfSigned = (base: string) =>
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '30',
      '-subj',
      `/CN=${base}`,
      '-keyout',
      `${base}.key`,
      '-out',
      `${base}.crt`,
    )
  selfSigned('authority')
  selfSigned('other')
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    'server.key',
    '-out',
    'server.csr',
  )
  writeFileSync(file('server.ext'), `subjectAltName=DNS:${name}\n`)
  openssl(
    'x509',
    '-req',
    '-in',
    'server.csr',
    '-CA',
    'authority.crt',
    '-CAkey',
    'authority.key',
    '-days',
    '30',
    '-extfile',
    'server.ext',
    '-out',
    'server.crt',
  )
  const account = await serverAccount()
  if (account)
    for (const path of [folder, file('server.key'), file('server.crt')]) chownSync(path, account.uid, account.gid)
  return {
    folder,
    authority: file('authority.crt'),
    otherAuthority: file('other.crt'),
    certificate: file('server.crt'),
    key: file('server.key'),
  }
}
