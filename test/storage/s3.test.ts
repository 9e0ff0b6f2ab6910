import { afterAll, beforeAll } from '@jest/globals'
import { openStore } from '../../src/storage/open.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { storeContract } from './contract.ts'

let server: S3Server
beforeAll(async () => {
  server = await startS3()
})
afterAll(() => server?.stop())

storeContract('s3', { open: () => openStore(server.address, { environment: server.environment }) })
