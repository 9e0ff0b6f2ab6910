import type { FileSink } from './large-objects.ts'

/** Takes one table's COPY text; a chunk may be reused once `write` has resolved. */
export interface TableSink {
  write(chunk: Buffer): Promise<void>
  end(): Promise<void>
}

/** Where a dump's bytes go while it runs: a backup stores them, a proof only hashes them. */
export interface DumpSink {
  table(file: string): TableSink
  largeObjects(): FileSink
}

/** Takes everything and keeps nothing: the digests are all that a proof needs. */
export const NOWHERE: DumpSink = {
  table: () => ({ write: async () => {}, end: async () => {} }),
  largeObjects: () => ({
    file: async (_name, _size, content) => {
      for await (const _ of content);
    },
    end: async () => {},
  }),
}
