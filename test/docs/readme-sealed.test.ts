import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { pgproof } from '../cli/command.ts'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { runnableBlocks } from './blocks.ts'

const folder = mkdtempSync(join(tmpdir(), 'pgproof-readme-'))
let server: TestServer

beforeAll(async () => {
  server = await startTestServer(undefined, { tcp: true })
  await server.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8'))
})

afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('the commands of sealed and signed backups work as they stand, with the keys that the first one makes', async () => {
  const text = runnableBlocks('README.md').find((block) => block.text.includes('pgproof keygen'))?.text ?? ''
  const [keygen = '', ...others] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ +#.*/, ''))
  expect(others).toHaveLength(3)
  const environment: Record<string, string> = { PGPROOF_STORAGE: join(folder, 'backups') }
  const type = async (command: string) => {
    const { status, stderr } = await pgproof(command.split(' ').slice(2), environment, { cwd: folder })
    expect([command, stderr.match(/^error: .*/m)?.[0], status]).toEqual([command, undefined, 0])
  }
  await type(keygen)
  const made = (name: string) => readFileSync(join(folder, name), 'utf8').trim()
  environment.PGPROOF_DATABASE_URL = server.url.replace(/\/postgres$/, '/shop')
  environment.PGPROOF_ENCRYPT_TO = made('pgproof-recipient.txt')
  environment.PGPROOF_ENCRYPTION = 'age'
  environment.PGPROOF_SIGN_KEY_FILE = 'pgproof-sign-key.pem'
  environment.PGPROOF_VERIFY_KEY_FILE = 'pgproof-verify-key.pem'
  environment.PGPROOF_IDENTITY_FILE = 'pgproof-identity.txt'
  await type('npx pgproof backup')
  for (const command of others) await type(command)
})
