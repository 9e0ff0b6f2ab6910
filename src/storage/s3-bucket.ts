import { DeleteObjectsCommand, GetBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3'
import { isNotImplemented } from './s3-errors.ts'
import { faultIn } from './s3-fault.ts'
import { harmfulRules } from './s3-lifecycle.ts'
import { isRefusedHeader, type S3Objects } from './s3-objects.ts'
import type { S3Place } from './s3-versions.ts'
import type { LifecycleRule, StoreBucket, StoreCapabilities } from './store.ts'

/** What a bucket is asked besides its objects. */
export class S3Bucket implements StoreBucket {
  readonly #place: S3Place
  readonly #objects: S3Objects

  constructor(place: S3Place, objects: S3Objects) {
    this.#place = place
    this.#objects = objects
  }

  get provider(): string {
    const { profile, endpoint } = this.#place.connection
    return endpoint === undefined ? profile.name : `${profile.name} at ${new URL(endpoint).host}`
  }

  learn(found: Partial<StoreCapabilities>): void {
    this.#objects.learn(found)
  }

  /** The SDK sends a CRC32 along, whatever it is told: some servers refuse that. */
  async deletesInBulk(key: string): Promise<boolean> {
    const { connection, bucket, prefix, explained } = this.#place
    const name = prefix + key
    const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [{ Key: name }] } })
    return await explained('DeleteObject', name, async (abortSignal) => {
      try {
        const { Deleted = [] } = await connection.client.send(command, { abortSignal })
        return Deleted.some(({ Key }) => Key === name)
      } catch (error) {
        const fault = faultIn(error)
        if (isRefusedHeader(fault) || isNotImplemented(fault)) return false
        throw error
      }
    })
  }

  async lifecycle(): Promise<LifecycleRule[] | undefined> {
    const { connection, bucket, prefix, explained } = this.#place
    const command = new GetBucketLifecycleConfigurationCommand({ Bucket: bucket })
    return await explained('GetLifecycleConfiguration', '', async (abortSignal) => {
      try {
        return harmfulRules((await connection.client.send(command, { abortSignal })).Rules ?? [], prefix)
      } catch (error) {
        const fault = faultIn(error)
        if (fault.code === 'NoSuchLifecycleConfiguration') return []
        if (isNotImplemented(fault)) return undefined
        throw error
      }
    })
  }
}
