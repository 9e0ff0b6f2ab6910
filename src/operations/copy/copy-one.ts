import { messageOf } from '../../errors.ts'
import type { Backup } from '../../repository/catalogue.ts'
import { type Copied, copyBackup } from '../../repository/copy.ts'
import { copyRecords } from '../../repository/copy-records.ts'
import { putRecord } from '../../repository/records.ts'
import type { Repository } from '../../repository/repository.ts'
import { namedDamage, whileReadingBackup } from '../chosen.ts'
import type { Context } from '../context.ts'

/** What every copy of a run works with. */
export interface Run {
  from: Repository
  to: Repository
  context: Context
  signal: AbortSignal
  warnings: string[]
  /** A storage as it was is not told of a copy. */
  asOf?: Date | undefined
}

export interface CopiedOne extends Copied {
  /** How many records went along. */
  records: number
  /** Key of the record beside the backup that was copied. */
  record?: string
}

/** Copies one backup, while the first storage is told that it is being read, and says so there. */
export async function copyOne(run: Run, chosen: Backup): Promise<CopiedOne> {
  const { from, to, context, signal } = run
  return await whileReadingBackup(from, chosen, context, async (backup) => {
    const onBytes = progressOf(run, backup)
    const copied = await copyBackup({ from, to, backup, by: context.by, signal, onBytes }, context.now).catch(
      (error: unknown) => {
        throw namedDamage(error, backup)
      },
    )
    if (!to.capabilities.conditionalPut) warnOnce(run.warnings, uniqueToNobody(to))
    const records = await copyRecords(from, to, backup)
    const record = run.asOf === undefined ? await putCopied(run, backup, copied) : undefined
    return { ...copied, records, ...(record !== undefined && { record }) }
  })
}

const uniqueToNobody = ({ location }: Repository) =>
  `${location} cannot refuse to overwrite an object: each was looked for before it was put, and the manifest was read back`

function warnOnce(warnings: string[], text: string): void {
  if (!warnings.includes(text)) warnings.push(text)
}

function progressOf({ context }: Run, { manifest }: Backup): (bytes: number) => void {
  const total = manifest.objects.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  return (bytes) => {
    done += bytes
    context.progress({ kind: 'bytes', done, total })
  }
}

/** Keys that may only read the first storage are a supported way to work: then only the copy knows that it is there. */
async function putCopied(run: Run, backup: Backup, { sent, found }: Copied): Promise<string | undefined> {
  const { from, to, context, warnings } = run
  const time = context.now().toISOString()
  const body = { to: to.location, sent, found }
  const record = { kind: 'copied', time, ok: true, by: context.by, manifest: backup.digest, body } as const
  return await putRecord(from, { name: backup.name, id: backup.id }, record).catch((error: unknown) => {
    warnings.push(`no record of the copy was written in ${from.location}: ${messageOf(error)}`)
    return undefined
  })
}
