import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { backup } from '../../src/operations/backup/backup.ts'
import { verify } from '../../src/operations/verify/verify.ts'
import { readInventory } from '../../src/repository/inventory.ts'
import { ageKey, sealerFor } from '../support/keys.ts'
import { backupRequest, makeWorkplace, verifyRequest, type Workplace } from '../support/loop.ts'
import { addressOf, startTestServer, type TestServer } from '../support/postgres.ts'

const page = readFileSync('docs/format.md', 'utf8')

/** The keys in the first column of the table that follows a text. */
function documented(after: string): string[] {
  const [, rest = ''] = page.split(after)
  const table = /(?:^\|.*\n)+/m.exec(rest)?.[0] ?? ''
  const cells = [...table.matchAll(/^\| (.*?) \|/gm)].map(([, cell = '']) => cell)
  return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, key = '']) => key)).sort()
}

let server: TestServer
let place: Workplace
let folder: string

beforeAll(async () => {
  server = await startTestServer()
  place = await makeWorkplace()
  const shop = await server.createDatabase('shop', readFileSync('.github/shop.sql', 'utf8'))
  const made = await backup(backupRequest(addressOf(shop), place.storage), await place.context())
  await verify(verifyRequest(place.storage), await place.context())
  folder = fileURLToPath(made.backup.location)
}, 60_000)

afterAll(async () => {
  await server?.stop()
  await place?.remove()
})

const keysOf = (value: object) => Object.keys(value).sort()
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

test('the manifest has the keys of the page', () => {
  const manifest = json(join(folder, 'manifest.json'))
  expect(documented('## manifest.json')).toEqual([...keysOf(manifest), 'replaces'].sort())
  const [, source = ''] = /^\| `source` \| (.*) \|$/m.exec(page) ?? []
  for (const key of keysOf(manifest.source)) expect(source).toContain(`\`${key}\``)
})

test('the inventory and its tables have the keys of the page', async () => {
  const inventory = await readInventory(readFileSync(join(folder, 'inventory.json.zst')), 'inventory')
  expect(documented('## inventory.json.zst')).toEqual(keysOf(inventory))
  expect(documented('A table:')).toEqual(keysOf(inventory.tables[0] ?? {}))
})

test('a record has the keys of the page, and the folder the names', () => {
  const records = join(folder, '../../records')
  const [id = ''] = readdirSync(records)
  const [name = ''] = readdirSync(join(records, id))
  expect(name).toMatch(/^\d{8}T\d{9}Z-verified-[0-9a-f]{4}\.json$/)
  expect(documented('## Records')).toEqual([...keysOf(json(join(records, id, name))), 'signature'].sort())
  const layout =
    /^(?:manifest\.json|inventory\.json\.zst|toc\.dat|roles\.sql\.zst|\d+\.dat\.zst\.\d{5}|blobs\.tar\.zst\.\d{5})$/
  expect(readdirSync(folder).filter((file) => !layout.test(file))).toEqual([])
})

test('what a manifest tells of its sealing has the keys of the page', async () => {
  const sealer = await sealerFor((await ageKey()).recipient)
  expect(documented('## Sealed backups')).toEqual(['encryption', ...keysOf(sealer.encryption)].sort())
})
