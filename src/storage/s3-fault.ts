import { messageOf } from '../errors.ts'

/** What an S3 failure shows of itself. */
export interface S3Fault {
  /** The `Code` of the answer, or the name or code of a network error. */
  code: string
  status: number | undefined
  message: string
  /** The region that the answer says the bucket is in. */
  region: string | undefined
}

interface Thrown {
  code?: unknown
  Code?: unknown
  name?: unknown
  Region?: string
  $metadata?: { httpStatusCode?: number }
  $response?: { statusCode?: number; headers?: Record<string, string> }
}

/** Reads a thrown error; SDK errors are never printed whole, they hold the request with its headers. */
export function faultIn(error: unknown): S3Fault {
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown
  const message = messageOf(error).slice(0, 300)
  return {
    code: String(thrown.code ?? thrown.Code ?? thrown.name ?? ''),
    status: thrown.$metadata?.httpStatusCode ?? thrown.$response?.statusCode,
    message,
    region:
      thrown.$response?.headers?.['x-amz-bucket-region'] ??
      thrown.Region ??
      /expecting ['"]([a-z0-9-]+)/.exec(message)?.[1],
  }
}
