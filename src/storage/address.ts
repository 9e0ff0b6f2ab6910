import { resolve } from 'node:path'
import { closest, distance } from 'fastest-levenshtein'
import { usageError } from '../errors.ts'
import { keyFault } from './key.ts'

/** `s3://bucket/prefix?endpoint=…&region=…&path-style=true|false`. `prefix` has no slash at either end and may be empty. */
export interface S3Address {
  scheme: 's3'
  location: string
  bucket: string
  prefix: string
  endpoint?: string
  region?: string
  pathStyle?: boolean
}

/** `file:///path`, `/path`, `./path` or `../path`; `folder` is absolute. */
export interface FileAddress {
  scheme: 'file'
  location: string
  folder: string
}

/** `memory://name`: lives as long as the process, for tests. */
export interface MemoryAddress {
  scheme: 'memory'
  location: string
  name: string
}

export type StorageAddress = S3Address | FileAddress | MemoryAddress
export type Scheme = StorageAddress['scheme']

const FORMS = 's3://bucket/prefix?endpoint=…&region=…, file:///path or ./path'

const PARSERS: Record<Scheme, (text: string) => StorageAddress> = {
  s3: parseS3,
  file: parseFileUrl,
  memory: parseMemory,
}

/** Reads an address as users write it; a typo is a usage error that names what is allowed and what is nearest. */
export function parseStorageAddress(text: string): StorageAddress {
  if (text.trim() === '') throw usageError('the storage address is empty', `give one of ${FORMS}`)
  if (text !== text.trim()) {
    throw usageError('the storage address starts or ends with white space', 'remove it, also a line break at the end')
  }
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]
  if (scheme === undefined) return parsePath(text)
  const parser = Object.hasOwn(PARSERS, scheme) ? PARSERS[scheme as Scheme] : undefined
  if (!parser) {
    const near = closest(scheme.toLowerCase(), ['s3', 'file'])
    const guess = distance(scheme.toLowerCase(), near) <= 2 ? `did you mean ${near}://? ` : ''
    throw usageError(`there is no storage ${scheme}:`, `${guess}storage is ${FORMS}`)
  }
  return parser(text)
}

function parsePath(text: string): FileAddress {
  if (!/^\.{0,2}\//.test(text) && text !== '.' && text !== '..') {
    throw usageError(
      `the storage address ${quote(text)} says neither s3:// nor file://`,
      `for a folder write ./${withoutUser(text).replace(/^~\//, '')} or /path; storage is ${FORMS}`,
    )
  }
  return folderAt(text)
}

function folderAt(path: string): FileAddress {
  if (path.includes('\0')) throw usageError('the storage folder holds a zero byte', 'write a path without it')
  const folder = resolve(path)
  return { scheme: 'file', folder, location: `file://${encodeURI(folder).replace(/[?#]/g, encodeURIComponent)}` }
}

