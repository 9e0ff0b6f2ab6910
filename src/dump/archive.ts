import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { negative } from '../errors.ts'
import { runChild } from '../postgres/child.ts'
import type { Programs } from '../postgres/programs.ts'
import { type CopyTarget, parseCopyStatement } from './copy-statement.ts'
import { decode } from './encoding.ts'
import { TERMINATOR } from './follow.ts'

/** Row data as the archive names it. `target` is the table that COPY writes to: the partition root where `viaRoot`. */
export interface ArchiveTable {
  dumpId: number
  /** `3442.dat` */
  file: string
  /** The table's OID on the source, for a cross-check only. */
  oid: number
  target: CopyTarget
  viaRoot: boolean
}

/** The lines of `pg_restore --list`, as they are fed back with --use-list. */
export interface ArchiveEntry {
  dumpId: number
  line: string
  kind: 'rows' | 'large objects' | 'other'
}

/** Reads archives in the directory format by pg_restore's own words; pgproof never parses the format itself. */
export class Archive {
  readonly folder: string
  readonly #programs: Programs
  readonly #environment: Record<string, string>
  readonly #encoding: string
  readonly #lists = new Map<string, Promise<ArchiveEntry[]>>()

  /** `folder` holds at least `toc.dat`; `encoding` is the dump's, by PostgreSQL's name. */
  constructor(folder: string, programs: Programs, environment: Record<string, string>, encoding = 'UTF8') {
    this.folder = folder
    this.#programs = programs
    this.#environment = environment
    this.#encoding = encoding
  }

  /** All entries, or those of a `--section`, in the archive's order. Each list is asked for once: an archive does not change. */
  entries(args: string[] = []): Promise<ArchiveEntry[]> {
    const key = args.join(' ')
    const list = this.#lists.get(key) ?? this.run(['--list', ...args]).then(parseList)
    this.#lists.set(key, list)
    return list
  }

  /** Every table's row data, in the archive's order: names, columns and partition roots are taken from the COPY statements. */
  async tables(scratch: string): Promise<ArchiveTable[]> {
    const rows = (await this.entries()).filter((entry) => entry.kind === 'rows')
    if (rows.length === 0) return []
    const copy = join(scratch, 'stand-in')
    await mkdir(copy, { recursive: true, mode: 0o700 })
    try {
      await copyFile(join(this.folder, 'toc.dat'), join(copy, 'toc.dat'))
      for (const entry of rows) await writeFile(join(copy, `${entry.dumpId}.dat`), TERMINATOR, { mode: 0o600 })
      const list = join(copy, 'list')
      await writeFile(list, rows.map((entry) => `${entry.line}\n`).join(''), { mode: 0o600 })
      const text = await this.run(['--data-only', '--verbose', `--use-list=${list}`], copy)
      return parseRowData(text)
    } finally {
      await rm(copy, { recursive: true, force: true })
    }
  }

  /** What pg_restore prints for the archive. */
  async run(args: string[], folder = this.folder): Promise<string> {
    const { command, args: before } = this.#programs.command('pg_restore')
    const output = args.includes('--list') ? [] : ['--file=-']
    const { stdout, end } = await runChild(command, [...before, ...args, ...output, folder], {
      environment: this.#environment,
    })
    if (end.code !== 0) {
      throw negative(
        `pg_restore cannot read the table of contents: ${end.stderr.trim().split('\n').at(-1) ?? ''}`,
        'the backup is damaged, or was made by a newer version of PostgreSQL than this pg_restore',
      )
    }
    return decode(stdout, this.#encoding)
  }
}

const LIST_LINE = /^(\d+); (\d+) (\d+) (.*)$/

/** Tells entries by their class number, never by words: a schema may be called DATA and a table `TABLE DATA s1 x`. */
export function parseList(text: string): ArchiveEntry[] {
  const entries: ArchiveEntry[] = []
  for (const line of text.split('\n')) {
    const match = LIST_LINE.exec(line)
    if (!match) continue
    const [, dumpId, classOid, , rest] = match as unknown as [string, string, string, string, string]
    const data = classOid === '0'
    const kind =
      data && rest.startsWith('TABLE DATA ') ? 'rows' : data && rest.startsWith('BLOBS ') ? 'large objects' : 'other'
    entries.push({ dumpId: Number(dumpId), line, kind })
  }
  return entries
}

const HEADER = /^--\n-- TOC entry (\d+) \(class 0 OID (\d+)\)\n/gm

/** Reads the COPY statements from `pg_restore --data-only --verbose` over stand-ins, where every table's data is the terminator alone. */
export function parseRowData(text: string): ArchiveTable[] {
  const tables: ArchiveTable[] = []
  const headers = [...text.matchAll(HEADER)]
  headers.forEach((header, index) => {
    const body = text.slice(header.index, headers[index + 1]?.index)
    const statement = /^COPY /m.exec(body)
    if (!statement) throw new Error(`no COPY statement in ${JSON.stringify(body.slice(0, 200))}`)
    const dumpId = Number(header[1])
    tables.push({
      dumpId,
      file: `${dumpId}.dat`,
      oid: Number(header[2]),
      target: parseCopyStatement(body.slice(statement.index)),
      viaRoot: /^-- load via partition root /m.test(body.slice(0, statement.index)),
    })
  })
  return tables
}
