import { messageOf } from '../errors.ts'
import type { JobLog } from './log.ts'

/** Whether the folder was filled from the workflow's cache. A cache that fails costs time, nothing else. */
export async function restorePackages(folder: string, key: string, log: JobLog): Promise<boolean> {
  try {
    const cache = await import('@actions/cache')
    return cache.isFeatureAvailable() && (await cache.restoreCache([folder], key)) !== undefined
  } catch (error) {
    log.info(`the cache of packages was not read: ${messageOf(error)}`)
    return false
  }
}

/** Keeps the folder for later runs, where there is a cache. */
export async function savePackages(folder: string, key: string, log: JobLog): Promise<void> {
  try {
    const cache = await import('@actions/cache')
    if (cache.isFeatureAvailable()) await cache.saveCache([folder], key)
  } catch (error) {
    log.warn(`the packages were not kept in the cache: ${messageOf(error)}`)
  }
}
