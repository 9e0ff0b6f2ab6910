import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from '@jest/globals'
import { startTestServer, type TestServer } from '../support/postgres.ts'
import { type S3Server, startS3 } from '../support/s3-server.ts'
import { type Caller, makeCaller, type Run, type Settings } from './act.ts'

/** What the workflows of a repository talk to: a database server in production, another one, a bucket, and somebody to tell. */
export interface Stage {
  /** With the database `shop`. */
  production: TestServer
  /** Stands for a service container, which act does not start on this machine: reached over TCP, by password only. */
  container: TestServer
  s3: S3Server
  caller: Caller
  databaseUrl: string
  /** What the webhook was sent. */
  told: { text: string }[]
  /** Runs the installed example with the settings that they all ask for. */
  run(more?: Partial<Settings>): Promise<Run>
  /** Ids, oldest first. */
  backups(): string[]
  /** Names of the records of a backup, joined. */
  records(id: string): string
  /** Ids of the second copies, oldest first. */
  copies(): string[]
  expectNoSecret(run: Run): void
  stop(): Promise<void>
}

export async function startStage(): Promise<Stage> {
  const [production, container, s3] = await Promise.all([
    startTestServer(undefined, { tcp: true }),
    startTestServer(undefined, { tcp: true }),
    startS3(),
  ])
  await production.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8').replace('(0, 500)', '(0, 5000)'))
  await production.psql(
    { parameters: { ...production.connection.parameters, dbname: 'shop' } },
    "CREATE TABLE not_used_yet (a int); INSERT INTO customers SELECT g, 'customer ' || g FROM generate_series(501, 1200) g",
  )
  const databaseUrl = production.url.replace(/\/postgres$/, '/shop')
  const { told, webhook, address } = await startWebhook()
  const caller = makeCaller()
  const secrets = {
    DATABASE_URL: databaseUrl,
    TARGET_URL: databaseUrl,
    S3_ACCESS_KEY_ID: s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    COPY_S3_ACCESS_KEY_ID: s3.accessKeyId,
    COPY_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    ALERT_WEBHOOK: address,
  }
  const passwords = [new URL(databaseUrl).password, new URL(container.url).password, s3.secretAccessKey]
  const place = join(s3.folder, s3.bucket, 'prefix/shop')
  return {
    ...{ production, container, s3, caller, databaseUrl, told },
    run: async (more = {}) =>
      await caller.run({
        ...more,
        variables: {
          BACKUP_STORAGE: s3.address,
          COPY_STORAGE: s3.address.replace('/prefix', '/far'),
          ...more.variables,
        },
        secrets: { ...secrets, ...more.secrets },
      }),
    backups: () => readdirSync(join(place, 'backups')).sort(),
    copies: () => readdirSync(join(s3.folder, s3.bucket, 'far/shop/backups')).sort(),
    records: (id) => readdirSync(join(place, 'records', id)).join(' '),
    expectNoSecret: ({ log }) => {
      for (const password of passwords) expect(log).not.toContain(password)
    },
    stop: async () => {
      webhook.close()
      caller.remove()
      await Promise.all([production.stop(), container.stop(), s3.stop()])
    },
  }
}

async function startWebhook() {
  const told: { text: string }[] = []
  const webhook = createServer(async (request, response) => {
    told.push(JSON.parse(await text(request)))
    response.end('ok')
  }).listen(0, '127.0.0.1')
  await once(webhook, 'listening')
  return { told, webhook, address: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}/hook` }
}