function parseFileUrl(text: string): FileAddress {
  const folder = /^file:\/\/(\/[^?#]*)$/.exec(text)?.[1]
  if (folder === undefined) {
    const host = /^file:\/\/([^/?#]+)(\/[^?#]*)?$/.exec(text)
    if (host) {
      const path = withoutUser(`${host[1]}${host[2] ?? ''}`)
      throw usageError(
        `${quote(text)} names a host, not a folder`,
        `write file:///${path} for an absolute path, ./${path} for a relative one`,
      )
    }
    throw usageError(`${quote(text)} is not a folder's address`, 'write file:///path, with ? and # as %3F and %23')
  }
  return folderAt(decoded(folder, text))
}

function parseMemory(text: string): MemoryAddress {
  const name = /^memory:\/\/([\w.-]+)$/.exec(text)?.[1]
  if (name === undefined) throw usageError(`${quote(text)} is not a memory storage`, 'write memory://name')
  return { scheme: 'memory', name, location: text }
}

const QUERY_KEYS = ['endpoint', 'region', 'path-style'] as const

function parseS3(text: string): S3Address {
  const match = /^s3:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(text)
  if (!match) throw usageError('the storage address is not well formed', `write ${FORMS}`)
  const [, authority = '', path = '', query = '', fragment] = match
  if (authority.includes('@')) throw withCredentials('before the bucket')
  const bucket = authority
  if (bucket === '') throw usageError(`${quote(text)} names no bucket`, 'write s3://bucket/prefix')
  if (!/^[A-Za-z0-9][\w.-]{1,61}[A-Za-z0-9]$/.test(bucket)) {
    throw usageError(`${quote(bucket)} is not a bucket's name`, 'write s3://bucket/prefix, and a port with ?endpoint=…')
  }
  if (fragment !== undefined) throw usageError('the storage address holds a #', 'write it as %23')
  const prefix = decoded(path, text).replace(/^\/+|\/+$/g, '')
  const fault = prefix === '' ? undefined : keyFault(prefix)
  if (fault) throw usageError(`the prefix ${quote(prefix)} ${fault}`, 'write s3://bucket/part/part')
  return { scheme: 's3', bucket, prefix, ...parseQuery(query), location: locationOf(bucket, prefix, parseQuery(query)) }
}

type S3Query = Pick<S3Address, 'endpoint' | 'region' | 'pathStyle'>

function parseQuery(query: string): S3Query {
  const found: S3Query = {}
  const seen = new Set<string>()
  for (const [key, value] of new URLSearchParams(query)) {
    if (/key|secret|token|password|credential/i.test(key)) throw withCredentials('behind the ?')
    if (!(QUERY_KEYS as readonly string[]).includes(key)) {
      throw usageError(
        `the storage address has an unknown option ${quote(key)}`,
        `did you mean ${closest(key, [...QUERY_KEYS])}? allowed are ${QUERY_KEYS.join(', ')}`,
      )
    }
    if (seen.has(key)) throw usageError(`the storage address gives ${key} twice`, 'give it once')
    seen.add(key)
    if (value === '')
      throw usageError(`the storage address gives no value for ${key}`, `write ${key}=… or leave it out`)
    if (key === 'endpoint') found.endpoint = parseEndpoint(value)
    if (key === 'region') found.region = parseRegion(value)
    if (key === 'path-style') found.pathStyle = parseBoolean(key, value)
  }
  return found
}

/** An S3 endpoint as the SDK wants it; `http` is allowed for servers on the own network. */
export function parseEndpoint(value: string): string {
  const hint = 'write https://host or http://host:port'
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:\/\//i.test(value))
    throw usageError(`the endpoint ${quote(withoutUser(value))} is not an address`, hint)
  if (url.username !== '' || url.password !== '') throw withCredentials('in the endpoint')
  if (url.search !== '' || url.hash !== '') throw usageError('the endpoint holds a ? or #', hint)
  return url.href.replace(/\/+$/, '')
}

function parseRegion(value: string): string {
  if (/^[a-z0-9-]+$/.test(value)) return value
  throw usageError(`${quote(value)} is not a region`, 'write one like eu-central-1, or auto for R2')
}

function parseBoolean(key: string, value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true'
  throw usageError(`${key} is ${quote(value)}`, `write ${key}=true or ${key}=false`)
}

function locationOf(bucket: string, prefix: string, query: S3Query): string {
  const options = [
    ...(query.endpoint ? [`endpoint=${query.endpoint}`] : []),
    ...(query.region ? [`region=${query.region}`] : []),
    ...(query.pathStyle === undefined ? [] : [`path-style=${query.pathStyle}`]),
  ]
  const path = prefix === '' ? '' : `/${prefix.split('/').map(encodeURIComponent).join('/')}`
  return `s3://${bucket}${path}${options.length > 0 ? `?${options.join('&')}` : ''}`
}

function decoded(path: string, text: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw usageError(`${quote(text)} holds a % that stands for nothing`, 'write % as %25')
  }
}

function withCredentials(where: string) {
  return usageError(
    `the storage address holds credentials ${where}`,
    'give them as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, never in an address',
  )
}

const withoutUser = (value: string) => value.replace(/[^/]*@/, '…@')
const quote = (value: string) => JSON.stringify(withoutUser(value).slice(0, 200))
