import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Fingerprint } from '../../../dump/fingerprint.ts'
import { TERMINATOR } from '../../../dump/follow.ts'
import { shown } from '../../../postgres/identifier.ts'
import type { InventoryTable } from '../../../repository/inventory.ts'
import { largeObjectFiles } from '../../../repository/large-objects.ts'
import { DamagedObject } from '../../../repository/read.ts'
import type { Chosen } from '../../chosen.ts'
import type { Context } from '../../context.ts'
import { rowBytes } from '../../round-trip/restore-into.ts'

/** A table's rows as COPY text. Throws DamagedObject at the end where they are not those that were dumped. */
export async function* checkedRows({ reader }: Chosen, table: InventoryTable): AsyncGenerator<Buffer> {
  const fingerprint = new Fingerprint()
  for await (const chunk of reader.parts(table.parts)) {
    fingerprint.update(chunk)
    yield chunk
  }
  const found = fingerprint.digest()
  if (found.sha256 === table.sha256 && found.rows === table.rows) return
  const name = shown(table.schema, table.name)
  throw new DamagedObject(
    table.file,
    `does not hold the rows of ${name} that were dumped: ${found.rows} of ${table.rows}`,
  )
}

/** Puts everything beside `toc.dat` that the directory format has: a file for each table, large objects and the lists of them. */
export async function writeArchiveFolder(chosen: Chosen, folder: string, context: Context): Promise<void> {
  const total = rowBytes(chosen.inventory)
  let done = 0
  for (const table of chosen.inventory.tables) {
    const rows = async function* () {
      for await (const chunk of checkedRows(chosen, table)) {
        done += chunk.length
        context.progress({ kind: 'bytes', done, total })
        yield chunk
      }
      yield TERMINATOR
    }
    const file = createWriteStream(join(folder, table.file), { flags: 'wx', mode: 0o600 })
    await pipeline(rows, file, { signal: context.signal })
  }
  for await (const { name, content } of largeObjectFiles(chosen.reader, chosen.inventory)) {
    const file = await open(join(folder, name), 'wx', 0o600)
    try {
      for await (const chunk of content) await file.write(chunk)
    } finally {
      await file.close()
    }
  }
}
