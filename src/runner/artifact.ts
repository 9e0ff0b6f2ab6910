import { dirname } from 'node:path'
import { environmentError, messageOf } from '../errors.ts'

/** Uploads one file as an artifact. Names are immutable within a run, so this one must be new. Throws where the server takes none (GHES). */
export async function uploadReport(name: string, path: string): Promise<void> {
  // Loaded when it is needed: it takes longer than everything else at the start.
  const { DefaultArtifactClient } = await import('@actions/artifact')
  try {
    await new DefaultArtifactClient().uploadArtifact(name, [path], dirname(path))
  } catch (error) {
    const hint = 'set report-artifact to false; on GitHub Enterprise Server artifacts of this kind do not exist'
    throw environmentError(`the report was not uploaded as an artifact: ${messageOf(error)}`, hint, error)
  }
}
