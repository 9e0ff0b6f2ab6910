import { createHash } from 'node:crypto'
import { z } from 'zod'
import { negative, PgproofError } from '../errors.ts'
import type { Encryption } from '../sealing/seal.ts'
import { structureFault } from './json-structure.ts'

/** The format that this version writes; what it reads is 1 up to here. */
export const FORMAT = 1

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()
const time = z.iso.datetime()
const id = z.string().regex(/^\d{8}T\d{6}Z-[0-9a-f]{6}$/)

/** A name inside a backup's folder: no path, so that nothing outside it can be meant. */
const objectName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}$/)

export const bySchema = z.strictObject({
  who: z.string(),
  host: z.string(),
  run: z.string().optional(),
  commit: z.string().optional(),
  branch: z.string().optional(),
  pgproof: z.string(),
})

const sourceSchema = z.strictObject({
  /** `17.11` */
  version: z.string(),
  versionNum: count,
  /** Absent where the role may not read it. */
  systemIdentifier: z.string().optional(),
  database: z.string(),
  /** Host and port as the connection named them, for recognising the source. */
  address: z.string(),
  encoding: z.string(),
  localeProvider: z.string(),
  collate: z.string(),
  ctype: z.string(),
  icuLocale: z.string().optional(),
  icuRules: z.string().optional(),
  lcMonetary: z.string(),
  /** `pg_database_size`, in bytes. */
  sizeBytes: count,
  profile: z.string(),
})

const encryptionSchema: z.ZodType<Encryption> = z.strictObject({
  method: z.enum(['age', 'gpg']),
  mode: z.enum(['recipients', 'passphrase']),
  recipients: z.array(z.string().max(4096)).max(1000),
  check: z.base64().max(1024 * 1024),
})

const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  id,
  name: z.string(),
  type: z.string(),
  tags: z.array(z.string()),
  /** When the snapshot was taken and when the manifest was written, ISO 8601 UTC. */
  created: time,
  finished: time,
  /** What the filters were, in a sentence each; empty for a complete backup. */
  partial: z.array(z.string()),
  /** The newest backup that could be read before this one was committed. */
  previous: z.strictObject({ id, sha256: digest }).nullable(),
  /** The backup of which this is a copy under other keys. */
  replaces: z.strictObject({ id, sha256: digest }).optional(),
  source: sourceSchema,
  client: z.strictObject({ pgDump: z.string(), major: count }),
  by: bySchema,
  totals: z.strictObject({
    tables: count,
    rows: count,
    rawBytes: count,
    storedBytes: count,
    objects: count,
    largeObjects: count,
  }),
  /** What objects are sealed with; their names end with its suffix. */
  encryption: encryptionSchema.nullable(),
  compression: z.strictObject({ method: z.literal('zstd'), level: count }),
  /** Every object but the manifest, as stored. */
  objects: z
    .array(z.strictObject({ name: objectName, size: count, sha256: digest }))
    .refine((objects) => new Set(objects.map(({ name }) => name)).size === objects.length, 'an object is listed twice'),
})

export type Manifest = z.infer<typeof manifestSchema>
export type ManifestObject = Manifest['objects'][number]

/** Larger ones are refused unread: a million objects take 130 MB. */
export const MOST_MANIFEST_BYTES = 256 * 1024 * 1024

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** As text whose last line is the SHA-256 of the rest, so that a changed bit shows even in a name or a date. */
export function writeManifest(manifest: Manifest): Buffer {
  return Buffer.from(sealed(JSON.stringify(manifestSchema.parse(manifest), null, 1)))
}

const SEAL = /,\n "sha256": "([0-9a-f]{64})"\n\}\n$/

/** `text` is a JSON object, indented by one. */
export const sealed = (text: string): string =>
  `${text.replace(/\n\}$/, '')},\n "sha256": "${sha256(Buffer.from(text))}"\n}\n`

/** Whether the text is what its last line says it is: without that line, it has that digest. Undefined where there is no such line. */
function isSealed(text: string): boolean | undefined {
  const match = SEAL.exec(text.slice(-100))
  if (!match) return undefined
  const sealedText = text.slice(0, text.length - match[0].length)
  return sha256(Buffer.from(`${sealedText}\n}`)) === match[1]
}

/** Thrown for a manifest of a later format. */
export class FormatTooNew extends PgproofError {}

/**
 * Reads a manifest strictly: an unknown format, key or value is refused, never guessed, and so is one that is not what it says of itself.
 * Throws FormatTooNew (exit 3) for a later format and exit 1 for anything that is not whole.
 */
export function readManifest(bytes: Buffer, key: string): Manifest {
  const value = parseJson(bytes, key)
  const whole = isSealed(bytes.toString())
  if (whole === false)
    throw damaged(key, 'was changed after it was written: its digest is not the one in its last line')
  const format = (value as { format?: unknown } | null)?.format
  if (typeof format === 'number' && Number.isInteger(format) && format > FORMAT) {
    throw new FormatTooNew(
      3,
      `${key} has format ${format}, and this version of pgproof reads up to ${FORMAT}`,
      'use the newest version of pgproof; CHANGELOG.md says which one brought the format',
    )
  }
  // A later format may have another way to say it.
  if (whole === undefined) throw damaged(key, 'lacks the last line with its digest')
  const { sha256: _, ...manifest } = value as { sha256: string }
  return checked(manifestSchema, manifest, key)
}

/** Parses JSON that came from storage; damaged text is a negative answer that names the object. */
export function parseJson(bytes: Buffer, key: string): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const fault = structureFault(text)
    if (fault) throw damaged(key, fault)
    return JSON.parse(text)
  } catch (cause) {
    if (cause instanceof PgproofError) throw cause
    throw damaged(key, 'is not whole JSON', cause)
  }
}

/** Applies a schema to a value that came from storage. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, key: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw damaged(
    key,
    `does not fit the format at ${issue?.path.join('.') || 'its top'}: ${issue?.message}`,
    result.error,
  )
}

/** A stored object whose bytes are not what they should be; `what` is half a sentence. */
export const damaged = (key: string, what: string, cause?: unknown) =>
  negative(`${key} ${what}`, 'this backup is damaged: use another one, and find out what changed the object', cause)
