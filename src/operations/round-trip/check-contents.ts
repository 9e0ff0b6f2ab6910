import type { Connection } from '../../postgres/conninfo.ts'
import { openSession } from '../../postgres/session.ts'
import type { PinnedSettings } from '../../postgres/settings.ts'
import type { Progress } from '../../progress.ts'
import type { CheckResult } from '../../proof/check.ts'
import { checkGeneratedColumns } from '../../proof/generated.ts'
import { checkIndexes } from '../../proof/indexes.ts'
import { checkSequences } from '../../proof/sequences.ts'
import { checkMaterializedViews } from '../../proof/views.ts'

export interface ContentsOptions {
  connection: Connection
  pinned: PinnedSettings
  jobs: number
  signal: AbortSignal
  progress: Progress
}

/** Checks in a restored database what follows from the rows and is in no dump: index entries, generated columns, materialized views. */
export async function checkContents(options: ContentsOptions): Promise<CheckResult[]> {
  const { connection, pinned, jobs, signal, progress } = options
  const indexes = await checkIndexes(connection, { jobs, pinned, signal, progress })
  const session = await openSession(connection, { pinned, signal })
  try {
    return [
      ...indexes,
      ...(await checkGeneratedColumns(session)),
      ...(await checkMaterializedViews(session)),
      ...(await checkSequences(session)),
    ]
  } finally {
    await session.close()
  }
}
