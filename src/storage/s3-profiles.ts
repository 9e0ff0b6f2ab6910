import type { S3Address } from './address.ts'
import { ENCRYPTIONS, STORAGE_CLASSES } from './keeping.ts'

/** How one family of S3 servers differs from the others. */
export interface S3Profile {
  name: 'AWS' | 'R2' | 'B2' | 'S3-compatible'
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  pathStyle: boolean
  /** Takes `x-amz-checksum-sha256`, and tells it again on HEAD. */
  checksums: boolean
  /** Refuses a put with `If-None-Match: *` over an existing key. */
  conditionalPut: boolean
  /** What it takes as `server-side-encryption`, and as `storage-class`. */
  encryptions: readonly string[]
  storageClasses: readonly string[]
  /** Used where no region is given; undefined leaves it to the SDK. */
  region?: string
}

interface ProfileRow extends S3Profile {
  hosts: RegExp
}

/**
 * From the providers' S3 compatibility tables: B2 answers 400 to `x-amz-checksum-*` and 501 to `If-None-Match`; R2 knows one region, `auto`,
 * and no `x-amz-server-side-encryption`, since it encrypts everything.
 * Servers that are not listed are tried with everything; what they refuse they are not asked for again.
 */
const PROFILES: ProfileRow[] = [
  {
    name: 'AWS',
    hosts: /\.amazonaws\.com(\.cn)?$/,
    pathStyle: false,
    checksums: true,
    conditionalPut: true,
    encryptions: ENCRYPTIONS,
    storageClasses: STORAGE_CLASSES,
  },
  {
    name: 'R2',
    hosts: /\.r2\.cloudflarestorage\.com$/,
    pathStyle: true,
    checksums: true,
    conditionalPut: true,
    encryptions: [],
    storageClasses: ['STANDARD', 'STANDARD_IA'],
    region: 'auto',
  },
  {
    name: 'B2',
    hosts: /\.backblazeb2\.com$/,
    pathStyle: true,
    checksums: false,
    conditionalPut: false,
    encryptions: ['AES256'],
    storageClasses: ['STANDARD'],
  },
]

const PLAIN: S3Profile = {
  name: 'S3-compatible',
  pathStyle: true,
  checksums: true,
  conditionalPut: true,
  encryptions: ENCRYPTIONS,
  storageClasses: STORAGE_CLASSES,
}

/**
 * The profile for an endpoint; no endpoint is AWS. What the address says about path style and region wins; `asked` is the region of inputs and
 * environment, which often is there for another service, so that off AWS a region in the endpoint's name goes before it.
 */
export function profileFor(
  address: Pick<S3Address, 'pathStyle' | 'region'>,
  endpoint: string | undefined,
  asked?: string | undefined,
): S3Profile {
  const host = endpoint === undefined ? 's3.amazonaws.com' : new URL(endpoint).hostname
  const row = PROFILES.find(({ hosts }) => hosts.test(host))
  const { name, checksums, conditionalPut, encryptions, storageClasses, ...profile } = row ?? PLAIN
  const inHost = regionInHost(host)
  const own = profile.region ?? (name === 'AWS' ? asked || inHost : inHost || asked || 'us-east-1')
  const region = address.region ?? own
  return {
    name,
    checksums,
    conditionalPut,
    encryptions,
    storageClasses,
    pathStyle: address.pathStyle ?? profile.pathStyle,
    ...(region === undefined ? {} : { region }),
  }
}

/** `s3.eu-central-1.amazonaws.com`, `s3.us-west-004.backblazeb2.com` carry the region in their name. */
function regionInHost(host: string): string | undefined {
  return /(?:^|\.)s3[.-](?:dualstack\.|fips[.-])?([a-z]+-[a-z]+(?:-[a-z]+)?-\d+)\./.exec(host)?.[1]
}
