import { createHash } from 'node:crypto'
import { type Fault, type ScriptedRequest, type ScriptedS3, s3Error } from './scripted-http.ts'

interface Version {
  key: string
  id: string
  body: Buffer | undefined
  modified: Date
}

/** What a bucket with versioning has kept, oldest first; a version without a body is the mark of a deletion. */
export interface KeptVersions {
  versions: Version[]
  /** What the server takes for now. */
  now: Date
  /** Entries on a page of a listing. */
  pageSize: number
}

/** Makes a scripted server keep old versions, with their own times, as AWS does. Replaces its script. */
export function keepVersions(s3: ScriptedS3): KeptVersions {
  const kept: KeptVersions = { versions: [], now: new Date(), pageSize: 1000 }
  s3.script = (request) => {
    const { method, key, query } = request
    if (query.has('versioning'))
      return xml('<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>')
    if (query.has('versions')) return xml(listing(kept, query))
    if (method === 'PUT') note(kept, key, request.body)
    if (method === 'DELETE' && s3.objects.has(key)) note(kept, key, undefined)
    return method === 'GET' && query.has('versionId') ? read(kept, request) : undefined
  }
  return kept
}

function note(kept: KeptVersions, key: string, body: Buffer | undefined): void {
  kept.versions.push({ key, id: `v${kept.versions.length}`, body, modified: new Date(kept.now) })
}

const xml = (body: string): Fault => ({ status: 200, headers: { 'content-type': 'application/xml' }, body })

function read({ versions }: KeptVersions, { key, query }: ScriptedRequest): Fault {
  const found = versions.find((one) => one.key === key && one.id === query.get('versionId'))
  if (!found?.body) return s3Error(404, 'NoSuchVersion')
  const etag = `"${createHash('md5').update(found.body).digest('hex')}"`
  return { status: 200, headers: { etag, 'last-modified': found.modified.toUTCString() }, body: found.body }
}

/** Keys in their order, of each the newest version first. */
function listing({ versions, pageSize }: KeptVersions, query: URLSearchParams): string {
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter')
  const newest = versions.filter(({ key }) => key.startsWith(prefix)).reverse()
  const sorted = newest.toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
  if (delimiter) return page(folders(sorted, prefix, delimiter), 'false')
  const after = sorted.findIndex(({ id }) => id === query.get('version-id-marker')) + 1
  const shown = sorted.slice(after, after + pageSize)
  const last = shown.at(-1)
  const more = after + pageSize < sorted.length && last
  const entries = shown.map((one) => entry(one, newest.find(({ key }) => key === one.key) === one)).join('')
  const next = more
    ? `<NextKeyMarker>${last.key}</NextKeyMarker><NextVersionIdMarker>${last.id}</NextVersionIdMarker>`
    : ''
  return page(next + entries, String(Boolean(more)))
}

const page = (entries: string, truncated: string) =>
  `<ListVersionsResult><Name>bucket</Name><IsTruncated>${truncated}</IsTruncated>${entries}</ListVersionsResult>`

function folders(sorted: Version[], prefix: string, delimiter: string): string {
  const deeper = sorted.map(({ key }) => key.slice(prefix.length)).filter((rest) => rest.includes(delimiter))
  const names = new Set(deeper.map((rest) => rest.slice(0, rest.indexOf(delimiter) + 1)))
  return [...names].map((name) => `<CommonPrefixes><Prefix>${prefix}${name}</Prefix></CommonPrefixes>`).join('')
}

function entry({ key, id, body, modified }: Version, latest: boolean): string {
  const time = `${modified.toISOString().slice(0, 19)}.000Z`
  const about = `<Key>${key}</Key><VersionId>${id}</VersionId><IsLatest>${latest}</IsLatest><LastModified>${time}</LastModified>`
  return body ? `<Version>${about}<Size>${body.length}</Size></Version>` : `<DeleteMarker>${about}</DeleteMarker>`
}
