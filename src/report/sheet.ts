/** How a cell or a verdict is to be read; renderers choose colour and sign. */
export type Tone = 'good' | 'bad' | 'warning' | 'plain'

export interface Cell {
  text: string
  tone?: Tone
}

interface Titled {
  title: string
  /** One sentence under the title. */
  note?: string
  /** Names objects of the database, so it is left out where only totals may be shown. */
  names?: true
}

export type Section = Titled &
  (
    | { kind: 'table'; columns: { title: string; align?: 'right' }[]; rows: Cell[][] }
    | { kind: 'bars'; unit: string; bars: { label: string; value: number; shown: string }[] }
    /** Values in the order of time; a table beside it says the same. */
    | { kind: 'line'; unit: string; points: { label: string; value: number; shown: string }[] }
    | { kind: 'lines'; lines: Cell[] }
    /** Commands to copy, one per line, exactly as they are typed. */
    | { kind: 'commands'; commands: string[] }
  )

/** What there is to say about a result, independent of where it is shown. */
export interface Sheet {
  title: string
  verdict: { tone: Tone; text: string; hint?: string }
  facts: { label: string; text: string }[]
  sections: Section[]
  warnings: string[]
}

/** The sheet without what names objects of the database: totals and verdict stay. */
export function totalsOnly(sheet: Sheet): Sheet {
  return { ...sheet, sections: sheet.sections.filter((section) => !section.names) }
}

export const plain = (text: string): Cell => ({ text })

/** A table without the columns that say nothing in any row, or nothing where it would have no rows. */
export function table(heading: Titled, columns: { title: string; align?: 'right' }[], rows: Cell[][]): Section[] {
  if (rows.length === 0) return []
  const speaks = columns.map((_, at) => rows.some((row) => row[at]?.text !== ''))
  const kept = <T>(cells: T[]) => cells.filter((_, at) => speaks[at])
  return [{ ...heading, kind: 'table', columns: kept(columns), rows: rows.map(kept) }]
}

/** Bars of the largest values, or nothing where a picture would say nothing. */
export function bars(
  heading: Titled,
  unit: string,
  values: { label: string; value: number; shown: string }[],
): Section[] {
  const largest = values
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, 10)
  return largest.length < 2 ? [] : [{ ...heading, kind: 'bars', unit, bars: largest }]
}

/** Values in the order of time, or nothing where a picture would say nothing. Labels have to differ. */
export function line(
  heading: Titled,
  unit: string,
  points: { label: string; value: number; shown: string }[],
): Section[] {
  return points.length < 2 ? [] : [{ ...heading, kind: 'line', unit, points }]
}
