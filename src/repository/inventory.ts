import { z } from 'zod'
import { environmentError } from '../errors.ts'
import { catalogueFactsSchema } from '../postgres/catalogue-facts.ts'
import { standInsSchema } from '../postgres/stand-ins.ts'
import { type BadFrame, compress, decompressAll } from '../sealing/compression.ts'
import { checked, damaged, FORMAT, parseJson } from './manifest.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()

/** A stretch of stored bytes: `offset` and `length` within `object` of `backup`, and how many raw bytes it unfolds to. */
const partSchema = z.strictObject({
  backup: z.string(),
  object: z.string(),
  offset: count,
  length: count,
  rawBytes: count,
})

const tableSchema = z.strictObject({
  dumpId: count,
  file: z.string().regex(/^\d+\.dat$/),
  oid: count,
  schema: z.string(),
  name: z.string(),
  /** The table that COPY writes to where rows go through a partition root, else null. */
  root: z.strictObject({ schema: z.string(), name: z.string() }).nullable(),
  /** In the order of the data. */
  columns: z.array(z.string()),
  rows: count,
  bytes: count,
  sha256: digest,
  parts: z.array(partSchema),
})

const largeObjectSchema = z.strictObject({
  oid: count,
  bytes: count,
  sha256: digest,
  toc: z.string().regex(/^blobs(_\d+)?\.toc$/),
})

/** A role without its password; see `Role`. */
const roleSchema = z.strictObject({
  name: z.string(),
  bootstrap: z.boolean(),
  superuser: z.boolean(),
  inherit: z.boolean(),
  createRole: z.boolean(),
  createDatabase: z.boolean(),
  login: z.boolean(),
  replication: z.boolean(),
  bypassRls: z.boolean(),
  connectionLimit: z.number().int(),
  validUntil: z.string().nullable(),
  comment: z.string().nullable(),
  settings: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  memberOf: z.array(
    z.strictObject({
      role: z.string(),
      admin: z.boolean(),
      inherit: z.boolean().optional(),
      set: z.boolean().optional(),
    }),
  ),
})

const inventorySchema = z.strictObject({
  format: z.literal(FORMAT),
  /** Settings that every session of the dump was started with. */
  settings: z.record(z.string(), z.string()),
  /** pg_dump's patterns, so that a second dump can be asked for the same part. */
  filter: z.strictObject({
    schemas: z.array(z.string()),
    excludeSchemas: z.array(z.string()),
    tables: z.array(z.string()),
    excludeTables: z.array(z.string()),
    excludeTableData: z.array(z.string()),
    schemaOnly: z.boolean(),
    dataOnly: z.boolean(),
  }),
  tables: z.array(tableSchema),
  /** Every other entry of the table of contents, with the SHA-256 of its definition's text. */
  entries: z.array(z.strictObject({ type: z.string(), schema: z.string(), name: z.string(), sha256: digest })),
  largeObjects: z.array(largeObjectSchema),
  /** The tar that holds the large objects and the lists of them, cut into parts. */
  largeObjectParts: z.array(partSchema),
  facts: catalogueFactsSchema,
  roles: z.array(roleSchema),
  /** What the backup refers to in schemas that it leaves out. */
  standIns: standInsSchema,
  notContained: z.array(z.strictObject({ what: z.string(), why: z.string() })),
  warnings: z.array(z.string()),
})

export type Inventory = z.infer<typeof inventorySchema>
export type InventoryTable = Inventory['tables'][number]
export type Part = z.infer<typeof partSchema>

/** An inventory that unfolds to more is refused, and none is written: a string of Node.js ends at 512 MiB. Some 3 million large objects fit. */
const MOST_INVENTORY_BYTES = 400 * 1024 * 1024

/** Names and digests shrink to a tenth; a small object that unfolds to a thousand times its size was made to fill the memory. */
const mostUnfolded = (storedBytes: number) => Math.min(MOST_INVENTORY_BYTES, 16 * 1024 * 1024 + storedBytes * 1000)

/** Throws exit 3 for one that takes more bytes than `most`. */
export async function writeInventory(
  inventory: Inventory,
  level: number,
  most = MOST_INVENTORY_BYTES,
): Promise<Buffer> {
  const raw = Buffer.from(JSON.stringify(inventorySchema.parse(inventory)))
  if (raw.length <= most) return await compress(raw, level)
  throw environmentError(
    `the list of what the backup contains takes ${raw.length} bytes, and ${most} can be read back`,
    'back the database up in parts, with schemas or exclude-schemas',
  )
}

/** Throws exit 1 for an inventory that is not whole. */
export async function readInventory(stored: Buffer, key: string): Promise<Inventory> {
  return checked(inventorySchema, parseJson(await unfolded(stored, key), key), key)
}

async function unfolded(stored: Buffer, key: string): Promise<Buffer> {
  try {
    return await decompressAll(stored, mostUnfolded(stored.length))
  } catch (error) {
    throw damaged(key, (error as BadFrame).message, error)
  }
}
