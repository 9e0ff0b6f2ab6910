import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'
import { openStore } from '../../src/storage/open.ts'
import { storeContract } from './contract.ts'

const base = mkdtempSync(join(tmpdir(), 'pgproof-file-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

storeContract('file', { open: () => openStore(`file://${base}/contract`, { environment: {} }) })
